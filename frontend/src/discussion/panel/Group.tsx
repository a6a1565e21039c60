import { usePlan } from "@/session";
import { KindIcon, kindStyle } from "@/ui";
import type { ThreadGroup } from "../grouping";
import type { Placement } from "../placements";
import type { ShownThread } from "../shown";
import classes from "./Panel.module.css";
import { ThreadCard } from "./ThreadCard";

/** The threads on one item, or on the board. */
export function Group({
  group: { item, here, threads },
  active,
  answering,
  placements,
  known,
  onShow,
}: {
  group: ThreadGroup;
  active: string | null;
  /** The thread that one came to answer. */
  answering: string | null;
  placements: ReadonlyMap<string, Placement | null>;
  /** Whether the plan is there. */
  known: boolean;
  onShow(thread: ShownThread): void;
}) {
  const plan = usePlan();
  const live = item === null ? undefined : plan.items.get(item);
  const deleted = item === null ? undefined : plan.deleted.find(({ id }) => id === item);
  const name = (live ?? deleted)?.title.trim() || "Untitled";
  return (
    <div className={classes.group} data-group={item ?? ""}>
      <h3 className={classes.groupTitle} style={kindStyle((live ?? deleted)?.kind ?? "")}>
        {item === null ? (
          "The board"
        ) : here || !known ? (
          <>
            {live && <KindIcon kind={live.kind} size={13} />}
            <span className={classes.groupName}>{live ? name : "…"}</span>
          </>
        ) : (
          <span className={classes.groupName}>
            {deleted ? `In the bin: ${name}` : "Not in the plan any more"}
          </span>
        )}
      </h3>
      {threads.map((thread) => (
        <ThreadCard
          key={thread.id}
          thread={thread}
          active={thread.id === active}
          asked={thread.id === answering}
          placement={placements.get(thread.id) ?? null}
          known={known}
          onShow={onShow}
        />
      ))}
    </div>
  );
}
