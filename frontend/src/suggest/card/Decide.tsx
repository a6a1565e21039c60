import { Button, Textarea } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { telling } from "@/app/telling";
import { useAnnounce } from "@/board/announce";
import { useConnection, useSession } from "@/session";
import { useAccept, useDecline, useWithdraw } from "../api";
import { MAX_REASON, mayDecide, type Suggestion } from "../types";
import { useMissing } from "./missing";
import classes from "./SuggestionCard.module.css";

/** What one may say to an open suggestion: accept it, decline it with a reason, take it back. */
export function Decide({ suggestion, onDecided }: { suggestion: Suggestion; onDecided?(): void }) {
  const session = useSession();
  const { id, author } = suggestion;
  const accept = useAccept(session.boardId);
  const withdraw = useWithdraw(session.boardId);
  const announce = useAnnounce();
  const [declining, setDeclining] = useState(false);
  const offline = useConnection().state === "offline";
  const missing = useMissing(suggestion) !== null;
  const isMine = author.id === session.me.id;
  const decides = mayDecide(session.role);
  if (!decides && !isMine) return null;

  async function done(change: Promise<unknown>, words: { failed: string; said: string }) {
    if (!(await telling(change, { failed: words.failed }))) return;
    announce(words.said);
    onDecided?.();
  }

  if (declining) {
    return (
      <Decline suggestion={suggestion} onBack={() => setDeclining(false)} onDone={onDecided} />
    );
  }
  const waits = accept.isPending || withdraw.isPending;
  return (
    <div className={classes.buttons}>
      {isMine && (
        <Button
          size="xs"
          variant="default"
          loading={withdraw.isPending}
          disabled={offline || waits}
          onClick={() =>
            void done(withdraw.mutateAsync(id), {
              failed: "The suggestion was not withdrawn",
              said: "Withdrawn",
            })
          }
        >
          Withdraw
        </Button>
      )}
      {decides && (
        <Button
          size="xs"
          variant="default"
          disabled={offline || waits}
          onClick={() => setDeclining(true)}
        >
          Decline…
        </Button>
      )}
      {decides && mayAccept(session, suggestion) && (
        <Button
          size="xs"
          leftSection={<IconCheck size={15} aria-hidden="true" />}
          loading={accept.isPending}
          disabled={offline || waits || missing}
          onClick={() =>
            void done(accept.mutateAsync(id), {
              failed: "The suggestion was not accepted",
              said: "Accepted: it is in the plan now",
            })
          }
        >
          Accept
        </Button>
      )}
    </div>
  );
}

/** Whether the plan may be changed now where the suggestion would change it. */
function mayAccept(
  {
    canEdit,
    mayEdit,
    mayMove,
  }: Pick<ReturnType<typeof useSession>, "canEdit" | "mayEdit" | "mayMove">,
  { item, change }: Suggestion,
): boolean {
  if (canEdit) return true;
  const into = change.kind === "new" || change.kind === "parent" ? change.parent : undefined;
  if (into === null || (into !== undefined && !mayEdit(into))) return false;
  if (item === null) return true;
  return change.kind === "parent" ? mayMove(item) : mayEdit(item);
}

/** Saying no takes a reason. */
function Decline({
  suggestion,
  onBack,
  onDone,
}: {
  suggestion: Suggestion;
  onBack(): void;
  onDone?(): void;
}) {
  const { boardId } = useSession();
  const decline = useDecline(boardId);
  const announce = useAnnounce();
  const offline = useConnection().state === "offline";
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (reason.trim() === "") {
      setProblem("Say why, so that people know what to do otherwise.");
      return;
    }
    const change = decline.mutateAsync({ id: suggestion.id, reason: reason.trim() });
    if (!(await telling(change, { failed: "The suggestion was not declined" }))) return;
    announce("Declined");
    onDone?.();
  }

  return (
    <form noValidate className={classes.decline} onSubmit={(event) => void submit(event)}>
      <Textarea
        label="Why not"
        description={`${suggestion.author.name} and everyone on this board can read it.`}
        autoFocus
        autosize
        minRows={2}
        maxRows={6}
        maxLength={MAX_REASON}
        value={reason}
        error={problem}
        onChange={(event) => {
          setReason(event.currentTarget.value);
          setProblem(null);
        }}
        onKeyDown={(event) => {
          // Back to the card, not out of the dialog.
          if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
          event.stopPropagation();
          onBack();
        }}
      />
      <div className={classes.buttons}>
        <Button size="xs" variant="default" onClick={onBack}>
          Back
        </Button>
        <Button size="xs" color="red" type="submit" loading={decline.isPending} disabled={offline}>
          Decline
        </Button>
      </div>
    </form>
  );
}
