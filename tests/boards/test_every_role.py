"""Every route with every role: who gets what, who is refused, who learns nothing."""

from typing import Any

import pytest

from boards.cast import Cast

WHO = [
    "creator",
    "owner",
    "facilitator",
    "editor",
    "commenter",
    "viewer",
    "guest-editor",
    "member",
    "stranger",
    "nobody",
]
# What each gets, in the order of WHO.
EVERYONE_ON_IT = [200, 200, 200, 200, 200, 200, 200, 200, 404, 401]
OWNERS = [200, 200, 403, 403, 403, 403, 403, 403, 404, 401]
FACILITATORS = [200, 200, 200, 403, 403, 403, 403, 403, 404, 401]
EDITORS = [200, 200, 200, 200, 403, 403, 200, 200, 404, 401]

ROUTES: dict[str, tuple[str, str, dict[str, Any] | None, list[int]]] = {
    "read": ("GET", "/api/boards/{board}", None, EVERYONE_ON_IT),
    "rename": ("PATCH", "/api/boards/{board}", {"title": "New"}, EDITORS),
    "archive": ("PATCH", "/api/boards/{board}", {"archived": True}, OWNERS),
    "rename and archive": (
        "PATCH",
        "/api/boards/{board}",
        {"title": "N", "archived": True},
        OWNERS,
    ),
    "delete": ("DELETE", "/api/boards/{board}", None, OWNERS),
    "opened": ("POST", "/api/boards/{board}/opened", None, EVERYONE_ON_IT),
    "token": ("POST", "/api/boards/{board}/tokens", None, EVERYONE_ON_IT),
    "people": ("GET", "/api/boards/{board}/people", None, EVERYONE_ON_IT),
    "change role": ("PATCH", "/api/boards/{board}/people/{viewer}", {"role": "editor"}, OWNERS),
    "remove": ("DELETE", "/api/boards/{board}/people/{commenter}", None, OWNERS),
    "invites": ("GET", "/api/boards/{board}/invites", None, FACILITATORS),
    "invite an editor": ("POST", "/api/boards/{board}/invites", {"role": "editor"}, FACILITATORS),
    "invite a viewer": ("POST", "/api/boards/{board}/invites", {"role": "viewer"}, FACILITATORS),
    "invite a facilitator": (
        "POST",
        "/api/boards/{board}/invites",
        {"role": "facilitator"},
        OWNERS,
    ),
    "invite an owner": ("POST", "/api/boards/{board}/invites", {"role": "owner"}, OWNERS),
}


@pytest.mark.parametrize("who", WHO)
async def test_every_route_of_a_board(cast: Cast, who: str) -> None:
    """All routes for one role, each on the board as it was; what succeeds comes last."""
    window = cast[who]
    ids = {"board": cast.board} | {
        name: person.id for name, person in cast.people.items() if person.me
    }
    refusals_first = sorted(ROUTES.items(), key=lambda route: (route[1][0] == "DELETE", route[0]))
    if who == "commenter":
        # Leaving is everyone's own right, and has a test of its own.
        refusals_first = [(name, route) for name, route in refusals_first if name != "remove"]
    for name, (method, path, body, statuses) in sorted(
        refusals_first, key=lambda route: route[0] == "delete"
    ):
        expected = statuses[WHO.index(who)]
        answer = await window.request(method, path.format(**ids), json=body)
        if expected == 200:
            assert answer.is_success, (name, answer.text)
            continue
        assert answer.status_code == expected, (name, answer.text)
        assert answer.headers["content-type"] == "application/problem+json"
        if expected == 403:
            needed = {id(OWNERS): "owner", id(FACILITATORS): "facilitator", id(EDITORS): "editor"}
            problem = answer.json()
            assert problem["role"] == ("editor" if who in {"guest-editor", "member"} else who)
            if name in {"invite a facilitator", "invite an owner"} and who != "facilitator":
                assert problem["needed_role"] == "facilitator"
            else:
                assert problem["needed_role"] == needed[id(statuses)]
            assert problem["needed_role"] in problem["detail"]


@pytest.mark.parametrize("who", WHO)
async def test_revoking_an_invite(cast: Cast, who: str) -> None:
    low, high = [
        (
            await cast["creator"].post(f"/api/boards/{cast.board}/invites", json={"role": role})
        ).json()["id"]
        for role in ("viewer", "facilitator")
    ]
    low_status = (await cast[who].delete(f"/api/boards/{cast.board}/invites/{low}")).status_code
    assert low_status == {"owner": 204, "creator": 204, "facilitator": 204}.get(
        who, {"stranger": 404, "nobody": 401}.get(who, 403)
    )
    high_status = (await cast[who].delete(f"/api/boards/{cast.board}/invites/{high}")).status_code
    # A facilitator does not even see links to roles that are not theirs to give.
    assert high_status == {"owner": 204, "creator": 204, "facilitator": 404}.get(
        who, {"stranger": 404, "nobody": 401}.get(who, 403)
    )


@pytest.mark.parametrize(
    ("who", "read", "own"),
    [
        ("creator", 200, 200),
        ("member", 200, 403),
        ("editor", 404, 404),
        ("guest-editor", 404, 404),
        ("stranger", 404, 404),
        ("nobody", 401, 401),
    ],
)
async def test_every_route_of_a_workspace(cast: Cast, who: str, read: int, own: int) -> None:
    window = cast[who]
    base = f"/api/workspaces/{cast.workspace}"
    member = cast["member"].id
    assert (await window.get(f"{base}/members")).status_code == read
    assert (await window.patch(base, json={"name": "Renamed"})).status_code == own
    boards = await window.get("/api/boards", params={"workspace": cast.workspace})
    assert boards.status_code == read
    change = await window.patch(f"{base}/members/{member}", json={"role": "owner"})
    assert change.status_code == own
    removal = await window.delete(f"{base}/members/{cast['creator'].id}")
    assert removal.status_code == {200: 204}.get(own, own)


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 201), ("guest-editor", 403), ("nobody", 401)]
)
async def test_who_may_make_a_workspace(cast: Cast, who: str, status: int) -> None:
    answer = await cast[who].post("/api/workspaces", json={"name": "Second"})
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 200), ("guest-editor", 200), ("nobody", 401)]
)
async def test_lists_need_a_session(cast: Cast, who: str, status: int) -> None:
    assert (await cast[who].get("/api/boards")).status_code == status
    assert (await cast[who].get("/api/workspaces")).status_code == status


async def test_a_board_that_is_hidden_looks_like_one_that_is_not_there(cast: Cast) -> None:
    hidden = await cast["stranger"].get(f"/api/boards/{cast.board}")
    missing = await cast["stranger"].get("/api/boards/0000000000000000")
    assert hidden.status_code == 404
    assert hidden.json() == missing.json()
