"""Comments in threads."""

from http import HTTPStatus

from fastapi import APIRouter

from planhall.accounts.dependencies import CurrentPerson
from planhall.accounts.ids import Id
from planhall.accounts.problem_docs import problems
from planhall.accounts.scopes import Scope, token_scope
from planhall.discussion.dependencies import Discussion, Speaker
from planhall.discussion.views import CommentChange, CommentWish, Emoji, Thread, ThreadWish
from planhall.problems import Conflict, Forbidden, Invalid, NotFound, NotSignedIn, TooMany

router = APIRouter()

_READING = problems(NotSignedIn, NotFound, Invalid)
_SPEAKING = problems(NotSignedIn, Forbidden, NotFound, Conflict, Invalid, TooMany)


@router.get("/boards/{board}/threads", operation_id="listThreads", responses=_READING)
async def list_threads(board: Id, me: CurrentPerson, discussion: Discussion) -> list[Thread]:
    """Every thread of a board, the oldest first."""
    return await discussion.threads.of(board, me)


@router.post(
    "/boards/{board}/threads",
    status_code=HTTPStatus.CREATED,
    operation_id="startThread",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def start_thread(board: Id, body: ThreadWish, me: Speaker, discussion: Discussion) -> Thread:
    """Comment on a board, an item or some words; with one's own ids, sent twice is there once."""
    return await discussion.threads.start(board, me, body)


@router.post(
    "/threads/{thread}/comments",
    status_code=HTTPStatus.CREATED,
    operation_id="addComment",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def add_comment(thread: Id, body: CommentWish, me: Speaker, discussion: Discussion) -> Thread:
    """Answer; a resolved thread stays resolved."""
    return await discussion.threads.answer(thread, me, body)


@router.patch(
    "/comments/{comment}",
    operation_id="changeComment",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def change_comment(
    comment: Id, body: CommentChange, me: Speaker, discussion: Discussion
) -> Thread:
    """Put other words in place of one's own."""
    return await discussion.threads.change(comment, me, body.body)


@router.delete(
    "/comments/{comment}",
    status_code=HTTPStatus.NO_CONTENT,
    operation_id="deleteComment",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def delete_comment(comment: Id, me: Speaker, discussion: Discussion) -> None:
    """Take back one's own; facilitators and owners may delete others'. The thread goes with the
    last one; one that was answered leaves its place."""
    await discussion.threads.remove(comment, me)


@router.put(
    "/comments/{comment}/reactions/{emoji}",
    operation_id="addCommentReaction",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def add_reaction(comment: Id, emoji: Emoji, me: Speaker, discussion: Discussion) -> Thread:
    """Put an emoji on a comment."""
    return await discussion.threads.react(comment, me, emoji, on=True)


@router.delete(
    "/comments/{comment}/reactions/{emoji}",
    operation_id="removeCommentReaction",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def remove_reaction(comment: Id, emoji: Emoji, me: Speaker, discussion: Discussion) -> Thread:
    """Take one's own emoji off again."""
    return await discussion.threads.react(comment, me, emoji, on=False)


@router.post(
    "/threads/{thread}/resolve",
    operation_id="resolveThread",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def resolve_thread(thread: Id, me: Speaker, discussion: Discussion) -> Thread:
    """Say that it is settled."""
    return await discussion.threads.resolve(thread, me, resolved=True)


@router.post(
    "/threads/{thread}/reopen",
    operation_id="reopenThread",
    responses=_SPEAKING,
    openapi_extra=token_scope(Scope.COMMENT),
)
async def reopen_thread(thread: Id, me: Speaker, discussion: Discussion) -> Thread:
    """Say that it is not settled."""
    return await discussion.threads.resolve(thread, me, resolved=False)
