import { Button } from "@mantine/core";
import { telling } from "@/app/telling";
import { PersonAvatar } from "@/ui";
import { useHand } from "../api";
import { ordinal, type Present } from "../room/present";
import classes from "./FacilitatorPanel.module.css";

/** Who wants to speak, in order. Whoever has spoken is thanked, and their hand goes down. */
export function Hands({ session, me }: Present) {
  const hand = useHand(session, me.id);
  if (session.hands.length === 0) {
    return <p className={classes.quiet}>No hand is up.</p>;
  }
  return (
    <ol className={classes.list}>
      {session.hands.map((id, index) => {
        const one = session.people.find(({ person }) => person.id === id);
        const name = id === me.id ? "You" : (one?.person.name ?? "Somebody");
        return (
          <li key={id}>
            <PersonAvatar
              person={one?.person ?? { id, name: "Somebody", color: "" }}
              size={26}
              tooltip={false}
            />
            <span className={classes.name}>
              {name} <span className={classes.detail}>{ordinal(index + 1)}</span>
            </span>
            <Button
              size="compact-sm"
              variant={index === 0 ? "light" : "subtle"}
              color={index === 0 ? "pine" : "gray"}
              aria-label={`Thank you, ${name}: lower the hand`}
              onClick={() =>
                void telling(
                  hand.mutateAsync(id === me.id ? { up: false } : { up: false, person: id }),
                  { failed: "The hand is still up" },
                )
              }
            >
              Thank you
            </Button>
          </li>
        );
      })}
    </ol>
  );
}
