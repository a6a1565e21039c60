export { Bell } from "./Bell";
export { useInboxNews } from "./news";
export { BoardNotificationsDialog } from "./settings/LazyBoardNotificationsDialog";
