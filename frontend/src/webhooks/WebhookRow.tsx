import { ActionIcon, Button, Menu } from "@mantine/core";
import { modals } from "@mantine/modals";
import {
  IconDots,
  IconEdit,
  IconKey,
  IconPlayerPause,
  IconSend,
  IconTrash,
} from "@tabler/icons-react";
import { useId, useState } from "react";
import { telling } from "@/app/telling";
import { useWebhookChanges, type Webhook } from "./api";
import { Deliveries } from "./Deliveries";
import { WebhookForm } from "./WebhookForm";
import classes from "./Webhooks.module.css";
import { eventsInWords, stateNames, stateOf, trouble } from "./words";

const icon = { size: 16, stroke: 1.75 };

export function WebhookRow({
  board,
  webhook,
  onSecret,
}: {
  board: string;
  webhook: Webhook;
  onSecret(secret: string): void;
}) {
  const { change, remove, rotate, ping } = useWebhookChanges(board);
  const [editing, setEditing] = useState(false);
  const [open, setOpen] = useState(false);
  const id = useId();
  const { host, rest } = parts(webhook.url);
  const state = stateOf(webhook);
  const wrong = trouble(webhook);

  const setPaused = (paused: boolean) =>
    void telling(change.mutateAsync({ webhook: webhook.id, body: { paused } }), {
      failed: paused ? "The webhook is not paused" : "The webhook does not go on",
    });
  const askRemove = () =>
    modals.openConfirmModal({
      title: `Remove the webhook to ${host}?`,
      children: "Nothing is sent there any more, not even what waits.",
      labels: { confirm: "Remove", cancel: "Cancel" },
      confirmProps: { color: "red" },
      onConfirm: () =>
        void telling(remove.mutateAsync(webhook.id), { failed: "The webhook is not removed" }),
    });
  const askRotate = () =>
    modals.openConfirmModal({
      title: "Make a new secret?",
      children: "For a day messages are signed with both, so that the receiver can change over.",
      labels: { confirm: "Make a new secret", cancel: "Cancel" },
      onConfirm: () =>
        void telling(
          rotate.mutateAsync(webhook.id).then(({ secret }) => onSecret(secret)),
          { failed: "There is no new secret" },
        ),
    });
  const sendPing = () => {
    setOpen(true);
    void telling(ping.mutateAsync(webhook.id), { failed: "No test message is sent" });
  };

  if (editing) {
    return (
      <li className={classes.item}>
        <WebhookForm board={board} webhook={webhook} onCancel={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className={classes.item}>
      <div className={classes.row}>
        <div className={classes.what}>
          <span className={classes.url} title={webhook.url}>
            <strong>{host}</strong>
            {rest}
          </span>
          <span className={classes.detail}>{eventsInWords(webhook.events)}</span>
        </div>
        <span className={classes.state} data-state={state}>
          {stateNames[state]}
        </span>
        <Menu position="bottom-end" width={220}>
          <Menu.Target>
            <ActionIcon size={32} aria-label={`More about the webhook to ${host}`} title="More">
              <IconDots size={18} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {!webhook.paused && (
              <Menu.Item leftSection={<IconSend {...icon} />} onClick={sendPing}>
                Send a test message
              </Menu.Item>
            )}
            <Menu.Item leftSection={<IconEdit {...icon} />} onClick={() => setEditing(true)}>
              Change
            </Menu.Item>
            <Menu.Item leftSection={<IconKey {...icon} />} onClick={askRotate}>
              New secret
            </Menu.Item>
            {!webhook.paused && (
              <Menu.Item
                leftSection={<IconPlayerPause {...icon} />}
                onClick={() => setPaused(true)}
              >
                Pause
              </Menu.Item>
            )}
            <Menu.Divider />
            <Menu.Item color="red" leftSection={<IconTrash {...icon} />} onClick={askRemove}>
              Remove
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </div>
      {wrong && (
        <p className={classes.trouble} data-state={state}>
          {wrong}
          {webhook.paused && (
            <Button
              size="compact-xs"
              variant="default"
              loading={change.isPending}
              onClick={() => setPaused(false)}
            >
              Go on
            </Button>
          )}
        </p>
      )}
      <Button
        size="compact-xs"
        variant="subtle"
        className={classes.toggle}
        aria-expanded={open}
        aria-controls={id}
        aria-label={`${open ? "Hide messages" : "Messages"} to ${host}`}
        onClick={() => setOpen((now) => !now)}
      >
        {open ? "Hide messages" : "Messages"}
      </Button>
      <div id={id} hidden={!open}>
        {open && <Deliveries board={board} webhook={webhook} />}
      </div>
    </li>
  );
}

function parts(url: string): { host: string; rest: string } {
  try {
    const { host, pathname, search } = new URL(url);
    const rest = `${pathname}${search}`;
    return { host, rest: rest === "/" ? "" : rest };
  } catch {
    return { host: url, rest: "" };
  }
}
