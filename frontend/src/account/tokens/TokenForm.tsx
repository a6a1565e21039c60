import { Button, Group, Radio, Select, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormError } from "../FormPage";
import { NAME_MAX, useFormErrors } from "../form";
import classes from "./AccessTokens.module.css";
import { type Scope, useCreateToken } from "./api";
import { daysOf, type Lifetime, lifetimes, scopes } from "./scopes";

export function TokenForm({
  onMade,
  onCancel,
}: {
  onMade(secret: string): void;
  onCancel(): void;
}) {
  const create = useCreateToken();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<Scope>("read");
  const [lifetime, setLifetime] = useState<Lifetime>("90");
  const { errors, clear, submit } = useFormErrors(["name"]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    let secret = "";
    const done = await submit(
      event.currentTarget,
      { name: name.trim() === "" ? "Name what it is for." : null },
      async () => {
        const wish = { name: name.trim(), scopes: [scope], days: daysOf(lifetime) };
        secret = (await create.mutateAsync(wish)).token;
      },
    );
    if (done) onMade(secret);
  };

  return (
    <form noValidate className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <FormError>{errors.form}</FormError>
        <TextInput
          label="What is it for?"
          name="name"
          autoFocus
          autoComplete="off"
          placeholder="Weekly report"
          maxLength={NAME_MAX}
          value={name}
          error={errors.fields.name}
          onChange={(event) => {
            setName(event.currentTarget.value);
            clear("name");
          }}
        />
        <Radio.Group
          label="What may it do?"
          value={scope}
          onChange={(value) => setScope(value as Scope)}
        >
          <Stack gap={8} mt={6}>
            {scopes.map((one) => (
              <Radio key={one.scope} value={one.scope} label={one.name} description={one.can} />
            ))}
          </Stack>
        </Radio.Group>
        <Select
          label="For how long?"
          allowDeselect={false}
          data={lifetimes.map(({ value, label }) => ({ value, label }))}
          value={lifetime}
          onChange={(value) => value && setLifetime(value as Lifetime)}
        />
        <Group gap="xs">
          <Button type="submit" loading={create.isPending}>
            Make the token
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
