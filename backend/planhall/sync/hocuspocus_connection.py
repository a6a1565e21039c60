"""A socket at ``/collaboration``: many documents, each with an authentication of its own."""

from typing import ClassVar, Final

from starlette.websockets import WebSocket

from planhall.problems import Problem
from planhall.sync import hocuspocus, yprotocol
from planhall.sync.access import Credentials
from planhall.sync.closing import CloseCode, CloseSocket, close_code
from planhall.sync.connection import Connection
from planhall.sync.encoding import Malformed, last_bytes
from planhall.sync.hocuspocus import Message
from planhall.sync.link import Frame, Work
from planhall.sync.member import Member
from planhall.sync.room import Origin, Room
from planhall.sync.service import Sync
from planhall.sync.yprotocol import Kind

_UPDATE: Final = bytes((yprotocol.SYNC, yprotocol.UPDATE))
_AWARENESS: Final = bytes((yprotocol.AWARENESS,))

MAX_DENIALS: Final = 20
"""After so many refused authentications a socket is closed."""

MAX_EARLY_MESSAGES: Final = 256
MAX_EARLY_BYTES: Final = 1 << 20
"""What may come before the authentication that it needs; a provider sends a few messages."""


class HocuspocusConnection(Connection):
    always_answers: ClassVar[bool] = True

    def __init__(self, sync: Sync, socket: WebSocket, session: str | None) -> None:
        super().__init__(sync, socket, session)
        self._open: dict[str, tuple[Member, Room]] = {}
        self._latest: tuple[Member, Room] | None = None
        """What the last change or presence was about; the next is most often about the same."""
        self._early: dict[str, list[Message]] = {}
        self._early_messages = 0
        self._early_bytes = 0
        self._denials = 0

    def members(self) -> list[tuple[Member, Room]]:
        return list(self._open.values())

    def ping(self) -> None:
        self.send(hocuspocus.PING)

    def first(self) -> Work | None:
        return None

    def hear(self, data: bytes) -> Work | None:
        if self._latest is not None:
            member, room = self._latest
            prefix = member.prefix
            if data.startswith(prefix):
                at = len(prefix)
                if data.startswith(_UPDATE, at):
                    room.hear_update(member, last_bytes(data, at + 2), Origin.CHANGE)
                    return None
                if data.startswith(_AWARENESS, at):
                    room.hear_awareness(member, last_bytes(data, at + 1))
                    return None
        message = hocuspocus.decode(data)
        opened = self._latest = self._open.get(message.key)
        kind = message.kind
        if kind is Kind.PONG:
            return None
        if kind is Kind.PING:
            self.send(hocuspocus.PONG)
        elif kind is Kind.TOKEN:
            return self._authenticate(message)
        elif opened is None:
            self._keep_for_later(message)
        elif kind is Kind.CLOSE:
            self._close_document(message.key)
        else:
            self.dispatch(*opened, kind, message.body)
        return None

    async def _authenticate(self, message: Message) -> None:
        key = message.key
        board = hocuspocus.board_of(key)
        prefix = hocuspocus.prefix(key)
        if key not in self._open and len(self._open) >= self.sync.settings.max_documents_per_socket:
            raise CloseSocket(CloseCode.TOO_MANY, "too many documents over one socket")
        try:
            token = message.body.decode() or None
        except UnicodeDecodeError:
            raise Malformed("a token is not UTF-8") from None
        credentials = Credentials(self.session, token)
        try:
            access, room = await self.admit(board, credentials)
        except Problem as problem:
            self._denials += 1
            if self._denials >= MAX_DENIALS:
                raise CloseSocket(close_code(problem), problem.code) from None
            self._close_document(key)
            self._take_early(key)
            # The socket stays open for another try, and for the other documents on it.
            self.send(prefix + hocuspocus.permission_denied(problem.code))
            return
        opened = self._open.get(key)
        if opened is not None:
            # A fresh token for what is open.
            self.sync.rooms.release(room)
            member = opened[0]
            member.credentials = credentials
            member.tell(hocuspocus.authenticated(can_write=access.can_write))
            opened[1].change_access(member, access)
            return
        member = Member(self.link, access, credentials, prefix, reports_status=True)
        self._open[key] = (member, room)
        self.link.send(Frame(prefix + hocuspocus.authenticated(can_write=access.can_write)))
        if access.within is not None:
            member.tell_within()
        room.join(member)
        for early in self._take_early(key):
            if key in self._open:
                if early.kind is Kind.CLOSE:
                    self._close_document(key)
                else:
                    self.dispatch(member, room, early.kind, early.body)

    def _keep_for_later(self, message: Message) -> None:
        """A provider does not wait for the answer to its token."""
        self._early_messages += 1
        self._early_bytes += len(message.body)
        if self._early_messages > MAX_EARLY_MESSAGES or self._early_bytes > MAX_EARLY_BYTES:
            raise CloseSocket(CloseCode.TOO_MANY, "too much before authentication")
        self._early.setdefault(message.key, []).append(message)

    def _take_early(self, key: str) -> list[Message]:
        taken = self._early.pop(key, [])
        self._early_messages -= len(taken)
        self._early_bytes -= sum(len(message.body) for message in taken)
        return taken

    def _close_document(self, key: str) -> None:
        opened = self._open.pop(key, None)
        self._latest = None
        if opened is not None:
            member, room = opened
            room.leave(member)
            self.sync.rooms.release(room)
