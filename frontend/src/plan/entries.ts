import * as Y from "yjs";
import { newId } from "./ids";
import { writeOrder } from "./place";
import { readIdsInOrder, type YMap } from "./read";
import { together } from "./write";

/** Adds an entry with these fields, last in the order of its map. */
export function addTo(doc: Y.Doc, map: YMap, fields: Readonly<Record<string, unknown>>): string {
  const id = newId();
  together(doc, () => {
    const listed = readIdsInOrder(map);
    const entry: YMap = new Y.Map();
    for (const [key, value] of Object.entries(fields))
      if (value !== undefined) entry.set(key, value);
    map.set(id, entry);
    writeOrder(map, listed, [id], {});
  });
  return id;
}

/** Takes an entry out of a map. */
export function removeFrom(doc: Y.Doc, map: YMap | null, id: string): void {
  together(doc, () => {
    if (map?.has(id)) map.delete(id);
  });
}
