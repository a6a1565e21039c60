"""A guest who turns out to have an account: what they said becomes that account's."""

from sqlalchemy import Text, cast, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from planhall.accounts.observers import AfterCommit, Unconcerned
from planhall.accounts.service import AccountService
from planhall.discussion.documents import Documents
from planhall.discussion.mentions import mentions_in, renamed
from planhall.discussion.models import CommentRow, ReactionRow, SuggestionRow, ThreadRow


class DiscussionOfPeople(Unconcerned):
    """The ``AccountObserver`` of this part. One person has each emoji once, also after this."""

    def __init__(self, accounts: AccountService, documents: Documents) -> None:
        self._accounts = accounts
        self._documents = documents

    async def guest_merged(self, session: AsyncSession, guest: str, account: str) -> AfterCommit:
        mentioning = await self._give_mentions(session, guest, account)
        threads = await _threads_with(session, guest) | mentioning
        suggestions = await _suggestions_with(session, guest)
        for change in (
            update(ThreadRow).where(col(ThreadRow.created_by) == guest).values(created_by=account),
            update(ThreadRow)
            .where(col(ThreadRow.resolved_by) == guest)
            .values(resolved_by=account),
            update(CommentRow).where(col(CommentRow.author_id) == guest).values(author_id=account),
            update(SuggestionRow)
            .where(col(SuggestionRow.author_id) == guest)
            .values(author_id=account),
            update(SuggestionRow)
            .where(col(SuggestionRow.decided_by) == guest)
            .values(decided_by=account),
        ):
            await session.execute(change.execution_options(synchronize_session=False))
        await _give_reactions(session, guest, account)
        await session.flush()

        async def tell() -> None:
            # Of each board one of a kind: who hears of it fetches all anew.
            for kind, of in (("thread", threads), ("suggestion", suggestions)):
                for board, id_ in {board: id_ for id_, board in of}.items():
                    await self._documents.notify(board, {"type": kind, "id": id_})

        return tell

    async def _give_mentions(
        self, session: AsyncSession, guest: str, account: str
    ) -> set[tuple[str, str]]:
        name = (await self._accounts.profiles(session, [account]))[account].name
        found = await session.execute(
            select(CommentRow, col(ThreadRow.board_id))
            .join(ThreadRow, col(ThreadRow.id) == col(CommentRow.thread_id))
            .where(cast(col(CommentRow.mentions), Text).contains(guest))
        )
        threads = set()
        for comment, board in found.all():
            threads.add((comment.thread_id, board))
            if comment.body is not None:
                comment.body = renamed(comment.body, guest, account, name)
                comment.mentions = mentions_in(comment.body)
        return threads


async def _threads_with(session: AsyncSession, person: str) -> set[tuple[str, str]]:
    """Id and board of the threads that show somebody."""
    found = await session.execute(
        select(col(ThreadRow.id), col(ThreadRow.board_id))
        .outerjoin(CommentRow, col(CommentRow.thread_id) == col(ThreadRow.id))
        .outerjoin(ReactionRow, col(ReactionRow.comment_id) == col(CommentRow.id))
        .where(
            or_(
                col(ThreadRow.created_by) == person,
                col(ThreadRow.resolved_by) == person,
                col(CommentRow.author_id) == person,
                col(ReactionRow.person_id) == person,
            )
        )
        .distinct()
    )
    return {(id_, board) for id_, board in found.all()}


async def _suggestions_with(session: AsyncSession, person: str) -> set[tuple[str, str]]:
    found = await session.execute(
        select(col(SuggestionRow.id), col(SuggestionRow.board_id)).where(
            or_(
                col(SuggestionRow.author_id) == person,
                col(SuggestionRow.decided_by) == person,
            )
        )
    )
    return {(id_, board) for id_, board in found.all()}


async def _give_reactions(session: AsyncSession, guest: str, account: str) -> None:
    for reaction in list(
        await session.scalars(select(ReactionRow).where(col(ReactionRow.person_id) == guest))
    ):
        key = (reaction.comment_id, account, reaction.emoji)
        if await session.get(ReactionRow, key) is None:
            session.add(
                ReactionRow(
                    comment_id=reaction.comment_id,
                    person_id=account,
                    emoji=reaction.emoji,
                    created_at=reaction.created_at,
                )
            )
        await session.delete(reaction)
