import vocabulary from "@shared/vocabulary.json";

/** A kind that this client knows; a newer client may write others, which are shown and kept. */
export type Kind =
  | "mission"
  | "vision"
  | "value"
  | "goal"
  | "objective"
  | "strategy"
  | "action"
  | "idea";
export type Status = "draft" | "proposed" | "agreed" | "in_progress" | "done" | "dropped";

export const KINDS = vocabulary.kinds as readonly Kind[];
export const STATUSES = vocabulary.statuses as readonly Status[];

export interface Owner {
  /** Id of the person, or null where only a name is known (an imported plan). */
  id: string | null;
  name: string;
}

export interface Reading {
  id: string;
  /** `YYYY-MM-DD` */
  at: string;
  value: number | null;
  note: string;
}

export interface Measure {
  id: string;
  name: string;
  unit: string;
  baseline: number | null;
  target: number | null;
  due: string | null;
  note: string;
  /** By date, then by id. */
  readings: readonly Reading[];
}

/**
 * One item as it is read from the document: an immutable snapshot, the same object as before when
 * nothing in it changed, so that React components may compare by identity.
 */
export interface Item {
  id: string;
  kind: Kind | (string & {});
  title: string;
  /** Whether the body holds any text. */
  hasBody: boolean;
  /** The parent after the concurrent cases are settled (see docs/architecture.md). */
  parent: string | null;
  /** Ids of the children, in order. */
  children: readonly string[];
  order: string;
  status: Status;
  owner: Owner | null;
  due: string | null;
  stakeholders: readonly string[];
  channels: readonly string[];
  measures: readonly Measure[];
  createdBy: string | null;
  createdAt: number | null;
}

export interface Stakeholder {
  id: string;
  name: string;
  description: string;
  color: string;
}

export interface Channel {
  id: string;
  name: string;
  speed: string;
  formality: string;
  time: string;
  place: string;
  twoWay: boolean;
}

/** An immutable snapshot of the whole plan. */
export interface Plan {
  title: string;
  organization: string;
  description: string;
  /** Every live item by id. */
  items: ReadonlyMap<string, Item>;
  /** Ids of the items at the top, in order. */
  roots: readonly string[];
  stakeholders: readonly Stakeholder[];
  channels: readonly Channel[];
  /** Items in the bin, newest first. */
  deleted: readonly { id: string; kind: string; title: string; at: number; by: string | null }[];
}
