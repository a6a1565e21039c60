import { Button, Stack } from "@mantine/core";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { FormPage } from "@/account/FormPage";
import { readCode } from "./code";
import classes from "./EnterCode.module.css";

/** Where one types the code of a session; with what was wrong with the last one. */
export function EnterCode({
  initial = "",
  problem,
  checking = false,
  onCode,
}: {
  initial?: string;
  problem?: { title: string; detail: string };
  checking?: boolean;
  onCode(code: string): void;
}) {
  const id = useId();
  const fieldRef = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(initial);
  const [missing, setMissing] = useState(false);
  const wrong = problem !== undefined;

  useEffect(() => {
    // Ready to be typed over.
    if (wrong) fieldRef.current?.select();
  }, [wrong]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const code = readCode(typed);
    setMissing(code === "");
    if (code === "") fieldRef.current?.focus();
    else onCode(code);
  };

  return (
    <FormPage title="Join a session" lead="Type the code that is on the screen in the room.">
      <form noValidate onSubmit={submit} className={classes.form}>
        <Stack gap="md">
          <div>
            <label htmlFor={id} className={classes.label}>
              Code
            </label>
            <input
              ref={fieldRef}
              id={id}
              className={classes.code}
              name="code"
              value={typed}
              // Letters and digits: the keyboard for text, without its help.
              autoCapitalize="characters"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              enterKeyHint="go"
              maxLength={16}
              placeholder="ABC-234"
              // biome-ignore lint/a11y/noAutofocus: it is all that is to be done here
              autoFocus
              aria-invalid={wrong || missing || undefined}
              aria-describedby={wrong || missing ? `${id}-problem` : undefined}
              onChange={(event) => {
                setTyped(event.currentTarget.value);
                setMissing(false);
              }}
            />
          </div>
          {(problem || missing) && (
            <div id={`${id}-problem`} role="alert" className={classes.problem}>
              <strong>{problem && !missing ? problem.title : "Enter the code"}</strong>
              <span>{problem && !missing ? problem.detail : "It has six characters."}</span>
            </div>
          )}
          <Button type="submit" size="lg" fullWidth loading={checking}>
            Join
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}
