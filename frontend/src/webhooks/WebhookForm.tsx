import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { FormError } from "@/account/FormPage";
import { useFormErrors } from "@/account/form";
import { type EventType, useWebhookChanges, type Webhook } from "./api";
import classes from "./Webhooks.module.css";
import { events } from "./words";

const URL_MAX = 2000;

/** Adds a webhook, or changes the one that is given. */
export function WebhookForm({
  board,
  webhook,
  onAdded,
  onCancel,
}: {
  board: string;
  webhook?: Webhook;
  onAdded?(secret: string): void;
  onCancel(): void;
}) {
  const { add, change } = useWebhookChanges(board);
  const [url, setUrl] = useState(webhook?.url ?? "");
  const [chosen, setChosen] = useState<readonly string[]>(
    webhook?.events ?? events.map(({ type }) => type),
  );
  const { errors, clear, submit } = useFormErrors(["url", "events"]);

  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wish = { url: url.trim(), events: chosen as EventType[] };
    let secret = "";
    const done = await submit(
      event.currentTarget,
      {
        url: wish.url === "" ? "Enter an address that begins with https://." : null,
        events: chosen.length === 0 ? "Choose at least one." : null,
      },
      async () => {
        if (webhook) await change.mutateAsync({ webhook: webhook.id, body: wish });
        else secret = (await add.mutateAsync(wish)).secret;
      },
    );
    if (!done) return;
    if (webhook) onCancel();
    else onAdded?.(secret);
  };

  return (
    <form noValidate className={classes.form} onSubmit={(event) => void onSubmit(event)}>
      <Stack gap="md">
        <FormError>{errors.form}</FormError>
        <TextInput
          label="Address"
          name="url"
          type="url"
          autoFocus
          autoComplete="off"
          placeholder="https://example.org/planhall"
          maxLength={URL_MAX}
          value={url}
          error={errors.fields.url}
          onChange={(event) => {
            setUrl(event.currentTarget.value);
            clear("url");
          }}
        />
        <Checkbox.Group
          label="What is it told of?"
          value={[...chosen]}
          error={errors.fields.events}
          onChange={(next) => {
            setChosen(next);
            clear("events");
          }}
        >
          <div className={classes.events}>
            {events.map(({ type, name }) => (
              <Checkbox key={type} name="events" value={type} label={name} />
            ))}
          </div>
        </Checkbox.Group>
        <Group gap="xs">
          <Button type="submit" loading={add.isPending || change.isPending}>
            {webhook ? "Save" : "Add the webhook"}
          </Button>
          <Button variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
