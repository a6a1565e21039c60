import { Button, Group, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { type FormEvent, useState } from "react";
import { type Me, useChangeMe } from "@/api";
import { PersonAvatar } from "@/ui";
import { ColorPicker } from "./ColorPicker";
import { FormError } from "./FormPage";
import { checks, NAME_MAX, useFormErrors } from "./form";

export function ProfileForm({ me }: { me: Me }) {
  const change = useChangeMe();
  const [name, setName] = useState(me.name);
  const [color, setColor] = useState(me.color);
  const { errors, clear, submit } = useFormErrors(["name", "color"]);
  const changed = name.trim() !== me.name || color !== me.color;

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const done = await submit(event.currentTarget, { name: checks.name(name) }, () =>
      change.mutateAsync({ name: name.trim(), color }),
    );
    if (done) notifications.show({ message: "Your name and colour are saved." });
  };

  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <FormError>{errors.form ?? errors.fields.color}</FormError>
        <Group gap="sm" align="flex-end" wrap="nowrap">
          <PersonAvatar
            person={{ id: me.id, name: name.trim() || me.name, color, guest: me.guest }}
            size={36}
            tooltip={false}
          />
          <TextInput
            flex={1}
            label="Name"
            name="name"
            autoComplete="name"
            maxLength={NAME_MAX}
            value={name}
            error={errors.fields.name}
            onChange={(event) => {
              setName(event.currentTarget.value);
              clear("name");
            }}
          />
        </Group>
        <ColorPicker value={color} onChange={setColor} />
        <div>
          <Button type="submit" disabled={!changed} loading={change.isPending}>
            Save
          </Button>
        </div>
      </Stack>
    </form>
  );
}
