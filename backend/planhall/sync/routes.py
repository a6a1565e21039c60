"""The two WebSocket endpoints. They find the sync core at ``app.state.sync``."""

from fastapi import APIRouter, WebSocket

from planhall.origins import known_origins, origin_allowed
from planhall.sync.connection import Connection
from planhall.sync.hocuspocus_connection import HocuspocusConnection
from planhall.sync.service import Sync
from planhall.sync.ywebsocket_connection import YWebsocketConnection

router = APIRouter()


@router.websocket("/collaboration")
async def collaboration(socket: WebSocket) -> None:
    """The Hocuspocus protocol: many boards over one socket."""
    sync: Sync = socket.app.state.sync
    if await _accept(sync, socket):
        await _serve(sync, socket, HocuspocusConnection(sync, socket, _session(sync, socket)))


@router.websocket("/yjs/{board}")
async def yjs(socket: WebSocket, board: str) -> None:
    """The y-websocket protocol: one board, with a board token as ``?token=`` or the cookie."""
    sync: Sync = socket.app.state.sync
    if await _accept(sync, socket):
        token = socket.query_params.get("token") or None
        session = _session(sync, socket)
        await _serve(sync, socket, YWebsocketConnection(sync, socket, session, board, token))


async def _accept(sync: Sync, socket: WebSocket) -> bool:
    """Whether the handshake comes from where it may; the browser is told no with a 403."""
    allowed = known_origins(sync.settings)
    host = socket.headers.get("host")
    origins = socket.headers.getlist("origin")
    if sync.closing or not all(origin_allowed(origin, host, allowed) for origin in origins):
        await socket.close()
        return False
    await socket.accept()
    return True


def _session(sync: Sync, socket: WebSocket) -> str | None:
    return socket.cookies.get(sync.settings.session_cookie)


async def _serve(sync: Sync, socket: WebSocket, connection: Connection) -> None:
    await sync.serve(connection, socket.client.host if socket.client else "")
