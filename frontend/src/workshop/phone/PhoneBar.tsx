import { Modal, Popover } from "@mantine/core";
import { IconHandStop, IconMoodSmile, IconUser } from "@tabler/icons-react";
import { useState } from "react";
import { type Board, type Me, Problem } from "@/api";
import { telling } from "@/app/telling";
import { useHand, useReact } from "../api";
import { mayTakePart, REACTIONS, type Session } from "../types";
import { MeSheet } from "./MeSheet";
import classes from "./PhoneBar.module.css";
import sheet from "./Sheet.module.css";
import { placeInLine } from "./scene";

/** What one may do at any time, within reach of a thumb. */
export function PhoneBar({ session, board, me }: { session: Session; board: Board; me: Me }) {
  const [open, setOpen] = useState(false);
  const takesPart = mayTakePart(board.role);
  return (
    <nav className={classes.bar} aria-label="Take part">
      {takesPart && <Hand session={session} me={me.id} />}
      {takesPart && <React session={session} />}
      <button type="button" className={classes.action} onClick={() => setOpen(true)}>
        <IconUser size={24} stroke={1.75} aria-hidden="true" />
        You
      </button>
      <Modal
        opened={open}
        onClose={() => setOpen(false)}
        title={me.name}
        classNames={{ inner: sheet.inner, content: sheet.content }}
        transitionProps={{ transition: "slide-up" }}
      >
        <MeSheet session={session} board={board} me={me} onDone={() => setOpen(false)} />
      </Modal>
    </nav>
  );
}

function Hand({ session, me }: { session: Session; me: string }) {
  const hand = useHand(session, me);
  const place = placeInLine(session, me);
  const up = place !== null;
  return (
    <button
      type="button"
      className={classes.action}
      data-on={up || undefined}
      aria-pressed={up}
      onClick={() =>
        void telling(hand.mutateAsync({ up: !up }), { failed: "Your hand did not move" })
      }
    >
      <IconHandStop size={24} stroke={1.75} aria-hidden="true" />
      {up ? "Lower hand" : "Raise hand"}
      {up && (
        <span className={classes.place} role="status">
          {place === 1 ? "Next" : `No. ${place}`}
        </span>
      )}
    </button>
  );
}

function React({ session }: { session: Session }) {
  const [open, setOpen] = useState(false);
  const react = useReact(session.id);
  const send = (emoji: string) => {
    // Too quick is no failure that one needs to hear of.
    const sent = react.mutateAsync(emoji).catch((error: unknown) => {
      if (!(error instanceof Problem && error.status === 429)) throw error;
    });
    void telling(sent, { failed: "Your reaction was not sent" });
  };
  return (
    <Popover opened={open} onChange={setOpen} position="top" width={296} trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.action}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <IconMoodSmile size={24} stroke={1.75} aria-hidden="true" />
          React
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.reactions} aria-label="Reactions">
        {REACTIONS.map((emoji) => (
          <button
            key={emoji}
            type="button"
            className={classes.reaction}
            aria-label={REACTION_NAMES[emoji]}
            onClick={() => send(emoji)}
          >
            {emoji}
          </button>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}

const REACTION_NAMES: Record<(typeof REACTIONS)[number], string> = {
  "👍": "Thumbs up",
  "👏": "Applause",
  "❤️": "Heart",
  "😂": "Laughing",
  "🎉": "Celebrate",
  "🤔": "Thinking",
  "🙌": "Hands up in joy",
  "👀": "Looking",
};
