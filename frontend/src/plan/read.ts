import * as Y from "yjs";
import { compareCodePoints, type Place, sortByOrder } from "./tree";
import { type Measure, type Owner, type Reading, STATUSES, type Status } from "./types";

/*
 * Reading fields of a document that any client may have written: whatever is there, nothing here
 * throws, and what makes no sense reads as if it were absent. The same answers as in Python; see
 * "Reading other fields" in shared/vectors/README.md.
 */

export type YMap = Y.Map<unknown>;

export function itemsOf(doc: Y.Doc): YMap {
  return doc.getMap("items");
}

export function stakeholdersOf(doc: Y.Doc): YMap {
  return doc.getMap("stakeholders");
}

export function channelsOf(doc: Y.Doc): YMap {
  return doc.getMap("channels");
}

export function metaOf(doc: Y.Doc): YMap {
  return doc.getMap("meta");
}

export function mapOf(value: unknown): YMap | null {
  return value instanceof Y.Map ? (value as YMap) : null;
}

/** A map that is an entry of a map, or null where there is none. */
export function mapIn(parent: YMap | null, key: string): YMap | null {
  return parent ? mapOf(parent.get(key)) : null;
}

export function itemOf(doc: Y.Doc, id: string): YMap | null {
  return mapIn(itemsOf(doc), id);
}

/** A text may be a Y.Text or a string. */
export function readText(value: unknown): string {
  if (typeof value === "string") return value;
  return value instanceof Y.Text ? value.toString() : "";
}

const lineBreaks = /[\n\r\u2028\u2029]/g;

/** A text of one line. Each line break becomes one space, so that positions in it stay right. */
export function readLine(value: unknown): string {
  return readText(value).replace(lineBreaks, " ");
}

export function readNumber(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

const dateShape = /^(\d{4})-(\d{2})-(\d{2})$/;

/** A date of the calendar, `YYYY-MM-DD`. */
export function readDate(value: unknown): string | null {
  const parts = typeof value === "string" ? dateShape.exec(value) : null;
  if (!parts) return null;
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number];
  if (year < 1 || month < 1 || month > 12 || day < 1) return null;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  return day <= (days[month - 1] ?? 0) ? (value as string) : null;
}

/** The members of a plain object or of a Y.Map; null for anything else. */
export function readRecord(value: unknown): Readonly<Record<string, unknown>> | null {
  if (value instanceof Y.Map) return Object.fromEntries((value as YMap).entries());
  if (value === null || typeof value !== "object" || Array.isArray(value)) return null;
  if (value instanceof Y.AbstractType || ArrayBuffer.isView(value)) return null;
  return value as Record<string, unknown>;
}

export function readKind(value: unknown): string {
  return typeof value === "string" ? value : "idea";
}

export function readStatus(value: unknown): Status {
  return STATUSES.includes(value as Status) ? (value as Status) : "draft";
}

export function readOwner(value: unknown): Owner | null {
  const record = readRecord(value);
  if (!record || typeof record.name !== "string") return null;
  return { id: typeof record.id === "string" ? record.id : null, name: record.name };
}

export interface Deletion {
  by: string | null;
  at: number;
}

/** An item is deleted only if `deleted` is an object. */
export function readDeletion(value: unknown): Deletion | null {
  const record = readRecord(value);
  if (!record) return null;
  return { by: typeof record.by === "string" ? record.by : null, at: readNumber(record.at) ?? 0 };
}

/** Where an entry of `items` says it belongs; null where it is no item. */
export function readPlace(value: unknown): (Place & { deleted: Deletion | null }) | null {
  const map = mapOf(value);
  if (!map) return null;
  const parent = map.get("parent");
  const order = map.get("order");
  return {
    parent: typeof parent === "string" ? parent : null,
    order: typeof order === "string" ? order : "",
    deleted: readDeletion(map.get("deleted")),
  };
}

/** The keys of a set whose value is true, by code point. */
export function readSet(value: unknown): string[] {
  const map = mapOf(value);
  if (!map) return [];
  const keys: string[] = [];
  for (const [key, member] of map.entries()) if (member === true) keys.push(key);
  return keys.sort(compareCodePoints);
}

/** Whether a body holds any text, or anything else to see such as a rule. */
export function readHasBody(value: unknown): boolean {
  if (!(value instanceof Y.XmlFragment)) return false;
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const node = stack.pop();
    if (node instanceof Y.XmlText) {
      if (node.length > 0) return true;
    } else if (node instanceof Y.XmlFragment) {
      if (node instanceof Y.XmlElement && node.nodeName === "horizontalRule") return true;
      for (const child of node.toArray()) stack.push(child);
    }
  }
  return false;
}

/** The ids of a map's entries that are maps, by their `order`, then by id. */
export function readIdsInOrder(map: YMap): string[] {
  const ids: string[] = [];
  for (const [id, value] of map.entries()) if (value instanceof Y.Map) ids.push(id);
  return sortByOrder(ids, (id) => mapIn(map, id)?.get("order"));
}

export function readMeasures(value: unknown): Measure[] {
  const map = mapOf(value);
  if (!map) return [];
  return readIdsInOrder(map).map((id) => readMeasure(id, mapIn(map, id)));
}

function readMeasure(id: string, map: YMap | null): Measure {
  const get = (key: string) => map?.get(key);
  return {
    id,
    name: readLine(get("name")),
    unit: readLine(get("unit")),
    baseline: readNumber(get("baseline")),
    target: readNumber(get("target")),
    due: readDate(get("due")),
    note: readText(get("note")),
    readings: readReadings(get("readings")),
  };
}

/** A reading without a valid date is left out. */
function readReadings(value: unknown): Reading[] {
  const map = mapOf(value);
  if (!map) return [];
  const readings: Reading[] = [];
  for (const [id, entry] of map.entries()) {
    const record = readRecord(entry);
    const at = readDate(record?.at);
    if (!record || at === null) continue;
    readings.push({ id, at, value: readNumber(record.value), note: readText(record.note) });
  }
  return readings.sort((a, b) =>
    a.at === b.at ? compareCodePoints(a.id, b.id) : a.at < b.at ? -1 : 1,
  );
}
