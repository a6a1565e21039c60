import type * as Y from "yjs";
import { stakeholderColors } from "@/ui/palette";
import { addTo, removeFrom } from "./entries";
import { type Beside, writeOrder } from "./place";
import { channelsOf, mapIn, metaOf, readIdsInOrder, stakeholdersOf, type YMap } from "./read";
import type { Channel, Stakeholder } from "./types";
import { setFields, together } from "./write";

type Changes<T extends { id: string }> = Partial<Omit<T, "id">>;

/** Adds a stakeholder group, last; without a colour it gets one that the others do not have. */
export function addStakeholder(
  doc: Y.Doc,
  { name, description = "", color }: { name: string; description?: string; color?: string },
): string {
  const map = stakeholdersOf(doc);
  return addTo(doc, map, { name, description, color: color ?? freshColor(map) });
}

function freshColor(map: YMap): string {
  const taken = new Set(readIdsInOrder(map).map((id) => mapIn(map, id)?.get("color")));
  const free = stakeholderColors.find((color) => !taken.has(color));
  return free ?? stakeholderColors[taken.size % stakeholderColors.length] ?? stakeholderColors[0];
}

export function changeStakeholder(doc: Y.Doc, id: string, changes: Changes<Stakeholder>): void {
  together(doc, () => setFields(mapIn(stakeholdersOf(doc), id), changes));
}

export function moveStakeholder(doc: Y.Doc, id: string, beside: Beside): void {
  moveIn(doc, stakeholdersOf(doc), id, beside);
}

/** Takes a group out of the plan. Items keep their mark of it, so that undo brings it all back. */
export function removeStakeholder(doc: Y.Doc, id: string): void {
  removeFrom(doc, stakeholdersOf(doc), id);
}

/** Adds a channel, last. */
export function addChannel(
  doc: Y.Doc,
  { name, ...given }: { name: string } & Changes<Channel>,
): string {
  const usual = { speed: "days", formality: "informal", time: "any", place: "any", twoWay: true };
  return addTo(doc, channelsOf(doc), { name, ...usual, ...given });
}

export function changeChannel(doc: Y.Doc, id: string, changes: Changes<Channel>): void {
  together(doc, () => setFields(mapIn(channelsOf(doc), id), changes));
}

export function moveChannel(doc: Y.Doc, id: string, beside: Beside): void {
  moveIn(doc, channelsOf(doc), id, beside);
}

/** Takes a channel out of the plan. Items keep their mark of it, so that undo brings it all back. */
export function removeChannel(doc: Y.Doc, id: string): void {
  removeFrom(doc, channelsOf(doc), id);
}

/** Changes what the plan says of itself. */
export function setMeta(
  doc: Y.Doc,
  changes: { title?: string; organization?: string; description?: string },
): void {
  together(doc, () => setFields(metaOf(doc), changes));
}

function moveIn(doc: Y.Doc, map: YMap, id: string, beside: Beside): void {
  together(doc, () => {
    const listed = readIdsInOrder(map);
    if (listed.includes(id)) writeOrder(map, listed, [id], beside);
  });
}
