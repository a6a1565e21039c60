"""A socket at ``/yjs/{board}``: one document."""

from typing import ClassVar

from starlette.websockets import WebSocket

from planhall.sync import yprotocol, ywebsocket
from planhall.sync.access import Credentials
from planhall.sync.closing import CloseSocket
from planhall.sync.connection import Connection
from planhall.sync.link import Work
from planhall.sync.member import Member
from planhall.sync.room import Room
from planhall.sync.service import Sync


class YWebsocketConnection(Connection):
    # The protocol has no ping, and a client that only reads says nothing.
    always_answers: ClassVar[bool] = False

    def __init__(
        self, sync: Sync, socket: WebSocket, session: str | None, board: str, token: str | None
    ) -> None:
        super().__init__(sync, socket, session)
        self._board = board
        self._credentials = Credentials(session, token)
        self._open: tuple[Member, Room] | None = None

    def members(self) -> list[tuple[Member, Room]]:
        return [self._open] if self._open else []

    def ping(self) -> None:
        self.send(yprotocol.NOBODY)

    def first(self) -> Work | None:
        return self._enter()

    async def _enter(self) -> None:
        access, room = await self.admit(self._board, self._credentials)
        member = Member(self.link, access, self._credentials, b"", reports_status=False)
        self._open = (member, room)
        member.tell(yprotocol.step_1(room.document.state_vector()))
        room.join(member)

    def hear(self, data: bytes) -> Work | None:
        kind, body = ywebsocket.decode(data)
        if self._open is None:
            return None
        try:
            self.dispatch(*self._open, kind, body)
        except CloseSocket as error:
            # This framing has no other way to say why a change was not taken.
            self.send(ywebsocket.permission_denied(error.reason))
            raise
        return None
