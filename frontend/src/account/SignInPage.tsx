import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { modals } from "@mantine/modals";
import { getRouteApi, Link, Navigate, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useMe, useSignIn } from "@/api";
import { safeNext } from "@/app/search";
import { usePageTitle } from "@/app/usePageTitle";
import { unsentChanges } from "@/session/localBoards";
import { FormError, FormPage } from "./FormPage";
import { checks, useFormErrors } from "./form";

const route = getRouteApi("/sign-in");

export default function SignInPage() {
  usePageTitle("Sign in");
  const { next, switch: switching } = route.useSearch();
  const { history } = useRouter();
  const me = useMe();
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { errors, clear, submit } = useFormErrors(["email", "password"]);

  // Who is signed in already needs no form; a guest may still sign in to an account.
  if (me.data && !me.data.guest && !switching && !signIn.isPending && !signIn.isSuccess) {
    return <Navigate to={safeNext(next)} replace />;
  }

  const enter = async (form: HTMLFormElement) => {
    const done = await submit(
      form,
      { email: checks.email(email), password: checks.password(password) },
      () => signIn.mutateAsync({ email: email.trim(), password }),
    );
    if (done) history.replace(safeNext(next));
  };

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    // The account has other copies: what waits in the guest's would never be sent.
    if (!me.data?.guest || (await unsentChanges()) === 0) return enter(form);
    modals.openConfirmModal({
      title: "Not everything is saved",
      children:
        "Something that you wrote as a guest is in this browser alone: the server does not have it yet. Open the board first, and it is sent. If you sign in now, it is lost.",
      labels: { confirm: "Sign in and lose it", cancel: "Not yet" },
      confirmProps: { color: "red" },
      onConfirm: () => void enter(form),
    });
  };

  return (
    <FormPage
      title="Sign in to Planhall"
      lead={next ? leadFor(next) : "A live planning room: draw up your plan together."}
      foot={
        <>
          New here?{" "}
          <Link to="/sign-up" search={{ next }}>
            Make an account
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack gap="md" mt="lg">
          <FormError>{errors.form}</FormError>
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            autoFocus
            size="md"
            value={email}
            error={errors.fields.email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              clear("email");
            }}
          />
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            size="md"
            value={password}
            error={errors.fields.password}
            visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
            onChange={(event) => {
              setPassword(event.currentTarget.value);
              clear("password");
            }}
          />
          <Button type="submit" size="md" fullWidth mt={4} loading={signIn.isPending}>
            Sign in
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}

/** Why one is asked to sign in. */
export function leadFor(next: string): string {
  if (next.startsWith("/join/")) return "Then you go on to the board you were invited to.";
  if (next.startsWith("/boards/")) return "Then you go on to the board.";
  return "Then you go on to where you were going.";
}
