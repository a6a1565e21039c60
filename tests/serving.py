"""A real Planhall process for tests: started, killed and restarted on one port and data folder."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

import httpx

REPOSITORY = Path(__file__).resolve().parent.parent
PLANHALL = Path(sys.executable).parent / "planhall"
START_SECONDS = 60
STOP_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class ServerProcess:
    """`planhall serve`, or another command that serves, in a process of its own."""

    def __init__(self, data_dir: Path, command: str = "serve", **environment: str) -> None:
        self._command = command
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir / "server.log"
        self._environment = {
            **os.environ,
            "PLANHALL_PORT": str(self.port),
            "PLANHALL_PUBLIC_URL": self.url,
            "PLANHALL_DATA_DIR": str(data_dir),
            "PLANHALL_WEB_DIR": str(REPOSITORY / "frontend" / "dist"),
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(PLANHALL), self._command],
                env=self._environment,
                cwd=REPOSITORY,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended early:\n{self.log.read_text()}")
            try:
                if httpx.get(f"{self.url}/api/health", timeout=1).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        self.kill()
        raise TimeoutError(f"the server did not answer:\n{self.log.read_text()}")

    def run(self, *arguments: str) -> str:
        """What another `planhall` command prints, on the same data."""
        finished = subprocess.run(
            [str(PLANHALL), *arguments],
            env=self._environment,
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        if finished.returncode != 0:
            raise RuntimeError(f"planhall {arguments[0]} failed:\n{finished.stderr}")
        return finished.stdout

    def kill(self) -> None:
        """SIGKILL: nothing is stored or said on the way out."""
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """A clean shutdown; returns the exit status."""
        return self._end(signal.SIGTERM)

    @property
    def pid(self) -> int:
        """Of the process that runs now, or ran last."""
        assert self._process is not None
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _end(self, with_signal: signal.Signals) -> int:
        if self._process is None:
            return 0
        self._process.send_signal(with_signal)
        try:
            return self._process.wait(STOP_SECONDS)
        finally:
            self._process.kill()
            self._process.wait()

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
