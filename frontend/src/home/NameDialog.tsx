import { Button, Group, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { formErrors } from "@/account/form";

/** Ask for one name. `save` may fail: its error is shown, and the dialog stays. */
export function NameDialog({
  opened,
  onClose,
  title,
  label,
  initial,
  placeholder,
  action,
  save,
}: {
  opened: boolean;
  onClose: () => void;
  title: string;
  label: string;
  initial: string;
  placeholder?: string;
  action: string;
  save: (name: string) => Promise<unknown>;
}) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} size={400}>
      <NameForm {...{ onClose, label, initial, placeholder, action, save }} />
    </Modal>
  );
}

// Apart from the dialog, so that it starts anew each time that is opened.
function NameForm({
  onClose,
  label,
  initial,
  placeholder,
  action,
  save,
}: Omit<Parameters<typeof NameDialog>[0], "opened" | "title">) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return setError("Enter a name.");
    if (name.trim() === initial) return onClose();
    setSaving(true);
    try {
      await save(name.trim());
      onClose();
    } catch (refusal) {
      const { fields, form } = formErrors(refusal, ["name", "title"]);
      setError(fields.name ?? fields.title ?? form);
      setSaving(false);
    }
  };
  return (
    <form noValidate onSubmit={(event) => void onSubmit(event)}>
      <TextInput
        label={label}
        placeholder={placeholder}
        maxLength={200}
        data-autofocus
        value={name}
        error={error}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setName(event.currentTarget.value);
          setError(null);
        }}
      />
      <Group justify="flex-end" gap="xs" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={saving}>
          {action}
        </Button>
      </Group>
    </form>
  );
}
