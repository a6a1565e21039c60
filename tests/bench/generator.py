"""The load generator: one thread, two polls, one list of things to send.

The clients that decode are served the moment something arrives. The many that only count are read
every few milliseconds, in slices, so that they hold up a measured client by no more than one slice.
A server sees no difference: what waits, waits in the kernel's buffers, far below their bound.

While it plays, the generator never sleeps. To wake somebody who does is work of who sends to them,
on one machine: it took a server longer than all else that a frame to fifty people took, and no
server whose clients are elsewhere does it.
"""

import gc
import resource
import select
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

from .client import BUFFER_BYTES, Client, DecodingClient, Phase

SWEEP_SECONDS: Final = 0.005
SLICE: Final = 16
BUSY_SHARE: Final = 0.9
LATE_SECONDS: Final = 0.005

#: When (seconds from the start), who, the frame, and the list that takes down when it was sent.
Send = tuple[float, Client, bytes, list[float]]


@dataclass(frozen=True, slots=True)
class GeneratorLoad:
    """How busy the generator itself was: whether it, and not the server, set the pace."""

    cpu_share: float
    """Of its core, but for looking in vain whether something has come."""
    late_p99: float
    """Seconds by which sends came later than planned."""

    @property
    def bound(self) -> bool:
        return self.cpu_share > BUSY_SHARE or self.late_p99 > LATE_SECONDS


class Generator:
    def __init__(self, address: tuple[str, int]) -> None:
        self.address = address
        self.clients: list[Client] = []
        self._fast = select.epoll()
        self._slow = select.epoll()
        self._by_fd: dict[int, Client] = {}
        self._buffer = bytearray(BUFFER_BYTES)
        self._view = memoryview(self._buffer)
        self._late: list[float] = []
        self._cpu_from = self._wall_from = self._idle = 0.0
        gc.collect()
        gc.freeze()
        gc.disable()

    def close(self) -> None:
        for client in self.clients:
            client.close()
        self._fast.close()
        self._slow.close()
        gc.enable()
        gc.unfreeze()

    def connect(self, clients: Iterable[Client]) -> None:
        """Begin to connect; ``wait`` lets it go on."""
        for client in clients:
            poll = self._fast if isinstance(client, DecodingClient) else self._slow
            client.connect(self.address, poll)
            self.clients.append(client)
            if client.phase is not Phase.CLOSED:
                self._by_fd[client.socket.fileno()] = client

    def join(self, clients: Sequence[Client], seconds: float, at_once: int = 50) -> int:
        """Connect and sync, a few at a time; returns how many did not within ``seconds``."""
        deadline = perf_counter() + seconds
        for start in range(0, len(clients), at_once):
            batch = clients[start : start + at_once]
            self.connect(batch)
            self.wait(
                lambda batch=batch: all(c.phase >= Phase.READY for c in batch),  # type: ignore[misc]
                deadline - perf_counter(),
            )
        return sum(client.phase is not Phase.READY for client in clients)

    def wait(self, until: Callable[[], bool], seconds: float) -> bool:
        """Serve all clients alike until something holds; false if it did not in time."""
        deadline = perf_counter() + seconds
        self._fast.register(self._slow.fileno(), select.EPOLLIN)
        try:
            while not until():
                if perf_counter() > deadline:
                    return False
                self._serve_fast(0.02)
                self._sweep()
            return True
        finally:
            self._fast.unregister(self._slow.fileno())

    def settle(self, quiet: float, seconds: float) -> None:
        """Serve until nothing has come for ``quiet`` seconds, at most for ``seconds``."""
        seen, since = -1, perf_counter()

        def still() -> bool:
            nonlocal seen, since
            received = sum(client.bytes for client in self.clients)
            if received != seen:
                seen, since = received, perf_counter()
            return perf_counter() - since > quiet

        self.wait(still, seconds)

    def play(
        self, sends: Sequence[Send], seconds: float, at: Callable[[], None], when: float
    ) -> None:
        """Send as planned for ``seconds``; call ``at`` once, ``when`` seconds after the start."""
        start = perf_counter()
        next_sweep = start
        index, count = 0, len(sends)
        called = False
        waiting: list[tuple[int, int]] = []
        while True:
            now = perf_counter()
            since = now - start
            if not called and since >= when:
                called = True
                at()
                self._late.clear()
            if since >= seconds:
                break
            while index < count and sends[index][0] <= since:
                due, client, frame, sent = sends[index]
                index += 1
                moment = perf_counter()
                sent.append(moment)
                self._late.append(moment - start - due)
                client.send(frame)
                since = moment - start
            if not waiting and perf_counter() >= next_sweep:
                waiting = self._slow.poll(0, 4096)
                next_sweep = perf_counter() + SWEEP_SECONDS
            if waiting:
                self._serve_slow(waiting[-SLICE:])
                del waiting[-SLICE:]
                self._serve_fast(0)
            elif not self._serve_fast(0):
                self._idle += perf_counter() - now

    def begin_measure(self) -> None:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        self._cpu_from = usage.ru_utime + usage.ru_stime
        self._wall_from = perf_counter()
        self._idle = 0.0
        self._late = []

    def load(self) -> GeneratorLoad:
        """How busy the generator was since ``begin_measure``."""
        usage = resource.getrusage(resource.RUSAGE_SELF)
        cpu = usage.ru_utime + usage.ru_stime - self._cpu_from - self._idle
        late = sorted(self._late)
        return GeneratorLoad(
            cpu / max(1e-9, perf_counter() - self._wall_from),
            late[int(len(late) * 0.99)] if late else 0.0,
        )

    def _serve_fast(self, seconds: float) -> bool:
        """Whether something came within the time."""
        ready = self._fast.poll(seconds)
        for fd, events in ready:
            client = self._by_fd.get(fd)
            if client is not None:
                client.handle(events, self._buffer, self._view)
        return bool(ready)

    def _serve_slow(self, waiting: Sequence[tuple[int, int]]) -> None:
        for fd, events in waiting:
            self._by_fd[fd].handle(events, self._buffer, self._view)

    def _sweep(self) -> None:
        """Read what all counting clients have got, and in between what the measured ones have."""
        waiting = self._slow.poll(0, 4096)
        for start in range(0, len(waiting), SLICE):
            self._serve_slow(waiting[start : start + SLICE])
            self._serve_fast(0)
