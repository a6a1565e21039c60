import { Button, Loader } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconCloudOff } from "@tabler/icons-react";
import classes from "./Agenda.module.css";
import type { Saving } from "./AgendaOutbox";

/** How far the changes of the agenda are, and what to do where the server does not take them. */
export function AgendaSaving({
  saving,
  onRetry,
  onDiscard,
}: {
  saving: Saving;
  onRetry(): void;
  onDiscard(): void;
}) {
  if (saving.step === "refused") {
    return (
      <div className={classes.refused} role="alert">
        <IconAlertTriangle size={15} aria-hidden="true" />
        <span>Not saved: {saving.why}</span>
        <span className={classes.refusedButtons}>
          <Button size="compact-xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
          <Button size="compact-xs" variant="subtle" color="gray" onClick={onDiscard}>
            Discard the change
          </Button>
        </span>
      </div>
    );
  }
  return (
    <span className={classes.saving} role="status" data-step={saving.step} data-agenda-saving>
      {saving.step === "saved" && (
        <>
          <IconCheck size={14} aria-hidden="true" /> Saved
        </>
      )}
      {saving.step === "saving" && (
        <>
          <Loader size={12} aria-hidden="true" /> Saving…
        </>
      )}
      {saving.step === "away" && (
        <>
          <IconCloudOff size={14} aria-hidden="true" /> Not saved yet: no connection
        </>
      )}
    </span>
  );
}
