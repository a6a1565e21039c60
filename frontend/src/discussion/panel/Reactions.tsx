import { Popover } from "@mantine/core";
import { IconMoodPlus } from "@tabler/icons-react";
import { useState } from "react";
import { telling } from "@/app/telling";
import { useComments } from "../context";
import { type Comment, EMOJI, emojiNames } from "../types";
import classes from "./Comment.module.css";

/** Who feels how about a comment, and a way to say so oneself. */
export function Reactions({ comment }: { comment: Comment }) {
  const { me, mayWrite, changes } = useComments();
  const mine = (emoji: string) =>
    comment.reactions.some(
      (one) => one.emoji === emoji && one.people.some(({ id }) => id === me.id),
    );
  const toggle = (emoji: string) =>
    void telling(changes.react(comment.thread, comment.id, emoji, !mine(emoji)), {
      failed: "The reaction was not saved",
    });
  if (comment.reactions.length === 0 && !mayWrite) return null;
  return (
    <div className={classes.reactions}>
      {comment.reactions.map(({ emoji, people }) => {
        const names = people.map(({ name }) => name).join(", ");
        const said = `${emojiNames[emoji] ?? emoji}: ${names}`;
        const content = (
          <>
            <span aria-hidden="true">{emoji}</span>
            <span aria-hidden="true">{people.length}</span>
          </>
        );
        return mayWrite ? (
          <button
            key={emoji}
            type="button"
            className={classes.reaction}
            aria-pressed={mine(emoji)}
            aria-label={said}
            title={names}
            onClick={() => toggle(emoji)}
          >
            {content}
          </button>
        ) : (
          <span key={emoji} className={classes.reaction} role="img" aria-label={said} title={names}>
            {content}
          </span>
        );
      })}
      {mayWrite && <AddReaction isOn={mine} onToggle={toggle} />}
    </div>
  );
}

function AddReaction({
  isOn,
  onToggle,
}: {
  isOn(emoji: string): boolean;
  onToggle(emoji: string): void;
}) {
  const [opened, setOpened] = useState(false);
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus>
      <Popover.Target>
        <button
          type="button"
          className={classes.react}
          aria-label="React"
          title="React"
          onClick={() => setOpened(!opened)}
        >
          <IconMoodPlus size={15} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label="Reactions">
        <div className={classes.emoji}>
          {EMOJI.map((emoji) => (
            <button
              key={emoji}
              type="button"
              aria-label={emojiNames[emoji]}
              aria-pressed={isOn(emoji)}
              title={emojiNames[emoji]}
              onClick={() => {
                setOpened(false);
                onToggle(emoji);
              }}
            >
              {emoji}
            </button>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
