import { useLocation } from "@tanstack/react-router";
import { LinkButton } from "@/ui";
import classes from "./GuestNote.module.css";

/** What a guest should know: this browser alone knows them. */
export function GuestNote() {
  const here = useLocation({ select: ({ href }) => href });
  return (
    <aside className={classes.note} aria-label="You are a guest">
      <p className={classes.text}>
        <strong>You are here as a guest.</strong> Only this browser knows you: make an account to
        keep your boards.
      </p>
      <LinkButton size="xs" to="/sign-up" search={{ next: here === "/" ? undefined : here }}>
        Make an account
      </LinkButton>
    </aside>
  );
}
