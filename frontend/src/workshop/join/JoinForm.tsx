import { Button, Stack, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { FormError, FormPage } from "@/account/FormPage";
import { checks, NAME_MAX, useFormErrors } from "@/account/form";
import { type Me, useAcceptInvite } from "@/api";
import { lastGuestName, rememberGuestName } from "@/share/guestName";
import { PersonAvatar } from "@/ui";
import type { JoinTarget } from "../types";
import classes from "./JoinForm.module.css";

/** The one question before one is in: one's name. None at all for who is signed in. */
export function JoinForm({
  code,
  target,
  token,
  me,
  onJoined,
}: {
  code: string;
  target: JoinTarget;
  /** Of the invite to follow. */
  token: string;
  me: Me | null;
  onJoined(): void;
}) {
  const accept = useAcceptInvite(token);
  const [name, setName] = useState(lastGuestName);
  const { errors, clear, submit } = useFormErrors(["name"]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await submit(
      event.currentTarget,
      { name: me ? null : checks.name(name) },
      async () => {
        await accept.mutateAsync(me ? undefined : name.trim());
      },
    );
    if (!done) return;
    if (!me) rememberGuestName(name.trim());
    onJoined();
  };

  return (
    <FormPage
      title={target.session_title}
      lead={`A session on “${target.board_title}”.`}
      foot={
        me ? (
          <>
            {me.guest ? "Have an account? " : `Not ${me.name}? `}
            <Link to="/sign-in" search={{ next: `/s/${code}`, switch: true }}>
              {me.guest ? "Sign in" : "Sign in as somebody else"}
            </Link>
          </>
        ) : (
          <>
            Have an account?{" "}
            <Link to="/sign-in" search={{ next: `/s/${code}` }}>
              Sign in
            </Link>{" "}
            first, and join as yourself.
          </>
        )
      }
    >
      <form noValidate className={classes.form} onSubmit={(event) => void onSubmit(event)}>
        <Stack gap="md">
          <FormError>{errors.form}</FormError>
          {me ? (
            <div className={classes.me}>
              <PersonAvatar person={me} size={36} tooltip={false} />
              <span className={classes.name}>{me.name}</span>
            </div>
          ) : (
            <TextInput
              label="Your name"
              description="As the others see you. No account is needed."
              name="name"
              autoComplete="name"
              autoFocus
              size="lg"
              enterKeyHint="go"
              maxLength={NAME_MAX}
              value={name}
              error={errors.fields.name}
              onChange={(event) => {
                setName(event.currentTarget.value);
                clear("name");
              }}
            />
          )}
          <Button type="submit" size="lg" fullWidth loading={accept.isPending}>
            {me ? `Join as ${me.name}` : "Join the session"}
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}
