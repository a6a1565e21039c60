"""A network between a server and its database, which can be taken away."""

import asyncio
import contextlib
from typing import Self


class Proxy:
    """Passes TCP connections on, until `cut` or `freeze`, and again after `restore`."""

    def __init__(self, host: str, port: int) -> None:
        self._target = (host, port)
        self._open: set[asyncio.StreamWriter] = set()
        self._pumps: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._refusing = False
        self._thawed = asyncio.Event()
        self._thawed.set()
        self.port = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_exception: object) -> None:
        assert self._server is not None
        self._server.close()
        self._abort()
        for pump in self._pumps:
            pump.cancel()
        await asyncio.gather(*self._pumps, return_exceptions=True)

    def cut(self) -> None:
        """End every connection, and every new one at once."""
        self._refusing = True
        self._abort()

    def freeze(self) -> None:
        """Keep connections open, but let nothing through: a host that has vanished."""
        self._thawed.clear()

    def restore(self, *, drop_frozen: bool = False) -> None:
        """``drop_frozen``: what was open in the freeze stays dead without a word; only new
        connections work, as after a failover."""
        self._refusing = False
        if drop_frozen:
            self._thawed = asyncio.Event()
        self._thawed.set()

    def _abort(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._pumps.add(task)
        self._open.add(writer)
        thawed = self._thawed
        try:
            if self._refusing:
                return
            await thawed.wait()
            far_reader, far_writer = await asyncio.open_connection(*self._target)
            self._open.add(far_writer)
            try:
                async with asyncio.TaskGroup() as pumps:
                    pumps.create_task(_pump(reader, far_writer, thawed))
                    pumps.create_task(_pump(far_reader, writer, thawed))
            finally:
                far_writer.transport.abort()
                self._open.discard(far_writer)
        except (OSError, ExceptionGroup, asyncio.CancelledError):
            # Nobody waits for this task: asyncio would only print what ended it.
            pass
        finally:
            writer.transport.abort()
            self._open.discard(writer)
            self._pumps.discard(task)


async def _pump(
    source: asyncio.StreamReader, target: asyncio.StreamWriter, thawed: asyncio.Event
) -> None:
    with contextlib.suppress(ConnectionError):
        while data := await source.read(1 << 16):
            await thawed.wait()
            target.write(data)
            await target.drain()
    target.transport.abort()
