"""A server under measurement: in a process of its own, on a core of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

START_SECONDS: Final = 30.0
STOP_SECONDS: Final = 30.0
TICKS: Final = os.sysconf("SC_CLK_TCK")


class ServerFailed(Exception):
    """It did not start, or did not go on. The message ends with what it printed last."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """Starts a command pinned to one core and says what it and its children use."""

    def __init__(
        self, command: Sequence[str], port: int, core: int, log: Path, env: Mapping[str, str]
    ) -> None:
        self.address = ("127.0.0.1", port)
        self._command = list(command)
        self._core = core
        self._log = log
        self._env = {**os.environ, **env}
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until the port takes connections."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._env,
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                preexec_fn=partial(os.sched_setaffinity, 0, {self._core}),
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            self.check()
            try:
                socket.create_connection(self.address, timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        self.kill()
        raise ServerFailed(f"did not listen in {START_SECONDS:.0f} s\n{self.tail()}")

    def check(self) -> None:
        """Raises ServerFailed if the process has ended by itself."""
        if self._process is not None and self._process.poll() is not None:
            raise ServerFailed(f"ended with status {self._process.returncode}\n{self.tail()}")

    def stop(self) -> None:
        """A clean shutdown, so that what it keeps is stored."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def tail(self) -> str:
        lines = self._log.read_text(errors="replace").splitlines()[-15:]
        return "\n".join(lines)

    def cpu_seconds(self) -> float:
        """User and system time of the process and its children, since it started."""
        return sum(_cpu_ticks(pid) for pid in self._family()) / TICKS

    def resident_bytes(self) -> int:
        return sum(_status_bytes(pid, "VmRSS") for pid in self._family())

    def peak_bytes(self) -> int:
        """The most that was resident at once (for each process of the family, added up)."""
        return sum(_status_bytes(pid, "VmHWM") for pid in self._family())

    def _family(self) -> list[int]:
        if self._process is None:
            return []
        family = [self._process.pid]
        for pid in family:
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    family.extend(int(child) for child in task.read_text().split())
                except OSError:
                    continue
        return family

    def __enter__(self) -> "ServerProcess":
        self.start()
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.kill()


def _cpu_ticks(pid: int) -> int:
    # proc(5): fields 14 to 17 are utime, stime, and those of children that have ended. The name
    # before them may hold spaces, so count from the closing bracket.
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return 0
    fields = stat[stat.rindex(")") + 2 :].split()
    return sum(int(ticks) for ticks in fields[11:15])


def _status_bytes(pid: int, name: str) -> int:
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    return 0
