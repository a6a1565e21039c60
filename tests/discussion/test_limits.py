"""How much one person may say in a time."""

from discussion.talk import Talk, say
from planhall.database import Database
from planhall.settings import Settings
from workshops.room import Room, opened


async def test_one_person_says_only_so_much(database: Database, settings: Settings) -> None:
    settings = settings.model_copy(
        update={"speaking_limit": "3/hour", "sign_up_limit": "1000/hour"}
    )
    async with opened(settings) as app, Room(app, settings) as room:
        talk = await Talk(room).prepare()
        made = await talk.start("commenter")
        await talk["commenter"].ask("POST", f"/threads/{made['id']}/resolve")
        await talk.suggest({"kind": "title", "title": "New"})
        path = f"/api/threads/{made['id']}/comments"
        answer = await talk["commenter"].post(path, json={"body": say("More")})
        assert answer.status_code == 429
        assert int(answer.headers["Retry-After"]) > 0
        assert answer.json()["code"] == "too-many-requests"
        # Reading goes on, and so do others.
        assert len(await talk.threads("commenter")) == 1
        await talk.answer("editor", made, "I still may")
