/**
 * Every change to a plan. Each is one Yjs transaction with the origin `LOCAL`; several can be made
 * one with `together`. What does not exist (any more) is left alone: a change never throws because
 * somebody else was faster.
 */

export * from "./changeGroups";
export * from "./changeItems";
export * from "./changeMeasures";
export { childKind, isKind } from "./kinds";
export { LOCAL } from "./origin";
export type { Beside, Spot } from "./place";
export { together } from "./write";
