"""A small history with something of every way in it."""

from typing import Any

from discussion.talk import Talk
from planhall.plan import change
from workshops.room import Room, draft
from workshops.stage import Stage, begin


async def look(room: Room, who: str, expect: int = 200, query: str = "") -> Any:
    return await room[who].ask("GET", f"/boards/{room.board}/participation{query}", expect=expect)


async def write(room: Room, who: str) -> None:
    """One minute of writing in the plan."""
    await room.app.state.sync.edit(
        room.board, room[who].id, lambda doc: change.add_item(doc, "goal", "More", by=None)
    )


async def workshop(talk: Talk) -> Stage:
    """Named notes and anonymous ones; a vote that is closed and one that is not; a decision.

    The editor speaks for the staff, the guest for nobody; the owner writes without a name only.
    """
    options = [{"id": one, "title": one} for one in ("a", "b")]
    stage = await begin(
        talk.room,
        draft("Named", "brainstorm"),
        draft("Nameless", "brainstorm", anonymous=True),
        draft("Closed", "vote", method="dots", options=options),
        draft("Open", "vote", method="dots", options=options),
    )
    await talk["editor"].ask("POST", f"{stage.path}/me", {"stakeholder": talk.staff})
    await stage.note("editor", "One")
    await stage.note("editor", "Two")
    await stage.note("guest", "Three")
    await stage.reveal()
    await stage.run("next")
    await stage.note("owner", "Secret", 1)
    await stage.note("editor", "Secret, too", 1)
    await stage.reveal(1)
    await stage.run("next")
    await stage.vote("guest", {"a": 1}, 2)
    await stage.vote("editor", {"b": 1}, 2)
    await stage.close(2)
    await stage.run("next")
    await stage.vote("commenter", {"a": 1}, 3)
    await talk["guest"].ask("POST", f"{stage.path}/hand", {"up": True})
    return stage


def of(report: Any, name: str) -> Any:
    """What one person did, without who it was."""
    [found] = [one for one in report["people"] if one["person"]["name"] == name]
    return found


def ways(wrote: int = 0, commented: int = 0, voted: int = 0, decided: int = 0) -> dict[str, int]:
    return {"wrote": wrote, "commented": commented, "voted": voted, "decided": decided}
