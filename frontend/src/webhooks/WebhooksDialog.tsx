import { Button, Modal } from "@mantine/core";
import { IconPlus, IconWebhook } from "@tabler/icons-react";
import { useState } from "react";
import type { Board } from "@/api";
import { EmptyState, RowSkeletons, ShownOnce } from "@/ui";
import { useWebhooks } from "./api";
import { WebhookForm } from "./WebhookForm";
import { WebhookRow } from "./WebhookRow";
import classes from "./Webhooks.module.css";

/** A board's webhooks, for those who facilitate it. */
export function WebhooksDialog({
  board,
  opened,
  onClose,
}: {
  board: Pick<Board, "id" | "title">;
  opened: boolean;
  onClose(): void;
}) {
  return (
    <Modal opened={opened} onClose={onClose} size={600} title="Webhooks">
      <Webhooks board={board.id} />
    </Modal>
  );
}

function Webhooks({ board }: { board: string }) {
  const webhooks = useWebhooks(board);
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);

  const begin = () => {
    setSecret(null);
    setAdding(true);
  };
  const none = webhooks.data?.length === 0;
  return (
    <div className={classes.root}>
      {!none && (
        <p className={classes.lead}>
          When something happens on this board, a signed message goes to each of these addresses.
        </p>
      )}
      {secret && (
        <ShownOnce label="Secret" secret={secret} onDone={() => setSecret(null)}>
          Copy the secret now: it is not shown again. With it the receiver checks that messages come
          from here.
        </ShownOnce>
      )}
      {webhooks.isPending ? (
        <RowSkeletons count={2} label="Loading the webhooks…" />
      ) : webhooks.isError && !webhooks.data ? (
        <p role="alert" className={classes.error}>
          The webhooks did not load.{" "}
          <Button size="compact-xs" variant="default" onClick={() => void webhooks.refetch()}>
            Try again
          </Button>
        </p>
      ) : none ? (
        !adding && (
          <EmptyState
            titleOrder={3}
            icon={<IconWebhook size={22} stroke={1.5} />}
            title="No webhooks yet"
            actions={<Button onClick={begin}>Add a webhook</Button>}
          >
            Have a chat, a tracker or a program of your own told of comments, decisions and changes
            as they happen.
          </EmptyState>
        )
      ) : (
        <ul className={classes.list}>
          {webhooks.data.map((webhook) => (
            <WebhookRow
              key={webhook.id}
              board={board}
              webhook={webhook}
              onSecret={(fresh) => {
                setAdding(false);
                setSecret(fresh);
              }}
            />
          ))}
        </ul>
      )}
      {adding ? (
        <WebhookForm
          board={board}
          onCancel={() => setAdding(false)}
          onAdded={(fresh) => {
            setAdding(false);
            setSecret(fresh);
          }}
        />
      ) : (
        webhooks.data &&
        !none && (
          <div>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={begin}>
              Add a webhook
            </Button>
          </div>
        )
      )}
    </div>
  );
}
