import { statusName } from "@/item";
import { dayText } from "@/item/days";
import type { Item, Stakeholder } from "@/plan/types";
import type { Peer } from "@/session";
import { kindName } from "@/ui";
import { isOverdue, itemProgress, today } from "../progress";

/** All that a row shows, as one reads it out: what it is first, then its title, then the rest. */
export function rowLabel(
  item: Item,
  stakeholders: readonly Stakeholder[],
  peers: readonly Peer[],
  locked = false,
): string {
  const groups = stakeholders.filter(({ id }) => item.stakeholders.includes(id));
  const progress = itemProgress(item);
  // What is read as text comes first and as it stands, so that the label can also be spoken to.
  const shown = [
    `${kindName(item.kind)}: ${item.title || "Untitled"}`,
    progress !== null && `${Math.round(progress * 100)}%`,
    item.due !== null && dayText(item.due),
    item.status !== "draft" && statusName(item.status),
  ];
  return [
    shown.filter(Boolean).join(" "),
    locked && "locked",
    item.due !== null && isOverdue(item, today()) && "overdue",
    item.owner && `owner ${item.owner.name}`,
    groups.length > 0 && `for ${groups.map(({ name }) => name).join(", ")}`,
    peers.length > 0 && `${peers.map(({ name }) => name).join(", ")} here now`,
  ]
    .filter(Boolean)
    .join("; ");
}
