"""A session that runs, with one activity on: what people do in it over REST."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc

from planhall.plan.model import Plan
from planhall.plan.read import read_plan
from workshops.room import Room, Window, draft

TAKING_PART = ["facilitator", "owner", "editor", "commenter", "guest"]


@dataclass(slots=True)
class Stage:
    """Activities of one session, of which the first is on."""

    room: Room
    session: str
    activities: list[str]

    @property
    def path(self) -> str:
        return f"/sessions/{self.session}"

    def at(self, activity: int = 0) -> str:
        return f"{self.path}/activities/{self.activities[activity]}"

    async def view(self, who: str = "viewer") -> Any:
        return await self.room[who].ask("GET", self.path)

    async def run(self, do: str, **more: Any) -> Any:
        return await self.room["facilitator"].ask("POST", f"{self.path}/run", {"do": do, **more})

    async def note(self, who: str, text: str, activity: int = 0, **wish: Any) -> Any:
        return await self.room[who].ask(
            "POST", f"{self.at(activity)}/notes", {"text": text, **wish}, 201
        )

    async def notes(self, who: str, activity: int = 0) -> Any:
        return await self.room[who].ask("GET", f"{self.at(activity)}/notes")

    async def reveal(self, activity: int = 0) -> Any:
        return await self.room["facilitator"].ask("POST", f"{self.at(activity)}/reveal")

    async def vote(
        self, who: str | Window, choices: Any, activity: int = 0, comment: str = ""
    ) -> Any:
        window = self.room[who] if isinstance(who, str) else who
        wish = {"choices": choices, "comment": comment}
        return await window.ask("PUT", f"{self.at(activity)}/ballot", wish)

    async def close(self, activity: int = 0) -> Any:
        view = await self.room["facilitator"].ask("POST", f"{self.at(activity)}/close")
        return view["activities"][activity]["result"]

    async def plan(self) -> Plan:
        doc: Doc[Any] = Doc()
        doc.apply_update(await self.room.app.state.sync.state(self.room.board))
        return read_plan(doc)


async def begin(room: Room, *steps: dict[str, Any]) -> Stage:
    """A session with these steps, which its facilitator began."""
    who = room["facilitator"]
    wish = {"title": "Spring plan"}
    session = await who.ask("POST", f"/boards/{room.board}/sessions", wish, 201)
    for step in steps:
        session = await who.ask("POST", f"/sessions/{session['id']}/activities", step)
    session = await who.ask("POST", f"/sessions/{session['id']}/run", {"do": "start"})
    return Stage(room, session["id"], [step["id"] for step in session["activities"]])


async def brainstorm(room: Room, *more: dict[str, Any], **settings: Any) -> Stage:
    return await begin(room, draft("What comes to mind?", "brainstorm", **settings), *more)


async def vote(
    room: Room, method: str, options: Sequence[str] = ("a", "b", "c"), **more: Any
) -> Stage:
    """A vote on options whose ids are their titles in lower case."""
    named = [{"id": option, "title": option.upper()} for option in options]
    return await begin(room, draft("Which?", "vote", method=method, options=named, **more))


def texts(notes: Iterable[Any]) -> list[str]:
    return [note["text"] for note in notes]
