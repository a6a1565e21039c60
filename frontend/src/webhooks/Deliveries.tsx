import { Button } from "@mantine/core";
import { telling } from "@/app/telling";
import { RelativeTime, RowSkeletons } from "@/ui";
import { type Delivery, useDeliveries, useWebhookChanges, type Webhook } from "./api";
import classes from "./Webhooks.module.css";
import { outcome } from "./words";

/** The last messages to a webhook, and how each fared. */
export function Deliveries({ board, webhook }: { board: string; webhook: Webhook }) {
  const deliveries = useDeliveries(board, webhook.id);
  if (deliveries.isPending) return <RowSkeletons count={2} label="Loading the messages…" />;
  if (!deliveries.data) {
    return (
      <p role="alert" className={classes.error}>
        The messages did not load.{" "}
        <Button size="compact-xs" variant="default" onClick={() => void deliveries.refetch()}>
          Try again
        </Button>
      </p>
    );
  }
  if (deliveries.data.length === 0) {
    return <p className={classes.none}>Nothing was sent in the last three days.</p>;
  }
  return (
    <ul className={classes.deliveries}>
      {deliveries.data.map((one) => (
        <DeliveryRow key={one.id} board={board} delivery={one} paused={webhook.paused !== null} />
      ))}
    </ul>
  );
}

function DeliveryRow({
  board,
  delivery,
  paused,
}: {
  board: string;
  delivery: Delivery;
  paused: boolean;
}) {
  const { again } = useWebhookChanges(board);
  return (
    <li className={classes.delivery}>
      <span className={classes.dot} data-state={delivery.state} aria-hidden="true" />
      <div className={classes.what}>
        <span className={classes.type}>
          {delivery.type}
          <span className={classes.detail}>
            <RelativeTime at={delivery.at} />
          </span>
        </span>
        <span className={classes.detail}>
          {outcome(delivery, paused)}
          {delivery.status !== null && delivery.state === "delivered" && ` · ${delivery.status}`}
          {delivery.ms !== null && ` · ${delivery.ms} ms`}
          {delivery.tries > 1 && ` · ${delivery.tries} tries`}
        </span>
      </div>
      {delivery.state !== "waiting" && !paused && (
        <Button
          size="compact-xs"
          variant="default"
          loading={again.isPending}
          aria-label={`Send again: ${delivery.type}`}
          onClick={() =>
            void telling(again.mutateAsync(delivery.id), { failed: "It is not sent again" })
          }
        >
          Send again
        </Button>
      )}
    </li>
  );
}
