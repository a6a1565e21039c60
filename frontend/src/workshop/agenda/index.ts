export { AgendaEditor } from "./AgendaEditor";
