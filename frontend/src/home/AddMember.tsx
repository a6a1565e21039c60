import { Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { checks, useFormErrors } from "@/account/form";
import { useAddMember } from "@/api";
import classes from "./AddMember.module.css";

/** Makes somebody who has an account a member of the workspace. */
export function AddMember({ workspace }: { workspace: string }) {
  const add = useAddMember(workspace);
  const [email, setEmail] = useState("");
  const { errors, clear, submit } = useFormErrors(["email"]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    let name = "";
    const done = await submit(event.currentTarget, { email: checks.email(email) }, async () => {
      name = (await add.mutateAsync(email.trim())).person.name;
    });
    if (!done) return;
    setEmail("");
    notifications.show({ message: `${name} is a member now.` });
  };

  return (
    <form noValidate className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        className={classes.field}
        name="email"
        type="email"
        aria-label="Email of a new member"
        placeholder="Email of somebody with an account"
        autoComplete="off"
        value={email}
        error={errors.fields.email ?? errors.form}
        onChange={(event) => {
          setEmail(event.currentTarget.value);
          clear("email");
        }}
      />
      <Button type="submit" variant="default" loading={add.isPending}>
        Add
      </Button>
    </form>
  );
}
