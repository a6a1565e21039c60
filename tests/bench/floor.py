"""``python -m tests.bench.floor``: what the kernel alone takes for a scene's frames.

A server that did nothing but send would use this much: one ``send`` for each person and frame, on
the sockets, the core and the rhythm of the scene. No server of ours or of others comes below it.
"""

import argparse
import os
import select
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Final

READ_EVERY_SECONDS: Final = 0.005  # as the generator reads those who only count
BUFFER_BYTES: Final = 65_536


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often, and how many bytes, a scene has everyone be sent a frame."""

    people: int
    frames_per_second: float
    frame_bytes: int


#: As Planhall's own runs have it: a frame for a change or two, nearly none of them merged.
RHYTHMS: Final = {
    "workshop": Rhythm(people=50, frames_per_second=92, frame_bytes=80),
    "everyone": Rhythm(people=200, frames_per_second=400, frame_bytes=200),
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.floor")
    parser.add_argument("--scene", nargs="+", choices=RHYTHMS, default=list(RHYTHMS))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10.0)
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    print("scene      run   µs / send   CPU s / 1,000 frames   ms from first to last")
    for scene in options.scene:
        rhythm = RHYTHMS[scene]
        for run in range(options.runs):
            cpu, wall, frames = measure(rhythm, options.seconds, cores[-1], cores[0])
            sends = frames * rhythm.people
            print(
                f"{scene:10} {run + 1:3} {cpu / sends * 1e6:11.2f} {cpu / frames * 1e3:22.3f}"
                f" {wall / frames * 1e3:24.2f}"
            )
    return 0


def measure(rhythm: Rhythm, seconds: float, core: int, reader: int) -> tuple[float, float, int]:
    """CPU seconds of all sends, seconds spent within them, and how many frames there were."""
    frame = bytes(rhythm.frame_bytes)
    pause = 1 / rhythm.frames_per_second
    with _read_by_others(rhythm.people, reader) as sockets:
        os.sched_setaffinity(0, {core})
        waiting = select.epoll()
        cpu = wall = 0.0
        frames = 0
        start = time.perf_counter()
        while (now := time.perf_counter()) < start + seconds:
            before = time.thread_time()
            for each in sockets:
                each.send(frame)
            cpu += time.thread_time() - before
            wall += time.perf_counter() - now
            frames += 1
            waiting.poll(max(0.0, start + frames * pause - time.perf_counter()))
        waiting.close()
    return cpu, wall, frames


@contextmanager
def _read_by_others(people: int, core: int) -> Iterator[list[socket.socket]]:
    """Connections whose other ends a process on another core reads now and then."""
    with socket.create_server(("127.0.0.1", 0), backlog=people) as listening:
        child = os.fork()
        if child == 0:
            _read(listening.getsockname(), people, core)
        accepted = [listening.accept()[0] for _ in range(people)]
        for each in accepted:
            each.setblocking(False)
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            yield accepted
        finally:
            for each in accepted:
                each.close()
            os.waitpid(child, 0)


def _read(address: tuple[str, int], people: int, core: int) -> None:
    """Never returns: the process ends when the connections do."""
    os.sched_setaffinity(0, {core})
    buffer = bytearray(BUFFER_BYTES)
    sockets = [socket.create_connection(address) for _ in range(people)]
    for each in sockets:
        each.setblocking(False)
    while sockets:
        time.sleep(READ_EVERY_SECONDS)
        for each in list(sockets):
            with suppress(BlockingIOError):
                if each.recv_into(buffer) == 0:
                    sockets.remove(each)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
