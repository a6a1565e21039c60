import { Button, Modal, Select, Skeleton, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type Board, explain } from "@/api";
import { telling } from "@/app/telling";
import {
  useBoardNotifications,
  useChangeBoardNotifications,
  useNotificationSettings,
} from "../api";
import type { BoardLevel, BoardNotifications, EmailPace } from "../types";
import classes from "./Settings.module.css";

export interface BoardNotificationsDialogProps {
  board: Pick<Board, "id" | "title">;
  opened: boolean;
  onClose(): void;
}

const levels: readonly { level: BoardLevel; name: string; what: string }[] = [
  {
    level: "watching",
    name: "Watching",
    what: "Everything that is said, suggested and decided on this board.",
  },
  {
    level: "participating",
    name: "Taking part",
    what: "Mentions, answers where you wrote, your suggestions, what is yours to do, decisions and sessions.",
  },
  {
    level: "muted",
    name: "Muted",
    what: "Only what names you, is assigned to you or changes your access. No mail.",
  },
];

const paceNames: Readonly<Record<EmailPace, string>> = {
  instant: "At once",
  daily: "Daily",
  weekly: "Weekly",
  none: "Never",
};

/** Of what one is told on a board, and by mail when. */
export default function BoardNotificationsDialog({
  board,
  opened,
  onClose,
}: BoardNotificationsDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} size={460} title="Notifications of this board">
      <Choices board={board.id} onLeave={onClose} />
    </Modal>
  );
}

function Choices({ board, onLeave }: { board: string; onLeave(): void }) {
  const { data, isError, error, refetch } = useBoardNotifications(board);
  const change = useChangeBoardNotifications(board);
  const settings = useNotificationSettings().data;
  const set = (wish: Partial<BoardNotifications>) =>
    void telling(change.mutateAsync(wish), { failed: "That was not saved" });
  if (!data) {
    if (!isError) return <Skeleton height={220} />;
    return (
      <p role="alert" className={classes.problem}>
        {explain(error).title}.{" "}
        <Button size="compact-xs" variant="default" onClick={() => void refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  const usual = settings && paceNames[settings.email].toLocaleLowerCase();
  return (
    <Stack gap="lg">
      <fieldset className={classes.levels}>
        <legend className={classes.legend}>What you are told of</legend>
        {levels.map(({ level, name, what }) => (
          <label key={level} className={classes.level}>
            <input
              type="radio"
              name="level"
              value={level}
              checked={data.level === level}
              aria-describedby={`level-${level}`}
              aria-label={name}
              data-autofocus={data.level === level || undefined}
              onChange={() => set({ level })}
            />
            <span className={classes.name}>{name}</span>
            <span className={classes.what} id={`level-${level}`}>
              {what}
            </span>
          </label>
        ))}
      </fieldset>
      {settings?.can_email === false ? (
        <p className={classes.note}>No mail is sent: there is no address of yours here.</p>
      ) : (
        <div>
          <Select
            label="Email of this board"
            disabled={data.level === "muted"}
            data={[
              {
                value: "default",
                label: usual ? `As in your account (${usual})` : "As in your account",
              },
              ...Object.entries(paceNames).map(([value, label]) => ({ value, label })),
            ]}
            value={data.level === "muted" ? "none" : data.email}
            onChange={(value) => value && set({ email: value as BoardNotifications["email"] })}
          />
          <p className={classes.note}>
            For all boards it is set in{" "}
            <Link to="/account" hash="notifications" className={classes.link} onClick={onLeave}>
              your account
            </Link>
            .
          </p>
        </div>
      )}
    </Stack>
  );
}
