"""The servers that are measured, and how each one is started."""

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from .client import Room
from .process import ServerProcess, free_port
from .wire import Framing

HERE: Final = Path(__file__).resolve().parent
REPOSITORY: Final = HERE.parent.parent
PEER_PYTHON: Final = HERE / ".venv" / "bin" / "python"


@dataclass(frozen=True, slots=True)
class Server:
    """One row of the tables.

    ``persistent`` says whether a board outlives a restart.
    """

    key: str
    label: str
    command: tuple[str, ...]
    framing: Callable[[str], Framing]
    path: str
    persistent: bool
    needs: Path
    about: Callable[[], str]

    def missing(self) -> str:
        """Why it cannot be measured here; empty if it can."""
        return "" if self.needs.exists() else f"{self.needs.name} is missing: run `make bench`"

    def process(self, core: int, data: Path) -> ServerProcess:
        port = free_port()
        environment = {
            "BENCH_PORT": str(port),
            "BENCH_DATA": str(data) if self.persistent else "",
            "PYTHONPATH": str(REPOSITORY),
            "NODE_ENV": "production",
            "HOST": "127.0.0.1",  # what @y/websocket-server reads
            "PORT": str(port),
        }
        return ServerProcess(self.command, port, core, data / "server.log", environment)

    def room(self, name: str) -> Room:
        return Room(name, self.framing(name), self.path.format(room=name))


@cache
def _node_version() -> str:
    return subprocess.run(
        ["node", "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()


def _npm(package: str) -> Callable[[], str]:
    def about() -> str:
        manifest = json.loads((HERE / "node_modules" / package / "package.json").read_text())
        wants = manifest.get("engines", {}).get("node", "")
        declares = f" (declares {wants})" if wants else ""
        return f"{package} {manifest['version']} on Node {_node_version()}{declares}"

    return about


def _planhall() -> str:
    commit = subprocess.run(
        ["git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return (
        f"planhall {version('planhall')} ({commit or 'no commit'}) on Python "
        f"{platform.python_version()}, uvicorn {version('uvicorn')}, pycrdt {version('pycrdt')}"
    )


def _pycrdt_websocket() -> str:
    ask = (
        "import platform as p; from importlib.metadata import version as v; "
        "print(f\"pycrdt-websocket {v('pycrdt-websocket')} on Python {p.python_version()}, "
        "uvicorn {v('uvicorn')}, pycrdt {v('pycrdt')}\")"
    )
    return subprocess.run(
        [str(PEER_PYTHON), "-c", ask], capture_output=True, text=True, check=True
    ).stdout.strip()


def _node(script: str) -> tuple[str, ...]:
    return ("node", str(HERE / "peers" / script))


_PLANHALL: Final = (sys.executable, "-m", "tests.bench.planhall_app")
_Y_WEBSOCKET: Final = HERE / "node_modules" / "@y" / "websocket-server"
_HOCUSPOCUS_FILES: Final = HERE / "node_modules" / "@hocuspocus" / "server"

SERVERS: Final = {
    server.key: server
    for server in (
        Server(
            "planhall", "Planhall", _PLANHALL, Framing.hocuspocus, "/collaboration",
            False, HERE, _planhall,
        ),
        Server(
            "hocuspocus", "Hocuspocus", _node("hocuspocus.mjs"), Framing.hocuspocus, "/",
            False, _HOCUSPOCUS_FILES, _npm("@hocuspocus/server"),
        ),
        Server(
            "y-websocket", "@y/websocket-server", ("node", str(_Y_WEBSOCKET / "src" / "server.js")),
            Framing.y_websocket, "/{room}", False, _Y_WEBSOCKET, _npm("@y/websocket-server"),
        ),
        Server(
            "pycrdt-websocket", "pycrdt-websocket",
            (str(PEER_PYTHON), str(HERE / "peers" / "pycrdt_websocket.py")), Framing.y_websocket,
            "/{room}", False, PEER_PYTHON, _pycrdt_websocket,
        ),
        Server(
            "planhall-sqlite", "Planhall, SQLite", _PLANHALL, Framing.hocuspocus,
            "/collaboration", True, HERE, _planhall,
        ),
        Server(
            "hocuspocus-sqlite", "Hocuspocus, SQLite", _node("hocuspocus.mjs"),
            Framing.hocuspocus, "/", True,
            HERE / "node_modules" / "@hocuspocus" / "extension-sqlite",
            _npm("@hocuspocus/extension-sqlite"),
        ),
        Server(
            "planhall-yjs", "Planhall, y-websocket framing", _PLANHALL, Framing.y_websocket,
            "/yjs/{room}", False, HERE, _planhall,
        ),
    )
}  # fmt: skip

#: The last one is there to compare Planhall's two framings; ask for it by name.
DEFAULT_SERVERS: Final = tuple(key for key in SERVERS if key != "planhall-yjs")
