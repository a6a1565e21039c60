export { ChangedDot } from "./ChangedDot";
export { SinceProvider } from "./SinceProvider";
export { type SinceRoom, useSinceRoom } from "./useSinceRoom";
