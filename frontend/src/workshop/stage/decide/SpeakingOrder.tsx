import { Button } from "@mantine/core";
import { IconHandStop } from "@tabler/icons-react";
import type { Role } from "@/api";
import { telling } from "@/app/telling";
import { PersonAvatar } from "@/ui";
import { useHand } from "../../api";
import { mayTakePart, type Session } from "../../types";
import classes from "./Decide.module.css";

/** Who speaks next: hands in the order in which they were raised. */
export function SpeakingOrder({
  session,
  me,
  role,
  facilitating,
}: {
  session: Session;
  me: string;
  role: Role;
  facilitating: boolean;
}) {
  const hand = useHand(session, me);
  const up = session.hands.includes(me);
  const speakers = session.hands.map((id) => ({
    id,
    person: session.people.find((one) => one.person.id === id)?.person ?? {
      id,
      name: "Somebody",
      color: "",
      guest: false,
    },
  }));
  return (
    <section aria-labelledby="stage-speaking">
      <h3 className={classes.heading} id="stage-speaking">
        Who speaks next
      </h3>
      {speakers.length === 0 ? (
        <p className={classes.quiet}>No hand is up.</p>
      ) : (
        <ol className={classes.speakers}>
          {speakers.map(({ id, person }, index) => (
            <li key={id} data-next={index === 0 || undefined}>
              <PersonAvatar person={person} size={28} tooltip={false} />
              <span className={classes.speaker}>{id === me ? "You" : person.name}</span>
              {facilitating && (
                <Button
                  size="compact-sm"
                  variant="default"
                  onClick={() =>
                    void telling(
                      hand.mutateAsync(id === me ? { up: false } : { up: false, person: id }),
                      { failed: "The hand is still up" },
                    )
                  }
                >
                  Has spoken
                </Button>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayTakePart(role) && (
        <Button
          variant={up ? "light" : "default"}
          leftSection={<IconHandStop size={16} />}
          aria-pressed={up}
          onClick={() =>
            void telling(hand.mutateAsync({ up: !up }), { failed: "Your hand did not move" })
          }
        >
          {up ? "Lower your hand" : "Raise your hand"}
        </Button>
      )}
    </section>
  );
}
