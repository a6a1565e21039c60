import type { components } from "@/api/schema";

type Schemas = components["schemas"];

/** What others changed since one was last on the board. */
export type Since = Schemas["Since"];
export type ChangedItem = Schemas["ChangedItem"];
export type Change = Schemas["Change"];
