"""What a test does with notifications: make things happen, tell of them, send, and look."""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from sqlalchemy import select

from discussion.talk import say
from planhall.accounts.times import utc_now
from planhall.notifications.models import MailRow
from planhall.notifications.service import NotificationService
from planhall.plan.model import Item, Owner, Plan
from workshops.room import Room, Window

SOON = timedelta(minutes=5)


class PostOffice:
    def __init__(self, room: Room) -> None:
        self.room = room
        self.service: NotificationService = room.app.state.notifications

    def __getitem__(self, who: str) -> Window:
        return self.room[who]

    @property
    def board(self) -> str:
        return self.room.board

    @property
    def path(self) -> str:
        return f"/boards/{self.board}"

    async def tell(self, now: datetime | None = None) -> None:
        await self.service.fan_out.work(now or utc_now())

    async def send(self, now: datetime | None = None) -> None:
        await self.service.post.work(now or utc_now() + SOON)

    async def comment(self, who: str, *inline: Any, thread: Any = None, item: Any = None) -> Any:
        """Comment with some words and mentions; returns the thread."""
        body = say("Look", *inline)
        if thread is not None:
            path = f"/threads/{thread['id']}/comments"
            return await self[who].ask("POST", path, {"body": body}, 201)
        wish = {"item": item, "field": "item", "comment": {"body": body}}
        return await self[who].ask("POST", f"{self.path}/threads", wish, 201)

    async def follow(self, who: str, **wish: str) -> None:
        await self[who].ask("PUT", f"{self.path}/notifications", wish)

    async def settings(self, who: str, **wish: str) -> Any:
        return await self[who].ask("PUT", "/notification-settings", wish)

    async def inbox(self, who: str) -> list[Any]:
        page = await self[who].ask("GET", "/inbox?limit=100")
        return list(page["notifications"])

    async def kinds(self, who: str) -> list[str]:
        return [one["kind"] for one in await self.inbox(who)]

    async def looked(
        self, *items: Item, by: str | None = None, now: datetime | None = None
    ) -> None:
        """The board's plan is these items, as somebody left it."""
        authors = frozenset() if by is None else frozenset({self[by].id})
        plan = Plan(items={item.id: item for item in items})
        await self.service.plans.look(self.board, plan, authors, now or utc_now())

    def item(self, id_: str, owner: str | None = None, **values: Any) -> Item:
        of = None if owner is None else Owner(self[owner].id, owner.title())
        return Item(id=id_, kind="action", title=values.pop("title", "Do it"), owner=of, **values)

    def mails(self) -> list[EmailMessage]:
        """All that lies in the outbox's folder."""
        folder = self.room.settings.data_dir / "outbox"
        files = sorted(folder.glob("*.eml")) if folder.exists() else []
        return [as_mail(file.read_bytes()) for file in files]

    def mails_to(self, who: str) -> list[EmailMessage]:
        return [mail for mail in self.mails() if mail["To"] == f"{who}@example.org"]

    async def states(self) -> list[str]:
        """Of all mails that there are."""
        async with self.service.mails._database.session() as db:
            rows = await db.scalars(select(MailRow).order_by(MailRow.created_at))
            return [row.state for row in rows]


def as_mail(content: bytes) -> EmailMessage:
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())
