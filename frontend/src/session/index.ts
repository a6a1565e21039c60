export {
  useBoardNotices,
  useConnection,
  useItem,
  useMayEdit,
  usePeers,
  usePlan,
  useSession,
  useTitleCarets,
  useUndoState,
} from "./hooks";
export { forgetLocalBoards } from "./localBoards";
export {
  type BoardNotice,
  type DiscussionNotice,
  isDiscussionNotice,
  isWorkshopNotice,
  type LostText,
  type WorkshopNotice,
} from "./notices";
export { type OpenSession, openSession, type SessionOptions } from "./openSession";
export { SessionProvider, type SessionProviderProps } from "./SessionProvider";
export { setTitleCaret, type TitleCaret } from "./titleCarets";
export type {
  BoardSession,
  Connection,
  Leave,
  Peer,
  Readable,
  Role,
  SavedState,
  Undo,
  UndoState,
} from "./types";
