"""Mail: when it comes, what it says, and that each comes once."""

import asyncio
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from discussion.talk import mention
from notifications.post_office import PostOffice, part
from planhall.accounts.times import utc_now
from planhall.boards.events import Event, RoleChanged
from planhall.notifications.mail_queue import LEASE, MailQueue
from planhall.notifications.schedule import next_monday, next_morning
from planhall.notifications.transports import NotNow, Refused, Unsure


async def _mention(office: PostOffice, who: str = "editor") -> None:
    await office.comment("commenter", mention("person", office[who].id))
    await office.tell()


async def test_an_instant_mail_waits_and_takes_in_what_comes_meanwhile(office: PostOffice) -> None:
    await _mention(office)
    await _mention(office)
    await office.send(utc_now() + timedelta(seconds=30))
    assert office.mails() == []
    for _ in range(2):
        await office.send()
    [mail] = office.mails()
    assert mail["To"] == "editor@example.org"
    assert mail["Subject"] == "2 new on “Our plan”"
    assert mail["From"] == "Planhall <planhall@plan.example.org>"
    assert mail["Message-ID"].endswith("@plan.example.org>")
    for kind in ("plain", "html"):
        assert part(mail, kind).count("Commenter mentioned you in a comment on the board") == 2
    assert "https://plan.example.org/boards/" in part(mail, "plain")
    assert "&reply=1" in part(mail, "plain")
    # What comes later is another mail; what was read meanwhile is none.
    await _mention(office)
    await office["editor"].ask("POST", "/inbox/read", {"all": True})
    await office.send()
    assert len(office.mails()) == 1
    assert await office.states() == ["sent", "nothing"]


async def test_what_people_write_cannot_break_out_of_a_mail(office: PostOffice) -> None:
    await office["commenter"].ask("PATCH", "/me", {"name": "<img src=x> & co"})
    nasty = "Grow\r\nBcc: all@example.org\r\n\r\n<script>alert(1)</script>"
    await office.looked()
    await office.looked(office.item("a", "editor", title=nasty), by="commenter")
    await _mention(office, "owner")
    await office.send()
    [assigned] = office.mails_to("editor")
    assert assigned["Bcc"] is None
    assert "\n" not in assigned["Subject"]
    [mentioned] = office.mails_to("owner")
    for mail in (assigned, mentioned):
        html = part(mail, "html")
        assert "<script" not in html
        assert "<img" not in html
    assert "&lt;script&gt;" in part(assigned, "html")
    assert "&lt;img src=x&gt; &amp; co" in part(mentioned, "html")


def test_mornings_where_somebody_is() -> None:
    now = datetime(2031, 3, 29, 7, 30, tzinfo=UTC)  # Saturday; clocks go forward on Sunday
    assert next_morning(now, "Europe/Vienna") == datetime(2031, 3, 30, 6, tzinfo=UTC)
    assert next_morning(now, "America/New_York") == datetime(2031, 3, 29, 12, tzinfo=UTC)
    assert next_monday(now, "Europe/Vienna") == datetime(2031, 3, 31, 6, tzinfo=UTC)
    assert next_monday(datetime(2031, 3, 31, 6, tzinfo=UTC), "Europe/Vienna") == datetime(
        2031, 4, 7, 6, tzinfo=UTC
    )
    assert next_morning(now, "Mars/Base") == datetime(2031, 3, 29, 8, tzinfo=UTC)


async def test_digests_come_in_the_morning_with_every_board(office: PostOffice) -> None:
    await office.settings("editor", email="daily", time_zone="Asia/Tokyo")
    await office.settings("owner", email="weekly")
    await office.settings("facilitator", email="none")
    wish = {"workspace": office.room.workspace, "title": "Second plan"}
    members = f"/workspaces/{office.room.workspace}/members"
    for who in ("editor", "owner", "facilitator"):
        await office["ada"].ask("POST", members, {"email": f"{who}@example.org"}, 201)
    await office.tell()
    [member] = await office.inbox("editor")
    assert (member["kind"], member["title"]) == ("role", "made you a member of “Ada’s workspace”")
    for who in ("editor", "owner"):
        await office[who].ask("POST", "/inbox/read", {"ids": [(await office.inbox(who))[0]["id"]]})
    await office.send(utc_now() + timedelta(days=10))
    assert office.mails() == []
    second = (await office["ada"].ask("POST", "/boards", wish, 201))["id"]
    # Wednesday, 07:00 in Tokyo.
    at = datetime(2031, 1, 7, 22, tzinfo=UTC)
    for board in (office.board, second):
        for who in ("editor", "owner", "facilitator"):
            event = RoleChanged(
                at=at, board=board, by=office["ada"].id, person=office[who].id, role="owner"
            )
            await _happened(office, event)
    await office.tell(at)
    await office.send(at + timedelta(minutes=59))
    assert office.mails() == []
    for _ in range(2):
        await office.send(at + timedelta(hours=1))
    [mail] = office.mails()
    assert mail["To"] == "editor@example.org"
    assert mail["Subject"] == "2 new things on your boards"
    text = part(mail, "plain")
    assert "Our plan" in text
    assert "Second plan" in text
    await office.send(datetime(2031, 1, 13, 7, 59, tzinfo=UTC))
    assert len(office.mails()) == 1
    await office["owner"].ask("POST", "/inbox/read", {"all": True, "board": second})
    await office.send(datetime(2031, 1, 13, 8, tzinfo=UTC))
    assert len(office.mails_to("owner")) == 1
    assert office.mails_to("facilitator") == []


async def _happened(office: PostOffice, event: Event) -> None:
    boards = office.room.app.state.boards
    async with boards._database.session() as db:
        await boards.events.tell(db, event)


async def test_what_waits_goes_as_it_is_wanted_now(office: PostOffice) -> None:
    await office.settings("editor", email="daily")
    await _mention(office)
    await office.settings("editor", email="instant")
    await office.send()
    assert len(office.mails()) == 1
    await _mention(office)
    await office.follow("editor", email="none")
    await office.send(utc_now() + timedelta(days=8))
    await _mention(office)
    await office.follow("editor", level="muted", email="instant")
    await office.send(utc_now() + timedelta(days=8))
    assert len(office.mails()) == 1
    assert len(await office.inbox("editor")) == 3


class _Moody:
    """A way out that does as it is told, and counts what it let through."""

    def __init__(self, *moods: Exception | None) -> None:
        self.moods = list(moods)
        self.sent: list[str] = []
        self.begun = asyncio.Event()
        self.hangs = False

    async def send(self, mail: str, message: EmailMessage, to: str, about_to_send: object) -> bool:
        mood = self.moods.pop(0) if self.moods else None
        if mood is not None and not isinstance(mood, Unsure):
            raise mood
        assert await about_to_send()  # type: ignore[operator]
        self.begun.set()
        if self.hangs:
            await asyncio.Event().wait()
        self.sent.append(message["Message-ID"])
        if mood is not None:
            raise mood
        return True


async def test_two_nodes_send_each_mail_once(any_office: PostOffice) -> None:
    office = any_office
    for who in ("editor", "owner", "facilitator", "viewer", "commenter"):
        await office.looked()
        await office.looked(office.item(who, who), by="ada")
    queues = [MailQueue(office.service.mails._database) for _ in range(4)]
    later = utc_now() + timedelta(minutes=5)
    taken = []

    async def take(queue: MailQueue) -> None:
        for _ in range(5):
            mail = await queue.claim(later)
            if mail is not None:
                taken.append(mail.id)

    await asyncio.gather(*(take(queue) for queue in queues))
    assert len(taken) == len(set(taken)) == 5
    assert await queues[0].claim(later) is None


async def test_what_goes_wrong_is_tried_again_until_it_cannot_be_told(office: PostOffice) -> None:
    way = office.service.post._transport = _Moody(NotNow("down"), NotNow("451 later"))  # type: ignore[assignment]
    await _mention(office)
    now = utc_now() + timedelta(minutes=2)
    await office.send(now)
    await office.send(now + timedelta(seconds=29))
    await office.send(now + timedelta(seconds=31))
    await office.send(now + timedelta(seconds=32))
    assert way.sent == []
    for _ in range(2):
        await office.send(now + timedelta(minutes=3))
    assert len(way.sent) == 1
    way.moods = [Refused("550 nobody of that name"), Unsure("silence")]
    await _mention(office, "owner")
    await office.send()
    await _mention(office, "viewer")
    await office.send()
    for _ in range(2):
        await office.send(utc_now() + timedelta(days=1))
    assert len(way.sent) == 2
    assert await office.states() == ["sent", "failed", "unsure"]


async def test_a_crash_sends_again_only_what_cannot_have_been_sent(any_office: PostOffice) -> None:
    office = any_office
    await _mention(office)
    now = utc_now() + timedelta(minutes=5)
    # One node goes away with a mail whose text is on its way, another with one that is not.
    way = office.service.post._transport = _Moody()  # type: ignore[assignment]
    way.hangs = True
    task = asyncio.create_task(office.send(now))
    await way.begun.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await _mention(office, "owner")
    assert await MailQueue(office.service.mails._database).claim(now) is not None

    again = office.service.post._transport = _Moody()  # type: ignore[assignment]
    await office.service.mails.tidy(now + LEASE - timedelta(minutes=1))
    await office.send(now + LEASE)
    assert again.sent == []
    later = now + LEASE + timedelta(minutes=1)
    for _ in range(2):
        await office.service.mails.tidy(later)
        await office.send(later)
    assert len(again.sent) == 1
    assert await office.states() == ["unsure", "sent"]


async def test_the_background_goes_on_after_a_failure_and_ends_when_told(
    office: PostOffice,
) -> None:
    done = asyncio.Event()
    tries = 0

    async def act(now: datetime) -> None:
        nonlocal tries
        tries += 1
        if tries == 1:
            raise OSError("the database is gone")
        await office.tell(now)
        await office.send()
        done.set()

    await office.comment("commenter", mention("person", office["editor"].id))
    async with asyncio.timeout(30), asyncio.TaskGroup() as tasks:
        tasks.create_task(office.service._keep_on(act, 0.001))
        await done.wait()
        office.service._ending.set()
    assert len(office.mails()) == 1
