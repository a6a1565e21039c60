"""One open document of one connection, as its room sees it."""

from collections.abc import Callable
from typing import Final

from planhall.sync.access import Access, Credentials
from planhall.sync.hocuspocus import access, authenticated, sync_status
from planhall.sync.link import Bundle, Frame, Link
from planhall.sync.presence import Owner

_APPLIED: Final = sync_status(applied=True)
_REFUSED: Final = sync_status(applied=False)

MAX_NOTICES: Final = 16
"""Different stateless messages that wait for a slow reader; those beyond are dropped."""


class Member(Owner):
    """Somebody in a room.

    What may pile up for a slow reader is bounded: while the link is congested, changes become one
    state vector to catch up from, acknowledgements a number, answers the last question.
    """

    __slots__ = (
        "_applied_frame",
        "_notices",
        "asked",
        "behind",
        "credentials",
        "link",
        "on_owed",
        "prefix",
        "reports_status",
        "rounds_apart",
        "strays",
        "synced",
        "unseen_presence",
        "unsent",
    )

    def __init__(
        self,
        link: Link,
        access: Access,
        credentials: Credentials,
        prefix: bytes,
        *,
        reports_status: bool,
    ) -> None:
        """``reports_status``: the framing tells clients what is stored (Hocuspocus does)."""
        super().__init__(access)
        self.link = link
        self.credentials = credentials
        self.prefix = prefix
        self.reports_status = reports_status
        self.synced = False
        """It has asked for the state, and so hears of every change since."""
        self.behind: bytes | None = None
        """The state vector from which it has to catch up, once its reader does."""
        self.asked: bytes | None = None
        """The state vector of a question that waits for its reader."""
        self.unseen_presence = False
        self.strays = 0
        """How many of its changes went beyond the part that it may change."""
        self.rounds_apart = 0
        """How often everyone else was sent something while this one had to be looked at."""
        self.on_owed: Callable[[Member], None] | None = None
        """Called when `send_owed` is due soon; without, acknowledgements go at once."""
        self.unsent = 0
        """How many acknowledgements have not been sent."""
        self._notices: dict[str, Frame] = {}
        self._applied_frame = Frame(prefix + _APPLIED)

    @property
    def person(self) -> str:
        return self.access.identity.id

    @property
    def takes_changes(self) -> bool:
        """Whether it is sent changes as they come."""
        return self.synced and self.behind is None

    def tell(self, tail: bytes) -> None:
        """Send one message to this member alone."""
        self.link.send(Frame(self.prefix + tail))

    def saved(self) -> None:
        """One of its changes is stored."""
        if not self.reports_status:
            return
        self.unsent += 1
        if self.unsent == 1 and not self.link.congested:
            if self.on_owed is not None:
                self.on_owed(self)
            else:
                self.send_owed()

    def refused(self) -> None:
        """One of its changes was not taken."""
        if self.reports_status and not self.link.congested:
            self.tell(_REFUSED)

    def tell_access(self, before: Access) -> None:
        """What it may write is different from before, perhaps."""
        if not self.reports_status:
            return
        if self.access.can_write != before.can_write:
            self.tell(authenticated(can_write=self.access.can_write))
        if self.access.within != before.within:
            self.tell_within()

    def tell_within(self) -> None:
        """What its changes have to stay within: the protocol's own words know no part."""
        self.notify(Frame(self.prefix + access(self.access.within)), "access")

    def notify(self, notice: Frame, subject: str) -> None:
        """A stateless message, in the framing that has them.

        While the reader is slow, only the last of those on one subject waits.
        """
        if not self.reports_status:
            return
        if not self.link.congested:
            self.link.send(notice)
        elif subject in self._notices or len(self._notices) < MAX_NOTICES:
            self._notices[subject] = notice

    def send_owed(self) -> None:
        """Send the acknowledgements and notices that waited for its reader."""
        frames = self.owed()
        if frames:
            self.link.send_all(Bundle(frames))

    def owed(self) -> list[Frame]:
        """The acknowledgements and notices that have not been sent, to be sent now."""
        frames = [self._applied_frame] * self.unsent
        self.unsent = 0
        if self._notices:
            frames += self._notices.values()
            self._notices = {}
        return frames
