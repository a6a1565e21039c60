"""Boards: lists, titles, summaries, deletion."""

from datetime import timedelta

import pytest
from pycrdt import Map
from sqlalchemy import event, func, select, text

from accounts.small_app import SmallApp
from boards.cast import Cast
from planhall.boards.models import BoardRow
from planhall.boards.roles import Role
from planhall.boards.views import one_line
from planhall.problems import NotFound


async def test_a_board_as_its_maker_sees_it(small: SmallApp) -> None:
    ada = await small.account("Ada")
    board = await ada.board("  Our\nplan ")
    view = (await ada.get(f"/api/boards/{board}")).json()
    assert view == {
        "id": board,
        "title": "Our plan",
        "description": "",
        "workspace": {"id": await ada.workspace(), "name": "Ada’s workspace"},
        "role": "owner",
        "archived": False,
        "locked": False,
        "open_part": None,
        "can_write": True,
        "within": None,
        "created_at": view["created_at"],
        "updated_at": view["created_at"],
        "opened_at": None,
        "people": [{key: ada.me[key] for key in ("id", "name", "color", "guest")}],
        "people_count": 1,
        "items": 0,
        "kinds": {},
    }
    assert view["created_at"].endswith(("Z", "+00:00"))


async def test_only_members_can_make_a_board_in_a_workspace(cast: Cast, small: SmallApp) -> None:
    for who in ("stranger", "editor", "guest-editor"):
        me = await small.accounts.who(cast[who].cookie)
        assert me is not None
        with pytest.raises(NotFound):
            await small.boards.create_board(cast.workspace, "Intruding", me)
    me = await small.accounts.who(cast["member"].cookie)
    assert me is not None
    row = await small.boards.create_board(cast.workspace, "Welcome", me)
    assert (await cast["member"].get(f"/api/boards/{row.id}")).json()["role"] == "owner"


async def test_the_list_has_every_board_once_last_opened_first(small: SmallApp) -> None:
    ada = await small.account("Ada")
    ben = await small.account("Ben")
    first, second, third = [await ada.board(title) for title in ("One", "Two", "Three")]
    shared = await ben.board("Shared")
    await ada.accept(await ben.invite(shared, "viewer"))
    await ben.board("Ben’s own")
    for board in (first, shared):
        assert (await ada.post(f"/api/boards/{board}/opened")).status_code == 204
    listed = (await ada.get("/api/boards")).json()
    assert [one["id"] for one in listed] == [shared, first, third, second]
    assert [one["opened_at"] is None for one in listed] == [False, False, True, True]
    await ada.post(f"/api/boards/{first}/opened")
    listed = (await ada.get("/api/boards")).json()
    assert [one["id"] for one in listed] == [first, shared, third, second]
    # What Ada opens moves nothing for Ben.
    assert all(one["opened_at"] is None for one in (await ben.get("/api/boards")).json())
    own = await ada.get("/api/boards", params={"workspace": await ada.workspace()})
    assert [one["id"] for one in own.json()] == [first, third, second]


async def test_a_board_names_its_workspace_to_members_only(cast: Cast) -> None:
    for who, told in [("member", True), ("editor", False), ("guest-editor", False)]:
        view = (await cast[who].get(f"/api/boards/{cast.board}")).json()
        assert (view["workspace"] is not None) is told, who


async def test_a_board_shows_five_faces_and_counts_all(cast: Cast) -> None:
    view = (await cast["viewer"].get(f"/api/boards/{cast.board}")).json()
    assert view["people_count"] == 8
    assert [person["name"] for person in view["people"]] == [
        "Creator",
        "Owner",
        "Facilitator",
        "Editor",
        "Guest",
    ]


async def test_a_new_title_is_written_into_the_document(cast: Cast, small: SmallApp) -> None:
    answer = await cast["editor"].patch(f"/api/boards/{cast.board}", json={"title": " Plan 2027 "})
    assert answer.json()["title"] == "Plan 2027"
    assert small.sync.title_of(cast.board) == "Plan 2027"
    assert small.sync.edits == [(cast.board, cast["editor"].id)]
    assert (cast.board, {"type": "board"}) in small.sync.notices


@pytest.mark.parametrize("title", ["", "  ", "a\x00b", "x" * 201])
async def test_a_title_that_nobody_can_read_is_refused(
    cast: Cast, small: SmallApp, title: str
) -> None:
    answer = await cast["owner"].patch(f"/api/boards/{cast.board}", json={"title": title})
    assert answer.status_code == 422
    assert small.sync.edits == []


async def test_archiving_changes_no_document(cast: Cast, small: SmallApp) -> None:
    for archived in (True, False):
        answer = await cast["owner"].patch(f"/api/boards/{cast.board}", json={"archived": archived})
        assert answer.json()["archived"] is archived
    assert small.sync.edits == []
    assert small.sync.notices == [(cast.board, {"type": "board"})] * 2


async def test_a_title_typed_into_the_document_comes_back(cast: Cast, small: SmallApp) -> None:
    await small.boards.set_summary(
        cast.board, "Typed\tin", "What we\n want", 12, {"goal": 4, "objective": 8}
    )
    view = (await cast["viewer"].get(f"/api/boards/{cast.board}")).json()
    assert (view["title"], view["description"]) == ("Typed in", "What we want")
    assert (view["items"], view["kinds"]) == (12, {"goal": 4, "objective": 8})
    assert view["updated_at"] > view["created_at"]
    assert small.sync.notices == [(cast.board, {"type": "board"})]
    # Counts alone interrupt nobody.
    await small.boards.set_summary(cast.board, "Typed in", "What we want", 13, {"goal": 5})
    assert len(small.sync.notices) == 1


@pytest.mark.parametrize("title", ["", "\x00\x01", " \n "])
async def test_a_plan_without_a_title_is_called_so(cast: Cast, small: SmallApp, title: str) -> None:
    await small.boards.set_summary(cast.board, title, "", 0, {})
    view = (await cast["viewer"].get(f"/api/boards/{cast.board}")).json()
    assert view["title"] == "Untitled plan"


def test_long_texts_are_cut_to_fit() -> None:
    assert one_line("x" * 300, 200) == "x" * 199 + "…"
    assert one_line("x" * 200, 200) == "x" * 200


async def test_a_summary_of_a_deleted_board_brings_nothing_back(
    cast: Cast, small: SmallApp
) -> None:
    await cast["owner"].delete(f"/api/boards/{cast.board}")
    await small.boards.set_summary(cast.board, "Ghost", "", 1, {})
    assert (await cast["owner"].get(f"/api/boards/{cast.board}")).status_code == 404


async def test_deleting_takes_everything_with_it(cast: Cast, small: SmallApp) -> None:
    await cast["owner"].post(f"/api/boards/{cast.board}/opened")
    await cast["owner"].post(f"/api/boards/{cast.board}/tokens")
    link = await cast["owner"].invite(cast.board, "viewer")
    assert (await cast["owner"].delete(f"/api/boards/{cast.board}")).status_code == 204
    assert small.sync.deleted == [cast.board]
    async with small.database.session() as session:
        for table in ("board", "board_role", "board_visit", "invite", "board_token"):
            count = await session.scalar(select(func.count()).select_from(text(table)))
            assert count == 0, table
    assert (await cast["nobody"].get(f"/api/invites/{link}")).status_code == 404
    assert (await cast["owner"].delete(f"/api/boards/{cast.board}")).status_code == 404


async def test_a_board_without_a_workspace_is_its_peoples(small: SmallApp) -> None:
    host = await small.accounts.add_guest("Host")
    row = await small.boards.create_board(None, "Demo", host, board_id="demo")
    invite = await small.boards.invites.create(row.id, host, Role.FACILITATOR, timedelta(hours=1))
    guest = small.window()
    accepted = (await guest.accept(invite.token, "Visitor")).json()
    assert accepted["board"]["id"] == "demo"
    assert accepted["board"]["workspace"] is None
    assert accepted["board"]["role"] == "facilitator"
    assert accepted["board"]["people_count"] == 2


async def test_renaming_reads_and_writes_the_documents_meta(small: SmallApp) -> None:
    ada = await small.account("Ada")
    board = await ada.board()
    small.sync.documents[board].get("meta", type=Map)["organization"] = "Example Org"
    await ada.patch(f"/api/boards/{board}", json={"title": "Renamed"})
    meta = small.sync.documents[board].get("meta", type=Map)
    assert dict(meta) == {"organization": "Example Org", "title": "Renamed"}


async def test_boards_are_looked_up_in_a_few_queries(small: SmallApp) -> None:
    """However many boards: a home page of a hundred must open as fast as one of ten."""
    ada = await small.account("Ada")
    counts = []
    for boards in (2, 10):
        for _ in range(boards):
            await ada.board()
        counts.append(await _statements(small, ada.id))
    assert counts[0] == counts[1]
    async with small.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(BoardRow)) == 12


async def _statements(small: SmallApp, person: str) -> int:
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    event.listen(small.database.engine.sync_engine, "before_cursor_execute", note)
    await small.boards.boards_of(person)
    event.remove(small.database.engine.sync_engine, "before_cursor_execute", note)
    return len(seen)
