export * from "./activities";
export * from "./ideas";
export * from "./join";
export { workshopKeys } from "./keys";
export * from "./recipes";
export * from "./record";
export { rememberSession } from "./remember";
export type {
  ActivityPlace,
  BreakoutCommand,
  ClusterSet,
  RunCommand,
  SessionWish,
  StageWish,
} from "./rest";
export * from "./sessions";
export * from "./votes";
