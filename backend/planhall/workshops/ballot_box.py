"""Takes the ballots of a session that come at once together: one transaction for all of them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from weakref import WeakValueDictionary

from planhall.workshops.taking_part_views import Ballot, BallotWish


@dataclass(slots=True, eq=False)
class Given:
    """One ballot on its way: what it says, and then what became of it."""

    activity: str
    person: str
    wish: BallotWish
    taken: Ballot | None = None
    refused: Exception | None = None

    @property
    def settled(self) -> bool:
        return self.taken is not None or self.refused is not None


@dataclass(slots=True, eq=False, weakref_slot=True)
class _Slot:
    """The ballots of one session that wait, and whose turn it is to take them."""

    waiting: list[Given] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class BallotBox:
    """Whoever comes first takes their own ballot; all that came meanwhile go in with the next."""

    def __init__(self, take: Callable[[str, Sequence[Given]], Awaitable[None]]) -> None:
        """``take`` gets a session and its ballots, in the order in which they came, and says of
        each what became of it; where it raises, nothing of them is kept."""
        self._take = take
        self._slots: WeakValueDictionary[str, _Slot] = WeakValueDictionary()

    async def put(self, session: str, given: Given) -> Ballot:
        """Committed when this returns; raises what speaks against this ballot."""
        slot = self._slots.get(session)
        if slot is None:
            slot = self._slots[session] = _Slot()
        slot.waiting.append(given)
        try:
            async with slot.turn:
                if not given.settled:
                    await self._take_all(session, slot)
        finally:
            if given in slot.waiting:
                slot.waiting.remove(given)
        if given.refused is not None:
            raise given.refused
        if given.taken is None:
            raise RuntimeError("nobody said what became of a ballot")
        return given.taken

    async def _take_all(self, session: str, slot: _Slot) -> None:
        ballots, slot.waiting = slot.waiting, []
        try:
            await self._take(session, ballots)
        except Exception as error:
            for ballot in ballots:
                ballot.taken, ballot.refused = None, error
        except BaseException:
            # Who took them was cancelled: the others are still to be taken.
            for ballot in ballots:
                ballot.taken = ballot.refused = None
            slot.waiting = [*ballots, *slot.waiting]
            raise
