import { IconCheck } from "@tabler/icons-react";
import { checks, PASSWORD_MIN } from "./form";
import classes from "./PasswordRule.module.css";

/** The one rule for passwords, and whether it is met. */
export function PasswordRule({ id, password }: { id: string; password: string }) {
  const met = checks.newPassword(password) === null;
  return (
    <p id={id} className={classes.rule} data-met={met || undefined}>
      <span className={classes.mark} aria-hidden="true">
        {met && <IconCheck size={11} stroke={3} />}
      </span>
      At least {PASSWORD_MIN} characters. A few words are easy to remember.
    </p>
  );
}
