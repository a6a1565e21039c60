export { CommentCount } from "./CommentCount";
export { CommentsButton } from "./CommentsButton";
export { useComments, useDiscussion, useOpenThreads } from "./context";
export { DiscussionProvider } from "./DiscussionProvider";
export { ItemComments } from "./ItemComments";
export { SelectionBubble } from "./marks/SelectionBubble";
export { CommentsSide } from "./panel/CommentsSide";
export { openComments } from "./words";
