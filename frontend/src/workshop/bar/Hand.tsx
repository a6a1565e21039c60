import { Button, Popover, Tooltip, UnstyledButton } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { telling } from "@/app/telling";
import { PersonAvatar, Shortcut } from "@/ui";
import { useHand } from "../api";
import { ordinal } from "../room/present";
import type { Session } from "../types";
import { plural } from "../words";
import classes from "./Hand.module.css";

/** Raise one's hand, see when it is one's turn, and who else waits. */
export function Hand({
  session,
  me,
  pressRef,
}: {
  session: Session;
  me: string;
  /** For the key that does the same. */
  pressRef: React.RefObject<(() => void) | null>;
}) {
  const hand = useHand(session, me);
  const [opened, setOpened] = useState(false);
  const place = session.hands.indexOf(me) + 1;
  const up = place > 0;
  const move = () =>
    void telling(hand.mutateAsync({ up: !up }), {
      failed: up ? "Your hand is still up" : "Your hand did not go up",
    });
  useEffect(() => {
    pressRef.current = move;
    return () => {
      pressRef.current = null;
    };
  });
  return (
    <span className={classes.hand} data-up={up || undefined}>
      <Tooltip
        label={
          <span className={classes.label}>
            {up ? "Lower your hand" : "Raise your hand"} <Shortcut keys="H" />
          </span>
        }
      >
        <Button
          size="compact-md"
          variant={up ? "light" : "subtle"}
          color={up ? "pine" : "gray"}
          className={classes.button}
          aria-pressed={up}
          aria-label={up ? `Lower your hand, you are ${ordinal(place)}` : "Raise your hand"}
          onClick={move}
        >
          <IconHandStop size={19} stroke={1.75} aria-hidden="true" />
          {up && <span className={classes.place}>{ordinal(place)}</span>}
        </Button>
      </Tooltip>
      {session.hands.length > 0 && (
        <Popover opened={opened} onChange={setOpened} position="bottom-end" width={240} trapFocus>
          <Popover.Target>
            <UnstyledButton
              className={classes.count}
              aria-haspopup="dialog"
              aria-expanded={opened}
              aria-label={plural(session.hands.length, "hand is up", "hands are up")}
              title="Who speaks next"
              onClick={() => setOpened(!opened)}
            >
              {session.hands.length}
            </UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown p={8} aria-label="Who speaks next" data-follow-ui="apart">
            <p className={classes.heading}>Who speaks next</p>
            <ol className={classes.list}>
              {session.hands.map((id) => {
                const person = session.people.find((one) => one.person.id === id)?.person;
                return (
                  <li key={id}>
                    <PersonAvatar
                      person={person ?? { id, name: "Somebody", color: "" }}
                      size={24}
                      tooltip={false}
                    />
                    {id === me ? "You" : (person?.name ?? "Somebody")}
                  </li>
                );
              })}
            </ol>
          </Popover.Dropdown>
        </Popover>
      )}
    </span>
  );
}
