"""The update log: what was stored is never lost, and opening a board never replays all of it."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple, Protocol

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from planhall.database import Database
from planhall.sync.encoding import Reader, var_bytes
from planhall.sync.joining import join
from planhall.sync.models import BoardSnapshot, BoardUpdate

KEPT_SNAPSHOTS = 2
"""How many snapshots of a board are kept. Of updates everything is; see `UpdateLog.join`."""
_MINUTE_MS: Final = 60_000
_QUARTER_MS: Final = 15 * _MINUTE_MS


class Entry(NamedTuple):
    """One update for the log."""

    board: str
    seq: int
    author: str
    at: int
    """Milliseconds since 1970."""
    update: bytes


class Snapshot(NamedTuple):
    """A board's document with all updates up to ``seq``."""

    board: str
    seq: int
    at: int
    """Milliseconds since 1970."""
    state: bytes
    waiting: bytes = b""
    """Updates that wait for others, each after its length."""


class Head(NamedTuple):
    """What is told of an update without reading it."""

    seq: int
    author: str
    at: int
    """Milliseconds since 1970."""
    size: int
    """Bytes."""


class Stretch(NamedTuple):
    """What somebody wrote within a quarter of an hour, told without reading it."""

    author: str
    at: int
    """When the quarter began, in milliseconds since 1970."""
    minutes: int
    """In how many of its minutes they wrote."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What opening a board needs."""

    state: bytes | None
    """The newest snapshot."""
    updates: list[bytes] = field(default_factory=list)
    """What waited then, and what came after, in order."""
    seq: int = 0
    """The last one's number."""
    snapshot_seq: int = 0
    """The snapshot has all up to this number; 0: there is none."""


def join_waiting(updates: Sequence[bytes]) -> bytes:
    """Several updates as one value of `Snapshot.waiting`."""
    return b"".join(var_bytes(update) for update in updates)


def split_waiting(joined: bytes) -> list[bytes]:
    """The updates of a `Snapshot.waiting`."""
    reader = Reader(joined)
    updates = []
    while not reader.at_end:
        updates.append(reader.var_bytes())
    return updates


class UpdateLog(Protocol):
    """Where updates are kept. Any call may raise when the store cannot be reached."""

    async def append(self, entries: Sequence[Entry]) -> frozenset[str]:
        """Commit all of these, of any boards, or none.

        An entry that is there already is not stored twice, so that a commit of which nobody knows
        whether it took place can be tried again. One whose number another process has given to
        another update gets the next free number; the boards where that happened are returned.
        """
        ...

    async def load(self, board: str) -> Stored | None:
        """What is stored of a board; None: nothing."""
        ...

    async def save_snapshot(self, snapshot: Snapshot) -> None: ...

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        """The first updates of a board with numbers above ``after``, and none above ``upto``."""
        ...

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        """Make one update of each group: it gets the number and the time of the last one.

        All of a group are by one author, and in a snapshot. What is not there any more is passed
        over.

        Raises:
            Malformed: one of them cannot be read; nothing has changed.
        """
        ...

    async def delete(self, board: str) -> None:
        """Forget a board."""
        ...


class PastLog(Protocol):
    """The log as those read it who ask what came to be when, and by whom."""

    async def head(self, board: str) -> int:
        """The number of a board's last update; 0: there is none."""
        ...

    async def snapshot(self, board: str, upto: int) -> Snapshot | None:
        """The newest snapshot that has nothing above ``upto``; None: there is none such."""
        ...

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        """See `UpdateLog.heads`."""
        ...

    async def entries(self, board: str, after: int, upto: int, limit: int) -> list[Entry]:
        """As ``heads``, with what is in them."""
        ...

    async def stretches(self, board: str, since: int, until: int, limit: int) -> list[Stretch]:
        """Who wrote when, the last ones first; times are milliseconds since 1970."""
        ...


class DatabaseLog:
    """The log in the service's database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def append(self, entries: Sequence[Entry]) -> frozenset[str]:
        rows = [entry._asdict() for entry in entries]
        try:
            await self._database.transact(
                lambda connection: connection.execute(insert(BoardUpdate), rows)
            )
        except IntegrityError:
            return await self._append_missing(entries)
        return frozenset()

    async def _append_missing(self, entries: Sequence[Entry]) -> frozenset[str]:
        boards = {entry.board for entry in entries}
        first = min(entry.seq for entry in entries)
        async with self._database.session() as session:
            rows = await session.execute(
                select(BoardUpdate.board, BoardUpdate.seq, BoardUpdate.update).where(  # type: ignore[call-overload]
                    BoardUpdate.board.in_(boards),  # type: ignore[attr-defined]
                    BoardUpdate.seq >= first,
                )
            )
            present: dict[str, dict[int, bytes]] = {board: {} for board in boards}
            for row in rows:
                present[row.board][row.seq] = row.update
            missing = []
            shared = set()
            for entry in entries:
                taken = present[entry.board]
                if taken.get(entry.seq) == entry.update:
                    continue
                if entry.seq in taken:
                    shared.add(entry.board)
                    entry = entry._replace(seq=max(taken) + 1)  # noqa: PLW2901
                taken[entry.seq] = entry.update
                missing.append(entry)
            if missing:
                await session.execute(insert(BoardUpdate), [entry._asdict() for entry in missing])
        return frozenset(shared)

    async def load(self, board: str) -> Stored | None:
        async with self._database.session() as session:
            snapshot = (
                await session.execute(
                    select(BoardSnapshot.seq, BoardSnapshot.state, BoardSnapshot.waiting)  # type: ignore[call-overload]
                    .where(BoardSnapshot.board == board)
                    .order_by(BoardSnapshot.seq.desc())  # type: ignore[attr-defined]
                    .limit(1)
                )
            ).first()
            after = snapshot.seq if snapshot else 0
            rows = (
                await session.execute(
                    select(BoardUpdate.seq, BoardUpdate.update)  # type: ignore[call-overload]
                    .where(BoardUpdate.board == board, BoardUpdate.seq > after)
                    .order_by(BoardUpdate.seq)
                )
            ).all()
        if snapshot is None and not rows:
            return None
        return Stored(
            state=snapshot.state if snapshot else None,
            updates=[
                *(split_waiting(snapshot.waiting) if snapshot else ()),
                *(row.update for row in rows),
            ],
            seq=rows[-1].seq if rows else after,
            snapshot_seq=after,
        )

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        board = snapshot.board
        async with self._database.session() as session:
            # A board whose last update this is may have one of the same number already.
            await session.execute(
                delete(BoardSnapshot).where(
                    BoardSnapshot.board == board,  # type: ignore[arg-type]
                    BoardSnapshot.seq == snapshot.seq,  # type: ignore[arg-type]
                )
            )
            await session.execute(insert(BoardSnapshot), [snapshot._asdict()])
            kept = (
                select(BoardSnapshot.seq)  # type: ignore[call-overload]
                .where(BoardSnapshot.board == board)
                .order_by(BoardSnapshot.seq.desc())  # type: ignore[attr-defined]
                .offset(KEPT_SNAPSHOTS)
            )
            old = (await session.execute(kept)).scalars().all()
            if old:
                await session.execute(
                    delete(BoardSnapshot).where(
                        BoardSnapshot.board == board,  # type: ignore[arg-type]
                        BoardSnapshot.seq.in_(old),  # type: ignore[attr-defined]
                    )
                )

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        async with self._database.session() as session:
            rows = await session.execute(
                select(  # type: ignore[call-overload]
                    BoardUpdate.seq,
                    BoardUpdate.author,
                    BoardUpdate.at,
                    func.length(BoardUpdate.update),
                )
                .where(BoardUpdate.board == board, BoardUpdate.seq > after, BoardUpdate.seq <= upto)
                .order_by(BoardUpdate.seq)
                .limit(limit)
            )
            return [Head(*row) for row in rows]

    async def head(self, board: str) -> int:
        async with self._database.session() as session:
            last: int | None = await session.scalar(
                select(func.max(BoardUpdate.seq)).where(BoardUpdate.board == board)  # type: ignore[arg-type]
            )
            return last or 0

    async def snapshot(self, board: str, upto: int) -> Snapshot | None:
        async with self._database.session() as session:
            found = await session.execute(
                select(  # type: ignore[call-overload]
                    BoardSnapshot.board,
                    BoardSnapshot.seq,
                    BoardSnapshot.at,
                    BoardSnapshot.state,
                    BoardSnapshot.waiting,
                )
                .where(BoardSnapshot.board == board, BoardSnapshot.seq <= upto)
                .order_by(BoardSnapshot.seq.desc())  # type: ignore[attr-defined]
                .limit(1)
            )
            row = found.first()
            return None if row is None else Snapshot(*row)

    async def entries(self, board: str, after: int, upto: int, limit: int) -> list[Entry]:
        async with self._database.session() as session:
            rows = await session.execute(
                select(  # type: ignore[call-overload]
                    BoardUpdate.board,
                    BoardUpdate.seq,
                    BoardUpdate.author,
                    BoardUpdate.at,
                    BoardUpdate.update,
                )
                .where(BoardUpdate.board == board, BoardUpdate.seq > after, BoardUpdate.seq <= upto)
                .order_by(BoardUpdate.seq)
                .limit(limit)
            )
            return [Entry(*row) for row in rows]

    async def stretches(self, board: str, since: int, until: int, limit: int) -> list[Stretch]:
        # The database adds up: a board that is not compacted yet may have many thousand updates.
        at = col(BoardUpdate.at)
        minutes = (
            select(
                col(BoardUpdate.author),
                (at // _MINUTE_MS).label("minute"),
                (at // _QUARTER_MS).label("quarter"),
            )
            .where(col(BoardUpdate.board) == board, at >= since, at < until)
            .distinct()
            .subquery()
        )
        async with self._database.session() as session:
            rows = await session.execute(
                select(minutes.c.author, minutes.c.quarter, func.count())
                .group_by(minutes.c.author, minutes.c.quarter)
                .order_by(minutes.c.quarter.desc(), minutes.c.author)
                .limit(limit)
            )
            return [
                Stretch(author, quarter * _QUARTER_MS, count) for author, quarter, count in rows
            ]

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        of_board = BoardUpdate.board == board
        everything = [seq for group in groups for seq in group]
        async with self._database.session() as session:
            # A change that changes nothing: SQLite locks for nothing less.
            await session.execute(
                update(BoardUpdate)
                .where(of_board, BoardUpdate.seq == everything[-1])  # type: ignore[arg-type]
                .values(board=board)
                .execution_options(synchronize_session=False)
            )
            rows = await session.execute(
                select(BoardUpdate.seq, BoardUpdate.update)  # type: ignore[call-overload]
                .where(of_board, BoardUpdate.seq.in_(everything))  # type: ignore[attr-defined]
                .with_for_update()
            )
            held: dict[int, bytes] = {row.seq: row.update for row in rows}
            joined: list[dict[str, object]] = []
            dropped: list[int] = []
            for group in groups:
                present = [seq for seq in group if seq in held]
                if len(present) > 1:
                    *others, last = present
                    dropped += others
                    joined.append({"seq_": last, "update_": join([held[seq] for seq in present])})
            if not joined:
                return
            connection = await session.connection()
            await connection.execute(
                update(BoardUpdate)
                .where(of_board, BoardUpdate.seq == bindparam("seq_"))  # type: ignore[arg-type]
                .values(update=bindparam("update_")),
                joined,
            )
            await connection.execute(
                delete(BoardUpdate).where(of_board, BoardUpdate.seq.in_(dropped))  # type: ignore[arg-type,attr-defined]
            )

    async def delete(self, board: str) -> None:
        async with self._database.session() as session:
            await session.execute(
                delete(BoardUpdate).where(BoardUpdate.board == board)  # type: ignore[arg-type]
            )
            await session.execute(
                delete(BoardSnapshot).where(BoardSnapshot.board == board)  # type: ignore[arg-type]
            )


class MemoryLog:
    """The log in memory, for tests and benchmarks."""

    def __init__(self) -> None:
        self.updates: dict[str, list[Entry]] = {}
        self.snapshots: dict[str, Snapshot] = {}

    async def append(self, entries: Sequence[Entry]) -> frozenset[str]:
        for entry in entries:
            kept = self.updates.setdefault(entry.board, [])
            if kept and kept[-1].seq >= entry.seq:
                raise ValueError(f"{entry.board} has {entry.seq} already")
            kept.append(entry)
        return frozenset()

    async def load(self, board: str) -> Stored | None:
        snapshot = self.snapshots.get(board)
        kept = self.updates.get(board, [])
        if snapshot is None and not kept:
            return None
        after = snapshot.seq if snapshot else 0
        return Stored(
            state=snapshot.state if snapshot else None,
            updates=[
                *(split_waiting(snapshot.waiting) if snapshot else ()),
                *(entry.update for entry in kept if entry.seq > after),
            ],
            seq=kept[-1].seq if kept else after,
            snapshot_seq=after,
        )

    async def save_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots[snapshot.board] = snapshot

    async def heads(self, board: str, after: int, upto: int, limit: int) -> list[Head]:
        kept = self.updates.get(board, [])
        first = bisect_right(kept, after, key=lambda entry: entry.seq)
        heads = [
            Head(entry.seq, entry.author, entry.at, len(entry.update))
            for entry in kept[first : first + limit]
        ]
        return [head for head in heads if head.seq <= upto]

    async def join(self, board: str, groups: Sequence[Sequence[int]]) -> None:
        kept = {entry.seq: entry for entry in self.updates.get(board, [])}
        for group in groups:
            present = [seq for seq in group if seq in kept]
            if len(present) > 1:
                last = present[-1]
                whole = join([kept[seq].update for seq in present])
                kept[last] = kept[last]._replace(update=whole)
                for seq in present[:-1]:
                    del kept[seq]
        self.updates[board] = list(kept.values())

    async def delete(self, board: str) -> None:
        self.updates.pop(board, None)
        self.snapshots.pop(board, None)
