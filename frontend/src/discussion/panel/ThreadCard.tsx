import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconLink, IconUnlink } from "@tabler/icons-react";
import { type MouseEvent, memo, useState } from "react";
import { telling } from "@/app/telling";
import { useAnnounce } from "@/board/announce";
import { RelativeTime } from "@/ui";
import { useComments } from "../context";
import type { Placement } from "../placements";
import type { ShownThread } from "../shown";
import { Composer } from "../write/Composer";
import { CommentView } from "./CommentView";
import { copyLink } from "./copyLink";
import classes from "./Panel.module.css";

/** A thread that is not open shows no more than this. */
const SHOWN_CLOSED = 2;

/** One thread: what it is about, its comments, and the answer one writes. */
export const ThreadCard = memo(function ThreadCard({
  thread,
  active,
  asked,
  placement,
  known,
  onShow,
}: {
  thread: ShownThread;
  active: boolean;
  /** One came to answer it. */
  asked: boolean;
  placement: Placement | null;
  /** Whether the plan is there to look the words up in. */
  known: boolean;
  /** Go to what it is about. */
  onShow(thread: ShownThread): void;
}) {
  const { mayWrite, drafts, open, send, board } = useComments();
  const target = `reply ${thread.id}` as const;
  const [pressed, setPressed] = useState(false);
  const detached = known && thread.anchor !== null && placement === null;
  const answering = active || drafts.get(target) !== undefined;
  const comments =
    active || thread.comments.length <= SHOWN_CLOSED + 1
      ? thread.comments
      : thread.comments.slice(0, SHOWN_CLOSED);
  const more = thread.comments.length - comments.length;
  const first = thread.comments[0];

  function press({ target }: MouseEvent) {
    if (active || !(target instanceof Element)) return;
    // Words that are being selected are no press, nor is what has a purpose of its own.
    if (target.closest("button, a, [contenteditable]") || !getSelection()?.isCollapsed) return;
    open({ thread: thread.id });
  }

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a short cut for the pointer; the button with its words does the same
    <article
      className={classes.thread}
      aria-label={`Thread begun by ${first?.author.name ?? "somebody"}`}
      tabIndex={-1}
      data-thread={thread.id}
      data-active={active || undefined}
      data-resolved={thread.resolved !== null || undefined}
      onClick={press}
    >
      <div className={classes.threadHead}>
        <button
          type="button"
          className={classes.about}
          data-detached={detached || undefined}
          aria-expanded={active}
          onClick={() => onShow(thread)}
        >
          {detached && (
            <span className={classes.detached}>
              <IconUnlink size={12} aria-hidden="true" />
              Detached
            </span>
          )}
          {thread.anchor !== null ? (
            <q className={classes.quote}>{placement?.words ?? thread.quote}</q>
          ) : (
            <span className={classes.whole}>
              {thread.item === null ? "On the board" : "On the whole item"}
            </span>
          )}
        </button>
        {!thread.waiting && (
          <Tooltip label="Copy link">
            <ActionIcon
              size={26}
              aria-label="Copy link to this thread"
              onClick={() => void copyLink(board, thread.id)}
            >
              <IconLink size={15} />
            </ActionIcon>
          </Tooltip>
        )}
        {mayWrite && !thread.waiting && <Resolve thread={thread} />}
      </div>
      {thread.resolved && (
        <p className={classes.resolved}>
          <IconCheck size={13} aria-hidden="true" />
          Resolved by {thread.resolved.by.name}, <RelativeTime at={thread.resolved.at} />
        </p>
      )}
      <ul className={classes.comments}>
        {comments.map((comment) => (
          <CommentView key={comment.id} thread={thread} comment={comment} />
        ))}
      </ul>
      {more > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.moreComments}
          onClick={() => open({ thread: thread.id })}
        >
          {more} more {more === 1 ? "answer" : "answers"}
        </Button>
      )}
      {mayWrite && answering && (
        <Composer
          // Where it stood already, the caret has to come into it all the same.
          key={asked ? `${target} now` : target}
          target={target}
          label="Answer"
          placeholder="Answer, @ names somebody"
          autoFocus={(asked || pressed) && active}
          onSend={(body) => {
            send({ thread: thread.id }, body);
            return true;
          }}
        />
      )}
      {mayWrite && !answering && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.answer}
          onClick={() => {
            setPressed(true);
            open({ thread: thread.id });
          }}
        >
          Answer
        </Button>
      )}
    </article>
  );
});

function Resolve({ thread }: { thread: ShownThread }) {
  const { changes } = useComments();
  const announce = useAnnounce();
  const resolved = thread.resolved !== null;
  const label = resolved ? "Reopen" : "Resolve";
  return (
    <Tooltip label={label}>
      <ActionIcon
        size={26}
        aria-label={label}
        onClick={() => {
          announce(resolved ? "Reopened" : "Resolved");
          void telling(changes.resolve(thread.id, !resolved), {
            failed: resolved ? "The thread is still resolved" : "The thread is still open",
          });
        }}
      >
        {resolved ? <IconArrowBackUp size={16} /> : <IconCheck size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}
