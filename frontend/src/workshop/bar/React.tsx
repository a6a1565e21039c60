import { ActionIcon, Popover, Tooltip, UnstyledButton } from "@mantine/core";
import { IconMoodPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { Shortcut } from "@/ui";
import { useReact } from "../api";
import { REACTIONS } from "../types";
import type { Floating } from "./floating";
import hand from "./Hand.module.css";
import classes from "./React.module.css";

/** Faster than this nobody means it, in milliseconds. */
const APART_MS = 250;

const names: Record<(typeof REACTIONS)[number], string> = {
  "👍": "Thumbs up",
  "👏": "Applause",
  "❤️": "Heart",
  "😂": "Laughing",
  "🎉": "Celebrate",
  "🤔": "Thinking",
  "🙌": "Raised hands",
  "👀": "Eyes",
};

/** Say something without a word: it floats by on everyone's board. */
export function React({
  session,
  me,
  floating,
  pressRef,
}: {
  session: string;
  me: { id: string; name: string };
  floating: Floating;
  /** For the key that does the same. */
  pressRef: React.RefObject<(() => void) | null>;
}) {
  const react = useReact(session);
  const [opened, setOpened] = useState(false);
  const last = useRef(0);
  useEffect(() => {
    pressRef.current = () => setOpened((now) => !now);
    return () => {
      pressRef.current = null;
    };
  }, [pressRef]);

  const send = (emoji: string) => {
    const now = performance.now();
    if (now - last.current < APART_MS) return;
    last.current = now;
    floating.add(emoji, me.name);
    // One that gets lost is no loss: the next one is a press away.
    react.mutateAsync(emoji).catch(() => undefined);
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" trapFocus>
      <Popover.Target>
        <Tooltip
          label={
            <span className={hand.label}>
              React <Shortcut keys="R" />
            </span>
          }
          disabled={opened}
        >
          <ActionIcon
            size={34}
            aria-label="React"
            aria-haspopup="dialog"
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            <IconMoodPlus size={19} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={6} aria-label="Reactions" data-follow-ui="apart">
        <div className={classes.choices}>
          {REACTIONS.map((emoji) => (
            <UnstyledButton
              key={emoji}
              className={classes.choice}
              aria-label={names[emoji]}
              title={names[emoji]}
              onClick={() => send(emoji)}
            >
              {emoji}
            </UnstyledButton>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
