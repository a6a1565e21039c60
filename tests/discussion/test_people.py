"""Guests who become accounts, and people who are gone."""

from sqlalchemy import delete
from sqlmodel import col

from discussion.talk import Talk, mention, say
from planhall.accounts.models import PersonRow

SIGN_IN = {"email": "editor@example.org", "password": "correct horse"}


async def test_a_guest_who_signs_up_keeps_what_they_said(talk: Talk) -> None:
    made = await talk.start("guest")
    wish = {"name": "Gus", "email": "gus@example.org", "password": "correct horse"}
    await talk["guest"].ask("POST", "/sign-up", wish, 201)
    [comment] = (await talk.threads())[0]["comments"]
    assert (comment["author"]["id"], comment["author"]["guest"]) == (talk["guest"].id, False)
    path = f"/comments/{made['comments'][0]['id']}"
    await talk["guest"].ask("PATCH", path, {"body": say("Mine")})


async def test_a_guest_who_signs_in_gives_it_to_the_account(any_talk: Talk) -> None:
    talk = any_talk
    guest, account = talk["guest"].id, talk["editor"].id
    made = await talk.start("guest")
    [comment] = made["comments"]
    reply = say("Hi ", mention("person", guest), mention("person", account))
    await talk.answer("commenter", made, "", body=reply)
    await talk["guest"].ask("POST", f"/threads/{made['id']}/resolve")
    path = f"/comments/{comment['id']}/reactions"
    for who, emoji in (("guest", "👍"), ("editor", "👍"), ("guest", "🎉")):
        await talk[who].ask("PUT", f"{path}/{emoji}")
    suggestions = [
        await talk.suggest({"kind": "title", "title": "New"}, "guest"),
        await talk.suggest({"kind": "title", "title": "Newer"}),
    ]
    await talk["guest"].ask("POST", f"/suggestions/{suggestions[1]['id']}/accept")
    said = len(talk.said)

    await talk["guest"].ask("POST", "/sign-in", SIGN_IN)

    [thread] = await talk.threads()
    assert thread["resolved"]["by"]["id"] == account
    first, second = thread["comments"]
    assert first["author"]["id"] == account
    assert [
        (one["emoji"], [person["id"] for person in one["people"]]) for one in first["reactions"]
    ] == [("👍", [account]), ("🎉", [account])]
    assert second["mentions"] == [{"kind": "person", "id": account, "label": "Editor"}]
    assert guest not in str(second["body"])
    mine, accepted = await talk.suggestions()
    assert mine["author"]["id"] == account
    assert accepted["decided"]["by"]["id"] == account
    told = talk.said[said:]
    assert {"type": "thread", "id": made["id"]} in told
    assert [message for message in told if message["type"] == "suggestion"]
    await talk["guest"].ask("PATCH", f"/comments/{comment['id']}", {"body": say("Mine")})


async def test_a_guest_who_said_nothing_changes_nothing(talk: Talk) -> None:
    made = await talk.start("commenter")
    said = len(talk.said)
    await talk["guest"].ask("POST", "/sign-in", SIGN_IN)
    assert await talk.threads() == [made]
    assert not [one for one in talk.said[said:] if one["type"] in ("thread", "suggestion")]


async def test_somebody_whose_account_is_gone(any_talk: Talk) -> None:
    talk = any_talk
    made = await talk.start("guest")
    await talk.answer("commenter", made, "Yes")
    await talk["guest"].ask("PUT", f"/comments/{made['comments'][0]['id']}/reactions/👍")
    await talk["guest"].ask("POST", f"/threads/{made['id']}/resolve")
    await talk.suggest({"kind": "title", "title": "New"}, "guest")
    async with talk.room.app.state.discussion.threads._ground.database.session() as db:
        await db.execute(delete(PersonRow).where(col(PersonRow.id) == talk["guest"].id))
    [thread] = await talk.threads()
    gone = {"id": "", "name": "Somebody who left", "color": "#868e96", "guest": True}
    assert thread["resolved"]["by"] == gone
    assert thread["comments"][0]["author"] == gone
    assert thread["comments"][0]["body"] == say("Why?")
    assert thread["comments"][0]["reactions"] == []
    [suggestion] = await talk.suggestions()
    assert suggestion["author"] == gone
    done = await talk.accept(suggestion)
    assert (await talk.plan()).items[done["result_item"]].title == "New"
    # Nobody is taken for them: their words are left to those who facilitate.
    await talk["nobody"].ask("DELETE", f"/comments/{thread['comments'][0]['id']}", expect=401)
    await talk["editor"].ask("DELETE", f"/comments/{thread['comments'][0]['id']}", expect=403)
