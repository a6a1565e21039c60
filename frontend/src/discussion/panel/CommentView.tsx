import { ActionIcon, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import { IconClock, IconDots, IconLink, IconPencil, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { explain } from "@/api";
import { telling } from "@/app/telling";
import { PersonAvatar, RelativeTime } from "@/ui";
import { useComments } from "../context";
import type { ShownComment, ShownThread } from "../shown";
import type { CommentDoc } from "../text";
import { Composer } from "../write/Composer";
import classes from "./Comment.module.css";
import { CommentBody } from "./CommentBody";
import { copyLink } from "./copyLink";
import { Reactions } from "./Reactions";
import { Refused } from "./Refused";

/** One comment of a thread, with what one may do with it. */
export function CommentView({ thread, comment }: { thread: ShownThread; comment: ShownComment }) {
  const { me, drafts } = useComments();
  const [editing, setEditing] = useState(() => drafts.get(`edit ${comment.id}`) !== undefined);
  const { author, body, waiting, refused } = comment;
  return (
    <li className={classes.comment} data-comment={comment.id} data-waiting={waiting || undefined}>
      <PersonAvatar person={author} size={24} tooltip={false} />
      <div className={classes.main}>
        <div className={classes.head}>
          <span className={classes.author}>{author.name}</span>
          <span className={classes.when}>
            <RelativeTime at={comment.created_at} />
            {comment.edited_at !== null && !comment.deleted && " · edited"}
          </span>
          {!waiting && body && !editing && (
            <CommentMenu thread={thread} comment={comment} onEdit={() => setEditing(true)} />
          )}
        </div>
        {body === null ? (
          <p className={classes.deleted}>This comment was deleted.</p>
        ) : editing ? (
          <Editing comment={comment} body={body} onDone={() => setEditing(false)} />
        ) : (
          <CommentBody body={body} me={me.id} />
        )}
        {refused !== undefined && body ? (
          <Refused id={thread.waiting ? thread.id : comment.id} reason={refused} body={body} />
        ) : waiting ? (
          <p className={classes.waiting}>
            <IconClock size={13} aria-hidden="true" />
            Waiting to be sent
          </p>
        ) : (
          body && <Reactions comment={comment} />
        )}
      </div>
    </li>
  );
}

/** Another way to say it. Where it cannot be saved, it says why, and the words stay. */
function Editing({
  comment,
  body,
  onDone,
}: {
  comment: ShownComment;
  body: CommentDoc;
  onDone(): void;
}) {
  const { changes, drafts } = useComments();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async (next: CommentDoc) => {
    setBusy(true);
    setProblem(null);
    try {
      await changes.edit(comment.id, next);
    } catch (error) {
      const { title, detail } = explain(error);
      setProblem(detail || title);
      return false;
    } finally {
      setBusy(false);
    }
    onDone();
    return true;
  };
  return (
    <>
      <Composer
        target={`edit ${comment.id}`}
        initial={body}
        label="Change your comment"
        placeholder="Your comment"
        send="Save"
        autoFocus
        busy={busy}
        onSend={save}
        onCancel={() => {
          drafts.drop(`edit ${comment.id}`);
          onDone();
        }}
      />
      {problem !== null && (
        <p className={classes.problem} role="alert">
          Not saved: {problem}
        </p>
      )}
    </>
  );
}

function CommentMenu({
  thread,
  comment,
  onEdit,
}: {
  thread: ShownThread;
  comment: ShownComment;
  onEdit(): void;
}) {
  const { me, role, board, mayWrite, changes } = useComments();
  const own = comment.author.id === me.id;
  const mayRemove = mayWrite && (own || role === "facilitator" || role === "owner");
  const remove = () =>
    modals.openConfirmModal({
      title: "Delete this comment?",
      children:
        thread.comments.filter(({ deleted }) => !deleted).length > 1
          ? "The rest of the thread stays."
          : "The thread goes with it.",
      labels: { confirm: "Delete", cancel: "Keep it" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void telling(changes.remove(thread.id, comment.id), {
          failed: "The comment was not deleted",
        }),
    });
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <ActionIcon
          size={24}
          className={classes.more}
          aria-label={`More for the comment by ${comment.author.name}`}
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {own && mayWrite && (
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={onEdit}>
            Edit
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconLink size={15} />}
          onClick={() => void copyLink(board, thread.id)}
        >
          Copy link
        </Menu.Item>
        {mayRemove && (
          <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={remove}>
            Delete
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
