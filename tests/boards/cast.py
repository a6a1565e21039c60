"""A board with somebody in every role."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx

from accounts.small_app import SmallApp, Window
from rows import Rows, read_rows, write_rows

ROLES = ["owner", "facilitator", "editor", "commenter", "viewer"]


@dataclass
class Cast:
    """Everyone who may come to a board.

    ``creator`` made it in her workspace and owns it, as ``owner`` does too; ``member`` is of the
    workspace only, ``guest-editor`` has no account, ``stranger`` has nothing to do with it, and
    ``nobody`` is not signed in.
    """

    board: str
    workspace: str
    people: dict[str, Window]

    def __getitem__(self, who: str) -> Window:
        return self.people[who]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is there once everyone is, and who they are."""

    board: str
    workspace: str
    people: Mapping[str, tuple[Mapping[str, Any], httpx.Cookies]]
    rows: Rows
    document: bytes
    edits: Sequence[tuple[str, str]]


_prepared: dict[str, Prepared] = {}
"""As the first cast at each address (cookies are for one) was: the next need ask nobody in."""


async def gather_cast(small: SmallApp) -> Cast:
    address = small.settings.base_url
    if address not in _prepared:
        cast = await _ask_everyone_in(small)
        _prepared[address] = Prepared(
            cast.board,
            cast.workspace,
            {who: (dict(one.me), httpx.Cookies(one.cookies)) for who, one in cast.people.items()},
            await read_rows(small.database),
            small.sync.documents[cast.board].get_update(),
            list(small.sync.edits),
        )
        return cast
    prepared = _prepared[address]
    await write_rows(small.database, prepared.rows)
    small.sync.documents[prepared.board].apply_update(prepared.document)
    small.sync.edits.extend(prepared.edits)
    people = {}
    for who, (me, cookies) in prepared.people.items():
        people[who] = window = small.window()
        window.me, window.cookies = dict(me), httpx.Cookies(cookies)
    return Cast(prepared.board, prepared.workspace, people)


async def _ask_everyone_in(small: SmallApp) -> Cast:
    creator = await small.account("Creator")
    board = await creator.board("Our plan")
    people = {"creator": creator}
    for role in ROLES:
        window = await small.account(role.capitalize())
        assert (await window.accept(await creator.invite(board, role))).status_code == 200
        people[role] = window
    guest = small.window()
    assert (await guest.accept(await creator.invite(board, "editor"), "Guest")).status_code == 200
    people["guest-editor"] = guest
    member = await small.account("Member")
    workspace = await creator.workspace()
    profile = await small.accounts.who(member.cookie)
    assert profile is not None
    await small.boards.workspaces.add_member(workspace, profile)
    people["member"] = member
    people["stranger"] = await small.account("Stranger")
    people["nobody"] = small.window()
    small.sync.forget_calls()
    return Cast(board, workspace, people)
