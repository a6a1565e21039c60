import { ActionIcon, Button, SegmentedControl } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCloudOff,
  IconMessage2,
  IconMessagePlus,
  IconX,
} from "@tabler/icons-react";
import { type RefObject, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { explain } from "@/api";
import { useConnection, usePlan } from "@/session";
import { EmptyState, RowSkeletons } from "@/ui";
import { useComments, usePanel } from "../context";
import { fits, inOrder, type ThreadFilter } from "../grouping";
import { homeless } from "../shown";
import type { Place } from "../types";
import { Group } from "./Group";
import { NewThread } from "./NewThread";
import classes from "./Panel.module.css";
import { Refused } from "./Refused";
import { usePlacements } from "./usePlacements";

const onBoard: Place = { item: null, field: "item", anchor: null, quote: "" };

/** All comments of a board, in the order of its plan. */
export default function CommentsPanel({ onShow }: { onShow(item: string): void }) {
  const { me, mayWrite, talk, drafts, outbox, begin, close, show } = useComments();
  const { active, wish, status, error, retry } = usePanel();
  const plan = usePlan();
  const connection = useConnection().state;
  const threads = useSyncExternalStore(talk.subscribe, talk.threads);
  const begun = useSyncExternalStore(drafts.subscribe, drafts.getSnapshot);
  const { waiting, away } = useSyncExternalStore(outbox.subscribe, outbox.getSnapshot);
  const [filter, setFilter] = useState<ThreadFilter>("open");
  const placements = usePlacements(threads);
  const known = plan.items.size > 0;

  const shown = threads.filter((thread) => fits(thread, filter, me.id) || thread.id === active);
  const groups = inOrder(shown, plan, ({ id }) => placements.get(id)?.index ?? null);
  const fresh = Object.entries(begun).flatMap(([target, { place }]) =>
    target.startsWith("new ") && place ? [{ id: target.slice(4), place }] : [],
  );
  const lost = homeless(threads, waiting);
  const unsent = waiting.filter(({ refused }) => refused === undefined).length;
  const missing = active !== null && status === "ready" && !threads.some(({ id }) => id === active);

  const rootRef = useRef<HTMLElement>(null);
  useWish(rootRef, (thread) => {
    const found = threads.find(({ id }) => id === thread);
    if (found && !fits(found, filter, me.id)) {
      setFilter(found.resolved === null ? "open" : "resolved");
    }
    if (found?.item) onShow(found.item);
    return found !== undefined;
  });

  return (
    <section ref={rootRef} className={classes.panel} aria-label="Comments" tabIndex={-1}>
      <header className={classes.header}>
        <h2 className={classes.title}>Comments</h2>
        {mayWrite && (
          <ActionIcon
            size="md"
            aria-label="Comment on the board"
            title="Comment on the board"
            onClick={() => begin(onBoard)}
          >
            <IconMessagePlus size={17} />
          </ActionIcon>
        )}
        <ActionIcon size="md" aria-label="Close the comments" onClick={close}>
          <IconX size={17} />
        </ActionIcon>
      </header>
      <div className={classes.filter}>
        <SegmentedControl
          size="xs"
          fullWidth
          aria-label="Which comments"
          value={filter}
          onChange={(value) => setFilter(value as ThreadFilter)}
          data={[
            { value: "open", label: "Open" },
            { value: "resolved", label: "Resolved" },
            { value: "mine", label: "Mine" },
          ]}
        />
      </div>
      <div className={classes.scroll} data-comments>
        {(away || connection === "offline") && (
          <p className={classes.away} role="status">
            <IconCloudOff size={14} aria-hidden="true" />
            {unsent > 0
              ? `No connection. ${unsent === 1 ? "One comment waits" : `${unsent} comments wait`} to be sent.`
              : "No connection. What you write is sent when you are back."}
          </p>
        )}
        {missing && (
          <p className={classes.away} role="status">
            <IconAlertTriangle size={14} aria-hidden="true" />
            The thread of this link is not here any more.
          </p>
        )}
        {lost.map(({ id, body, refused }) => (
          <Refused key={id} id={id} body={body} reason={refused ?? ""} />
        ))}
        {fresh.map(({ id, place }) => (
          <NewThread key={id} id={id} place={place} />
        ))}
        {groups.map((group) => (
          <Group
            key={group.item ?? ""}
            group={group}
            active={active}
            answering={wish?.reply ? (wish.thread ?? null) : null}
            placements={placements}
            known={known}
            onShow={show}
          />
        ))}
        {status === "loading" && <RowSkeletons label="Loading the comments…" />}
        {status === "error" && (
          <EmptyState
            titleOrder={3}
            icon={<IconAlertTriangle size={22} />}
            title={explain(error).title}
            actions={<Button onClick={retry}>Try again</Button>}
          >
            {explain(error).detail}
          </EmptyState>
        )}
        {status === "ready" && groups.length === 0 && fresh.length === 0 && (
          <Nothing filter={filter} mayWrite={mayWrite} />
        )}
      </div>
    </section>
  );
}

function Nothing({ filter, mayWrite }: { filter: ThreadFilter; mayWrite: boolean }) {
  const titles = {
    open: "No open comments",
    resolved: "Nothing is resolved yet",
    mine: "Nothing of yours or for you",
  } as const;
  return (
    <EmptyState titleOrder={3} icon={<IconMessage2 size={22} />} title={titles[filter]}>
      {filter === "open" &&
        mayWrite &&
        "Select words in a title or in notes, or open an item, to comment on it."}
    </EmptyState>
  );
}

/** Brings what was asked for into view, once it is there. */
function useWish(
  rootRef: RefObject<HTMLElement | null>,
  prepare: (thread: string) => boolean,
): void {
  const { wish } = usePanel();
  const done = useRef<object | null>(null);
  useEffect(() => {
    const root = rootRef.current;
    if (!wish || !root || done.current === wish) return;
    if (wish.thread !== undefined) {
      if (!prepare(wish.thread)) return;
      const card = root.querySelector<HTMLElement>(`[data-thread="${CSS.escape(wish.thread)}"]`);
      if (!card) return;
      done.current = wish;
      card.scrollIntoView({ block: "nearest" });
      const within = card.contains(document.activeElement);
      if (!within && !isTyping()) card.focus({ preventScroll: true });
      return;
    }
    done.current = wish;
    const group =
      wish.item !== undefined &&
      root.querySelector<HTMLElement>(`[data-group="${CSS.escape(wish.item ?? "")}"]`);
    if (group) group.scrollIntoView({ block: "start" });
    // A new comment takes the focus by itself.
    if (!root.querySelector("[data-new-thread]") && !isTyping()) {
      root.focus({ preventScroll: true });
    }
  });
}

/** Words in a title or in notes that were pressed have the caret, and keep it. */
function isTyping(): boolean {
  const { activeElement } = document;
  return (
    activeElement instanceof HTMLElement &&
    (activeElement.isContentEditable || activeElement instanceof HTMLTextAreaElement)
  );
}
