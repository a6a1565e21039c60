import * as Y from "yjs";
import { addTo, removeFrom } from "./entries";
import { newId } from "./ids";
import { itemOf, mapIn, mapOf, readRecord, type YMap } from "./read";
import type { Measure, Reading } from "./types";
import { setFields, together } from "./write";

type MeasureFields = Omit<Measure, "id" | "readings">;
type ReadingFields = Omit<Reading, "id">;

/** Adds a measure to an item, last; returns its id. */
export function addMeasure(
  doc: Y.Doc,
  item: string,
  {
    due = null,
    note = "",
    ...fields
  }: Omit<MeasureFields, "due" | "note"> & Partial<Pick<MeasureFields, "due" | "note">>,
): string {
  return together(doc, () => {
    const map = itemOf(doc, item);
    if (!map) return newId();
    let measures = mapOf(map.get("measures"));
    if (!measures) {
      measures = new Y.Map();
      map.set("measures", measures);
    }
    return addTo(doc, measures, { ...fields, due, note, readings: new Y.Map() });
  });
}

export function changeMeasure(
  doc: Y.Doc,
  item: string,
  measure: string,
  changes: Partial<MeasureFields>,
): void {
  together(doc, () => setFields(measureOf(doc, item, measure), changes));
}

export function removeMeasure(doc: Y.Doc, item: string, measure: string): void {
  removeFrom(doc, mapOf(itemOf(doc, item)?.get("measures")), measure);
}

/** Adds a reading, `at` a date `YYYY-MM-DD`, to a measure; returns its id. */
export function addReading(
  doc: Y.Doc,
  item: string,
  measure: string,
  { at, value, note = "" }: Omit<ReadingFields, "note"> & { note?: string },
): string {
  const id = newId();
  together(doc, () => {
    const map = measureOf(doc, item, measure);
    if (!map) return;
    let readings = mapOf(map.get("readings"));
    if (!readings) {
      readings = new Y.Map();
      map.set("readings", readings);
    }
    readings.set(id, { at, value, note });
  });
  return id;
}

export function changeReading(
  doc: Y.Doc,
  item: string,
  measure: string,
  reading: string,
  changes: Partial<ReadingFields>,
): void {
  together(doc, () => {
    const readings = readingsOf(doc, item, measure);
    const old = readRecord(readings?.get(reading));
    if (!readings || !old) return;
    const { at, value, note } = { ...old, ...changes } as ReadingFields;
    setFields(readings, { [reading]: { at, value, note } });
  });
}

export function removeReading(doc: Y.Doc, item: string, measure: string, reading: string): void {
  removeFrom(doc, readingsOf(doc, item, measure), reading);
}

function measureOf(doc: Y.Doc, item: string, measure: string): YMap | null {
  return mapIn(mapOf(itemOf(doc, item)?.get("measures")), measure);
}

function readingsOf(doc: Y.Doc, item: string, measure: string): YMap | null {
  return mapOf(measureOf(doc, item, measure)?.get("readings"));
}
