export * from "./boards";
export { client, dataOf } from "./client";
export { keys } from "./keys";
export * from "./me";
export { type Explanation, explain, isUnreachable, Problem } from "./problem";
export * from "./sharing";
export type * from "./types";
export * from "./workspaces";
