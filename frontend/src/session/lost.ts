import * as Y from "yjs";
import { bodyFragment } from "@/plan/change";
import type { LostText } from "./notices";
import type { BoardSession } from "./types";

/** The texts of a board, by item, as somebody had them before their changes were given up. */
export type Draft = ReadonlyMap<string, { title: string; notes: string }>;

export function draftOf({ plan, doc }: BoardSession): Draft {
  const { items } = plan.getSnapshot();
  return new Map(
    [...items.values()].map(({ id, title, hasBody }) => {
      const body = hasBody ? bodyFragment(doc, id) : null;
      return [id, { title, notes: body ? textIn(body) : "" }];
    }),
  );
}

/** What of a draft the board does not say now. */
export function lostFrom(draft: Draft, session: BoardSession): LostText[] {
  const now = draftOf(session);
  const gone = new Set(session.plan.getSnapshot().deleted.map(({ id }) => id));
  const lost: LostText[] = [];
  for (const [item, mine] of draft) {
    // Somebody else put it into the bin, where it is as it was.
    if (gone.has(item)) continue;
    const theirs = now.get(item);
    for (const field of ["title", "notes"] as const) {
      const text = mine[field].trim();
      if (text !== "" && text !== theirs?.[field].trim()) lost.push({ item, field, text });
    }
  }
  return lost;
}

/** The words of a body, a line for each block. */
function textIn(body: Y.XmlFragment): string {
  const lines: string[] = [];
  const visit = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (child instanceof Y.XmlText) {
        lines.push(
          (child.toDelta() as { insert?: unknown }[])
            .map(({ insert }) => (typeof insert === "string" ? insert : ""))
            .join(""),
        );
      } else if (child instanceof Y.XmlFragment) visit(child);
    }
  };
  visit(body);
  return lines.filter((line) => line !== "").join("\n");
}
