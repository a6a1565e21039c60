"""A locked board: who may write all of it, a part of it, nothing."""

import pytest

from accounts.small_app import SmallApp
from boards.cast import Cast
from planhall.problems import NotFound
from planhall.sync.access import Credentials


class OneFacilitator:
    """Somebody leads a session."""

    def __init__(self, board: str, person: str) -> None:
        self._leads = (board, person)

    async def facilitates(self, board: str, person: str) -> bool:
        return (board, person) == self._leads


async def _may_write(cast: Cast, small: SmallApp, who: str) -> tuple[bool, str | None]:
    access = await small.authorizer.authorize(cast.board, Credentials(session=cast[who].cookie))
    return access.can_write, access.within


@pytest.mark.parametrize("who", ["creator", "owner", "facilitator"])
@pytest.mark.parametrize("open_part", [None, "item"])
async def test_who_facilitates_a_board_writes_while_it_is_locked(
    cast: Cast, small: SmallApp, who: str, open_part: str | None
) -> None:
    await small.boards.set_lock(cast.board, locked=True, open_part=open_part)
    assert await _may_write(cast, small, who) == (True, None)


@pytest.mark.parametrize("who", ["editor", "guest-editor", "member"])
async def test_others_write_in_what_is_open(cast: Cast, small: SmallApp, who: str) -> None:
    await small.boards.set_lock(cast.board, locked=True)
    assert await _may_write(cast, small, who) == (False, None)
    await small.boards.set_lock(cast.board, locked=True, open_part="item")
    assert await _may_write(cast, small, who) == (True, "item")
    await small.boards.set_lock(cast.board, locked=False)
    assert await _may_write(cast, small, who) == (True, None)


@pytest.mark.parametrize("who", ["commenter", "viewer"])
async def test_an_open_part_is_open_to_nobody_who_may_only_read(
    cast: Cast, small: SmallApp, who: str
) -> None:
    await small.boards.set_lock(cast.board, locked=True, open_part="item")
    small.lock.ask(OneFacilitator(cast.board, cast[who].id))
    assert await _may_write(cast, small, who) == (False, None)


async def test_who_leads_the_session_writes_with_a_lower_role(cast: Cast, small: SmallApp) -> None:
    await small.boards.set_lock(cast.board, locked=True)
    small.lock.ask(OneFacilitator(cast.board, cast["guest-editor"].id))
    assert await _may_write(cast, small, "guest-editor") == (True, None)
    assert await _may_write(cast, small, "editor") == (False, None)


async def test_everyone_connected_is_asked_anew_and_told(cast: Cast, small: SmallApp) -> None:
    await small.boards.set_lock(cast.board, locked=True)
    assert small.sync.rechecked == [(cast.board, None)]
    assert small.sync.notices == [(cast.board, {"type": "board"})]


async def test_without_the_lock_no_part_is_open(cast: Cast, small: SmallApp) -> None:
    await small.boards.set_lock(cast.board, locked=False, open_part="item")
    await small.boards.set_lock(cast.board, locked=True)
    assert await _may_write(cast, small, "editor") == (False, None)


async def test_a_board_that_is_gone_cannot_be_locked(cast: Cast, small: SmallApp) -> None:
    await cast["owner"].delete(f"/api/boards/{cast.board}")
    with pytest.raises(NotFound):
        await small.boards.set_lock(cast.board, locked=True)


WHOLE = {"can_write": True, "within": None}


@pytest.mark.parametrize(
    ("who", "whole", "in_part"),
    [
        ("owner", WHOLE, WHOLE),
        ("facilitator", WHOLE, WHOLE),
        ("editor", {"can_write": False, "within": None}, {"can_write": True, "within": "item"}),
        ("viewer", {"can_write": False, "within": None}, {"can_write": False, "within": None}),
    ],
)
async def test_a_board_says_what_is_locked_and_what_one_may_do(
    cast: Cast, small: SmallApp, who: str, whole: dict[str, object], in_part: dict[str, object]
) -> None:
    async def shown() -> list[dict[str, object]]:
        one = (await cast[who].get(f"/api/boards/{cast.board}")).json()
        listed = next(b for b in (await cast[who].get("/api/boards")).json() if b == one)
        return [
            {key: board[key] for key in ("locked", "open_part", "can_write", "within")}
            for board in (one, listed)
        ]

    may_write = who != "viewer"
    unlocked = {"locked": False, "open_part": None, "can_write": may_write, "within": None}
    assert await shown() == [unlocked] * 2
    await small.boards.set_lock(cast.board, locked=True)
    assert await shown() == [{"locked": True, "open_part": None, **whole}] * 2
    await small.boards.set_lock(cast.board, locked=True, open_part="item")
    assert await shown() == [{"locked": True, "open_part": "item", **in_part}] * 2


@pytest.mark.parametrize("open_part", [None, "item"])
async def test_a_locked_board_keeps_its_title(
    cast: Cast, small: SmallApp, open_part: str | None
) -> None:
    path = f"/api/boards/{cast.board}"
    await small.boards.set_lock(cast.board, locked=True, open_part=open_part)
    small.sync.edits.clear()
    for who in ("editor", "guest-editor", "member"):
        refused = await cast[who].patch(path, json={"title": "Mine"})
        assert refused.status_code == 403
        problem = refused.json()
        assert (problem["code"], problem["open_part"]) == ("board-locked", open_part)
    assert small.sync.edits == []
    assert (await cast["facilitator"].patch(path, json={"title": "Ours"})).status_code == 200
    await small.boards.set_lock(cast.board, locked=False)
    assert (await cast["editor"].patch(path, json={"title": "Mine"})).status_code == 200
