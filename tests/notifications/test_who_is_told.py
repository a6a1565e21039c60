"""Who is told of what, by how closely they follow a board."""

import asyncio
from datetime import UTC, datetime, timedelta

from sqlalchemy import update

from discussion.talk import mention
from notifications.post_office import PostOffice
from planhall.accounts.times import utc_now
from planhall.notifications.models import NotedEventRow
from planhall.plan import change


async def test_comments_by_level(office: PostOffice) -> None:
    await office.follow("owner", level="watching")
    await office.follow("viewer", level="muted")
    thread = await office.comment("commenter")
    await office.comment("editor", mention("person", office["viewer"].id), thread=thread)
    everyone = mention("group", "everyone")
    await office.comment("facilitator", everyone, thread=thread)
    await office.tell()
    assert await office.kinds("owner") == ["mention", "comment", "comment"]
    assert await office.kinds("commenter") == ["mention", "reply"]
    assert await office.kinds("editor") == ["mention"]
    assert await office.kinds("facilitator") == []
    # Muted: by name, not with everyone.
    [direct] = await office.inbox("viewer")
    assert direct["title"] == "mentioned you in a comment on the board"
    assert direct["by"]["id"] == office["editor"].id
    assert direct["excerpt"] == "Look@Viewer"
    assert direct["link"] == f"/boards/{office.board}?thread={thread['id']}"
    assert direct["board"] == {"id": office.board, "title": "Our plan"}
    assert await office.kinds("stranger") == []


async def test_a_group_is_those_who_speak_for_it(office: PostOffice) -> None:
    staff = await office.room.app.state.sync.edit(
        office.board, office["ada"].id, lambda doc: change.add_stakeholder(doc, "Staff")
    )
    session = await office.room.running()
    path = f"/sessions/{session['id']}/me"
    await office["editor"].ask("POST", path, {"stakeholder": staff})
    await office.comment("commenter", mention("group", staff))
    await office.tell()
    assert (await office.kinds("editor"))[0] == "mention"
    assert "mention" not in await office.kinds("owner")


async def test_suggestions_sessions_decisions_and_roles(office: PostOffice) -> None:
    await office.follow("owner", level="watching")
    wish = {"item": None, "change": {"kind": "new", "parent": None, "item_kind": "goal",
                                     "title": "Grow"}}  # fmt: skip
    made = await office["commenter"].ask("POST", f"{office.path}/suggestions", wish, 201)
    await office["editor"].ask("POST", f"/suggestions/{made['id']}/decline", {"reason": "Too late"})
    await office.tell()
    assert await office.kinds("owner") == ["suggestion-decided", "suggestion"]
    [decided] = await office.inbox("commenter")
    assert (decided["title"], decided["excerpt"]) == (
        "declined your suggestion to the plan",
        "Too late",
    )
    assert await office.kinds("viewer") == []

    session = await office.room.running()
    draft = {"id": "d1", "title": "Go", "what": "We go"}
    await office["facilitator"].ask("POST", f"/sessions/{session['id']}/decisions", draft, 201)
    role = f"{office.path}/people/{office['viewer'].id}"
    await office["ada"].ask("PATCH", role, {"role": "editor"})
    await office.follow("editor", level="muted")
    await office.tell()
    assert await office.kinds("viewer") == ["role", "decision", "session"]
    assert (await office.inbox("viewer"))[1]["link"] == f"/sessions/{session['id']}/record"
    assert await office.kinds("editor") == []


async def test_who_is_off_the_board_is_told_nothing_more(office: PostOffice) -> None:
    thread = await office.comment("commenter")
    await office.comment("editor", thread=thread)
    await office.tell()
    assert await office.kinds("commenter") == ["reply"]
    await office.comment("owner", mention("person", office["commenter"].id), thread=thread)
    person = office["commenter"].id
    await office["ada"].ask("DELETE", f"{office.path}/people/{person}", expect=204)
    await office.tell()
    assert await office.kinds("commenter") == []
    assert (await office["commenter"].ask("GET", "/inbox/count")) == {"unread": 0}
    await office.send()
    assert office.mails_to("commenter") == []


async def test_each_event_is_told_once_however_many_tell_of_it(any_office: PostOffice) -> None:
    office = any_office
    for _ in range(3):
        await office.comment("commenter", mention("person", office["editor"].id))
    await asyncio.gather(*(office.tell() for _ in range(4)))
    await office.tell()
    assert await office.kinds("editor") == ["mention"] * 3


async def test_what_cannot_be_told_waits_and_holds_nothing_up(office: PostOffice) -> None:
    await office.comment("commenter", mention("person", office["editor"].id))
    async with office.service.mails._database.session() as db:
        await db.execute(update(NotedEventRow).values(kind="OfTheFuture"))
    await office.comment("commenter", mention("person", office["viewer"].id))
    await office.tell()
    assert await office.kinds("viewer") == ["mention"]
    async with office.service.mails._database.session() as db:
        await db.execute(update(NotedEventRow).values(kind="CommentAdded"))
    await office.tell(utc_now() + timedelta(minutes=1))
    assert await office.kinds("editor") == ["mention"]


async def test_who_is_put_in_charge_is_told_once(office: PostOffice) -> None:
    await office.looked(office.item("a", "editor"), by="owner")
    assert await office.kinds("editor") == []  # It was there at the first look.
    items = [
        office.item("a", "editor"),
        office.item("b", "editor", title="Grow\n<b>", due="2031-05-05"),
        office.item("c", "owner"),
        office.item("d", "stranger"),
        office.item("e", "editor", status="done"),
    ]
    for _ in range(2):
        await office.looked(*items, by="owner")
        office.service.plans._seen.clear()  # As after a restart.
    [one] = await office.inbox("editor")
    assert (one["kind"], one["by"]["id"]) == ("assigned", office["owner"].id)
    assert one["title"] == "put you in charge of “Grow <b>”, due 2031-05-05"
    assert one["link"] == f"/boards/{office.board}?item=b"
    assert await office.kinds("owner") == []  # They took it on themselves.
    assert await office.kinds("stranger") == []


async def test_due_dates_are_told_in_the_morning_where_the_owner_is(office: PostOffice) -> None:
    await office.settings("editor", time_zone="Pacific/Auckland")
    set_on = datetime(2031, 1, 1, tzinfo=UTC)
    items = [
        office.item("a", "editor", due="2031-07-10", title="Report"),
        office.item("b", "owner", due="2031-07-10"),
        office.item("c", "editor", due="2031-07-10", status="dropped"),
    ]
    await office.looked(*items, now=set_on)
    dues = office.service.dues
    # 08:00 in Auckland, in winter, is 20:00 UTC of the day before.
    await dues.work(datetime(2031, 7, 8, 19, 59, tzinfo=UTC))
    assert await office.inbox("editor") == []
    for _ in range(2):
        await dues.work(datetime(2031, 7, 8, 20, 0, tzinfo=UTC))
    assert [one["title"] for one in await office.inbox("editor")] == ["“Report” is due tomorrow"]
    assert await office.kinds("owner") == []
    await dues.work(datetime(2031, 7, 9, 20, 1, tzinfo=UTC))
    assert [one["title"] for one in await office.inbox("editor")] == [
        "“Report” is due today",
        "“Report” is due tomorrow",
    ]
    assert [one["title"] for one in await office.inbox("owner")] == ["“Do it” is due tomorrow"]
    # Nobody is told of mornings long past, nor of what was taken on after the morning.
    late = datetime(2031, 7, 12, 12, tzinfo=UTC)
    await office.looked(office.item("a", "facilitator", due="2031-07-12"), now=late)
    await dues.work(late)
    assert await office.kinds("facilitator") == []


async def test_boards_that_were_there_before_are_looked_at(office: PostOffice) -> None:
    await office.room.app.state.sync.edit(
        office.board,
        office["ada"].id,
        lambda doc: change.add_item(doc, "goal", "Grow", by=None),
    )
    await office.service.plans.look_at_unknown(utc_now())
    await office.looked(office.item("a", "editor"), by="owner")
    assert await office.kinds("editor") == ["assigned"]


async def test_a_guest_who_signs_in_takes_what_they_were_told_along(
    any_office: PostOffice,
) -> None:
    office = any_office
    guest = office["guest"].id
    for who in (guest, office["editor"].id):
        await office.comment("commenter", mention("person", who))
    both = [mention("person", guest), mention("person", office["editor"].id)]
    await office.comment("commenter", *both)
    await office.looked(now=utc_now())
    await office.looked(office.item("a", "guest"), by="owner")
    await office.follow("guest", level="watching")
    await office.tell()
    assert len(await office.inbox("guest")) == 4
    await office.comment("owner", mention("person", guest))
    sign_in = {"email": "editor@example.org", "password": "correct horse"}
    await office["guest"].ask("POST", "/sign-in", sign_in)
    await office.tell()
    found = sorted(await office.kinds("editor"))
    assert found == ["assigned", *["mention"] * 4]
    asked = await office["editor"].ask("GET", f"{office.path}/notifications")
    assert asked == {"level": "watching", "email": "default"}
