import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { getRouteApi, Link, Navigate, useRouter } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useMe, useSignUp } from "@/api";
import { safeNext } from "@/app/search";
import { usePageTitle } from "@/app/usePageTitle";
import { FormError, FormPage } from "./FormPage";
import { checks, NAME_MAX, useFormErrors } from "./form";
import { PasswordRule } from "./PasswordRule";
import { leadFor } from "./SignInPage";

const route = getRouteApi("/sign-up");

export default function SignUpPage() {
  usePageTitle("Make an account");
  const { next } = route.useSearch();
  const { history } = useRouter();
  const me = useMe();
  const signUp = useSignUp();
  const guest = me.data?.guest ? me.data : null;
  const [typedName, setName] = useState<string | null>(null);
  const name = typedName ?? guest?.name ?? "";
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const { errors, clear, submit } = useFormErrors(["name", "email", "password"]);

  if (me.data && !me.data.guest && !signUp.isPending && !signUp.isSuccess) {
    return <Navigate to={safeNext(next)} replace />;
  }

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await submit(
      event.currentTarget,
      {
        name: checks.name(name),
        email: checks.email(email),
        password: checks.newPassword(password),
      },
      () => signUp.mutateAsync({ name: name.trim(), email: email.trim(), password }),
    );
    if (done) history.replace(safeNext(next));
  };

  return (
    <FormPage
      title="Make an account"
      lead={
        guest
          ? `You stay ${guest.name}, with the boards you have, and can come back to them from anywhere.`
          : next
            ? leadFor(next)
            : "You get a workspace of your own, and can invite others to its boards."
      }
      foot={
        <>
          Have an account?{" "}
          <Link to="/sign-in" search={{ next }}>
            Sign in
          </Link>
        </>
      }
    >
      <form noValidate onSubmit={(event) => void onSubmit(event)}>
        <Stack gap="md" mt="lg">
          <FormError>{errors.form}</FormError>
          <TextInput
            label="Name"
            description="As others see you on a board."
            name="name"
            autoComplete="name"
            autoFocus
            size="md"
            maxLength={NAME_MAX}
            value={name}
            error={errors.fields.name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              clear("name");
            }}
          />
          <TextInput
            label="Email"
            name="email"
            type="email"
            autoComplete="username"
            size="md"
            value={email}
            error={errors.fields.email}
            onChange={(event) => {
              setEmail(event.currentTarget.value);
              clear("email");
            }}
          />
          <div>
            <PasswordInput
              label="Password"
              name="password"
              autoComplete="new-password"
              size="md"
              value={password}
              error={errors.fields.password}
              aria-describedby="password-rule"
              visibilityToggleButtonProps={{ "aria-label": "Show the password", tabIndex: 0 }}
              onChange={(event) => {
                setPassword(event.currentTarget.value);
                clear("password");
              }}
            />
            {!errors.fields.password && <PasswordRule id="password-rule" password={password} />}
          </div>
          <Button type="submit" size="md" fullWidth mt={4} loading={signUp.isPending}>
            Make an account
          </Button>
        </Stack>
      </form>
    </FormPage>
  );
}
