import { modals } from "@mantine/modals";
import type { Session } from "../types";

/** Ask before a session ends for everyone: an ended one does not begin again. */
export function confirmEnd(session: Session, end: () => void): void {
  const open = session.activities.filter(({ state }) => state === "planned").length;
  modals.openConfirmModal({
    title: "End the session for everyone?",
    children:
      (open > 0
        ? `${open === 1 ? "One activity of the agenda is" : `${open} activities of the agenda are`} still to come. `
        : "") +
      "What the group wrote, voted and decided stays, and its record is kept with the board. The code to join stops working.",
    labels: { confirm: "End session", cancel: "Go on" },
    confirmProps: { color: "red" },
    onConfirm: end,
  });
}
