import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Participation = Schemas["Participation"];
export type Report = Schemas["ParticipationReport"];
export type Counts = Schemas["WayCounts"];
export type TimePart = Schemas["TimePart"];
export type GroupPart = Schemas["GroupPart"];
export type PersonCounts = Schemas["PersonCounts"];
export type Kind = Schemas["Kind"];
export type Per = Schemas["Per"];
export type Way = keyof Required<Counts>;

/** In the order in which they are stacked. */
export const WAYS: readonly Way[] = ["wrote", "commented", "voted", "decided"];
