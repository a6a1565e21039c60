export { SessionsDialog } from "./LazySessionsDialog";
export { SessionsButton } from "./SessionsButton";
