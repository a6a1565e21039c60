"""Rules hold when several people act in the same moment, on both databases."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from accounts.small_app import PASSWORD, SmallApp, Window
from planhall.boards.roles import Role, WorkspaceRole
from planhall.database import Database
from planhall.settings import Settings


@pytest.fixture
async def busy(any_database: Database, settings: Settings) -> AsyncIterator[SmallApp]:
    app = SmallApp(any_database, settings)
    yield app
    await app.close()


async def test_two_owners_who_leave_at_once_do_not_both_get_away(busy: SmallApp) -> None:
    host = await busy.accounts.add_guest("Host")
    for number in range(5):
        board = (await busy.boards.create_board(None, f"Board {number}", host)).id
        link = (await busy.boards.invites.create(board, host, Role.OWNER)).token
        owners = [busy.window(), busy.window()]
        for owner in owners:
            await owner.accept(link, "Owner")
        await busy.boards.people.remove(board, host, host.id)
        answers = await asyncio.gather(
            *(owner.delete(f"/api/boards/{board}/people/{owner.id}") for owner in owners)
        )
        assert sorted(answer.status_code for answer in answers) == [204, 409]


async def test_two_owners_of_a_workspace_who_step_down_at_once(busy: SmallApp) -> None:
    ada, ben = await busy.account("Ada"), await busy.account("Ben")
    workspace = await ada.workspace()
    profile = await busy.accounts.who(ben.cookie)
    assert profile is not None
    await busy.boards.workspaces.add_member(workspace, profile, WorkspaceRole.OWNER)

    async def step_down(window: Window) -> int:
        path = f"/api/workspaces/{workspace}/members/{window.id}"
        return (await window.patch(path, json={"role": "member"})).status_code

    assert sorted(await asyncio.gather(step_down(ada), step_down(ben))) == [200, 409]


async def test_one_email_signed_up_twice_at_once_makes_one_account(busy: SmallApp) -> None:
    body = {"name": "Ada", "email": "ada@example.org", "password": PASSWORD}
    answers = await asyncio.gather(
        *(busy.window().post("/api/sign-up", json=body) for _ in range(5))
    )
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409, 409, 409]


async def test_a_guest_who_signs_up_twice_at_once_becomes_one_account(busy: SmallApp) -> None:
    ada = await busy.account("Ada")
    board = await ada.board()
    guest = busy.window()
    await guest.accept(await ada.invite(board, "editor"), "Grace")
    cookie = {"Cookie": f"planhall_session={guest.cookie}"}
    answers = await asyncio.gather(
        *(
            busy.window().post(
                "/api/sign-up",
                json={"name": "Grace", "email": f"{number}@example.org", "password": PASSWORD},
                headers=cookie,
            )
            for number in range(3)
        )
    )
    assert [answer.status_code for answer in answers] == [201, 201, 201]
    # One of them is the guest; the others came with a cookie that was no longer anybody's.
    assert [answer.json()["id"] for answer in answers].count(guest.id) == 1


async def test_a_whole_room_joins_by_one_link_at_once(busy: SmallApp) -> None:
    ada = await busy.account("Ada")
    board = await ada.board()
    link = await ada.invite(board, "editor")
    guests = [busy.window() for _ in range(20)]
    answers = await asyncio.gather(
        *(guest.accept(link, f"Guest {number}") for number, guest in enumerate(guests))
    )
    assert {answer.status_code for answer in answers} == {200}
    people = (await ada.get(f"/api/boards/{board}/people")).json()
    assert len(people) == 21
    invite = (await ada.get(f"/api/boards/{board}/invites")).json()[0]
    assert invite["uses"] == 20


async def test_one_person_who_accepts_twice_at_once_joins_once(busy: SmallApp) -> None:
    ada, ben = await busy.account("Ada"), await busy.account("Ben")
    board = await ada.board()
    link = await ada.invite(board, "editor")
    answers = await asyncio.gather(*(ben.accept(link) for _ in range(5)))
    assert {answer.status_code for answer in answers} == {200}
    assert (await ada.get(f"/api/boards/{board}/invites")).json()[0]["uses"] == 1


async def test_one_board_opened_in_many_tabs_at_once(busy: SmallApp) -> None:
    ada = await busy.account("Ada")
    board = await ada.board()
    answers = await asyncio.gather(*(ada.post(f"/api/boards/{board}/opened") for _ in range(8)))
    assert {answer.status_code for answer in answers} == {204}
