export { WebhooksDialog } from "./WebhooksDialog";
