import { Button, PasswordInput, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { useChangePassword } from "@/api";
import { FormError } from "./FormPage";
import { checks, useFormErrors } from "./form";
import { PasswordRule } from "./PasswordRule";

export function PasswordForm({ email }: { email: string }) {
  const change = useChangePassword();
  const [current, setCurrent] = useState("");
  const [fresh, setFresh] = useState("");
  const { errors, clear, submit } = useFormErrors(["current", "new"]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await submit(
      event.currentTarget,
      {
        current: checks.password(current),
        new: checks.newPassword(fresh),
      },
      () => change.mutateAsync({ current, new: fresh }),
    );
    if (!done) return;
    setCurrent("");
    setFresh("");
    notifications.show({ message: "Your password is changed." });
  };

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <FormError>{errors.form}</FormError>
        {/* Password managers ask which account this is. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <PasswordInput
          label="Current password"
          name="current"
          autoComplete="current-password"
          value={current}
          error={errors.fields.current}
          visibilityToggleButtonProps={{ "aria-label": "Show the current password", tabIndex: 0 }}
          onChange={(event) => {
            setCurrent(event.currentTarget.value);
            clear("current");
          }}
        />
        <div>
          <PasswordInput
            label="New password"
            name="new"
            autoComplete="new-password"
            value={fresh}
            error={errors.fields.new}
            aria-describedby="new-password-rule"
            visibilityToggleButtonProps={{ "aria-label": "Show the new password", tabIndex: 0 }}
            onChange={(event) => {
              setFresh(event.currentTarget.value);
              clear("new");
            }}
          />
          {!errors.fields.new && <PasswordRule id="new-password-rule" password={fresh} />}
        </div>
        <div>
          <Button type="submit" variant="default" loading={change.isPending}>
            Change the password
          </Button>
        </div>
      </Stack>
    </form>
  );
}
