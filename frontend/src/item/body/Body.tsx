import { lazy, Suspense } from "react";
import { bodyFragment, ensureBody } from "@/plan/change";
import { useItem, useMayEdit, useSession } from "@/session";
import classes from "./Body.module.css";

const loadEditor = () => import("./BodyEditor");
const BodyEditor = lazy(loadEditor);

/** Fetches the editor ahead of its first use, so that a board paints first and a panel opens whole. */
export function preloadBody(): void {
  // Without it the panel asks again, and shows what went wrong.
  loadEditor().catch(() => {});
}

/** An item's rich text. Its editor is a chunk of its own. */
export function Body({ itemId }: { itemId: string }) {
  const session = useSession();
  const canEdit = useMayEdit(itemId);
  const item = useItem(itemId);
  const fragment = item ? bodyFragment(session.doc, itemId) : null;
  if (!item || (!canEdit && !item.hasBody)) return null;
  if (!fragment) {
    return (
      <button
        type="button"
        className={classes.begin}
        onClick={() => ensureBody(session.doc, itemId)}
      >
        Write notes…
      </button>
    );
  }
  return (
    <Suspense fallback={<BodySkeleton lines={item.hasBody ? 3 : 1} />}>
      <BodyEditor
        key={`${itemId}:${canEdit}`}
        itemId={itemId}
        session={session}
        canEdit={canEdit}
        fragment={fragment}
        placeholder={placeholders[item.kind] ?? "Write what there is to say about it…"}
      />
    </Suspense>
  );
}

function BodySkeleton({ lines }: { lines: number }) {
  return (
    <div aria-hidden="true">
      <div className={classes.heading}>Notes</div>
      <div className={classes.skeleton}>
        {Array.from({ length: lines }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else to be known by
          <span key={index} />
        ))}
      </div>
    </div>
  );
}

const placeholders: Record<string, string> = {
  mission: "Whom do you serve, and what would they miss without you?",
  vision: "What will be different when you have succeeded?",
  value: "What does it mean in practice, and what does it rule out?",
  goal: "Why does it matter, and to whom?",
  objective: "How will you know that you got there?",
  strategy: "Why this way, and not another?",
  action: "What is to be done, and what is needed for it?",
  idea: "What made you think of it?",
};
