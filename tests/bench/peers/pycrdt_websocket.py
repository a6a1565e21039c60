"""pycrdt-websocket as its documentation sets it up, on uvicorn with uvloop."""

import asyncio
import os

import uvicorn
import uvloop
from pycrdt.websocket import ASGIServer, WebsocketServer


async def main() -> None:
    rooms = WebsocketServer()
    config = uvicorn.Config(
        ASGIServer(rooms),
        host="127.0.0.1",
        port=int(os.environ["BENCH_PORT"]),
        log_level="warning",
    )
    async with rooms:
        await uvicorn.Server(config).serve()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main())
