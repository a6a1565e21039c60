"""Ballots that come at once go in together, and each learns what became of it."""

import asyncio
from collections.abc import Sequence

import pytest

from planhall.problems import Invalid
from planhall.workshops.ballot_box import BallotBox, Given
from planhall.workshops.taking_part_views import Ballot, BallotWish


def given(person: str) -> Given:
    return Given("vote", person, BallotWish(choices={"a": 1}))


class Counting:
    """Takes ballots slowly, and keeps what it was given each time."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.kept: list[str] = []
        self.fails: Exception | None = None
        self.steps: asyncio.Semaphore | None = None
        """Where it is set, each batch waits until it may go on."""

    async def take(self, _session: str, ballots: Sequence[Given]) -> None:
        self.batches.append([ballot.person for ballot in ballots])
        for ballot in ballots:
            if ballot.person == "bad":
                ballot.refused = Invalid("no")
            else:
                ballot.taken = Ballot(activity="vote", choices={}, comment="", cast_at=None)
        await asyncio.sleep(0)
        if self.steps is not None:
            await self.steps.acquire()
        if self.fails is not None:
            raise self.fails
        self.kept += [ballot.person for ballot in ballots if ballot.taken is not None]


async def test_what_comes_meanwhile_goes_in_together() -> None:
    counting = Counting()
    box = BallotBox(counting.take)
    people = [f"person {number}" for number in range(50)]
    await asyncio.gather(*(box.put("session", given(person)) for person in people))
    assert counting.batches == [people[:1], people[1:]]
    assert counting.kept == people


async def test_sessions_do_not_wait_for_each_other() -> None:
    counting = Counting()
    box = BallotBox(counting.take)
    await asyncio.gather(*(box.put(f"session {n}", given(f"person {n}")) for n in range(5)))
    assert len(counting.batches) == 5


async def test_one_bad_ballot_spoils_no_other() -> None:
    counting = Counting()
    box = BallotBox(counting.take)
    people = ["one", "two", "bad", "three"]
    answers = await asyncio.gather(
        *(box.put("session", given(person)) for person in people), return_exceptions=True
    )
    assert [isinstance(answer, Invalid) for answer in answers] == [False, False, True, False]
    assert counting.kept == ["one", "two", "three"]


async def test_a_store_that_fails_is_told_to_all() -> None:
    counting = Counting()
    counting.fails = OSError("the disk is full")
    box = BallotBox(counting.take)
    answers = await asyncio.gather(
        *(box.put("session", given(f"person {n}")) for n in range(3)), return_exceptions=True
    )
    assert [type(answer) for answer in answers] == [OSError] * 3
    counting.fails = None
    await box.put("session", given("later"))
    assert counting.kept == ["later"]


@pytest.mark.parametrize("cancelled", range(4))
@pytest.mark.parametrize("batches_done", [0, 1])
async def test_who_gives_up_takes_nobody_along(cancelled: int, batches_done: int) -> None:
    """Whoever it is, also whose turn it is, with the others' ballots in hand."""
    counting = Counting()
    counting.steps = asyncio.Semaphore(batches_done)
    box = BallotBox(counting.take)
    people = ["one", "two", "three", "four"]
    putting = [asyncio.create_task(box.put("session", given(person))) for person in people]
    await asyncio.sleep(0.05)
    assert len(counting.batches) == batches_done + 1
    before = list(counting.kept)
    putting[cancelled].cancel()
    await asyncio.sleep(0.05)
    for _ in people:
        counting.steps.release()
    answers = await asyncio.gather(*putting, return_exceptions=True)
    done = people[cancelled] in before
    assert isinstance(answers[cancelled], Ballot if done else asyncio.CancelledError)
    others = {person for number, person in enumerate(people) if number != cancelled}
    assert others <= set(counting.kept)
    assert len(set(counting.kept)) == len(counting.kept)
