"""What docs/api.md shows runs, against a server as it is run for others."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from planhall.webhooks.signing import new_secret, signed_headers
from planhall.webhooks.views import EventType
from serving import REPOSITORY, ServerProcess

PAGE = (REPOSITORY / "docs" / "api.md").read_text()


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_run(tmp_path: Path) -> None:
    with ServerProcess(tmp_path) as server, httpx.Client(base_url=server.url) as ada:
        account = {"name": "Ada", "email": "ada@example.org", "password": "correct horse"}
        ada.post("/api/sign-up", json=account).raise_for_status()
        workspace = ada.get("/api/workspaces").json()[0]["id"]
        wish = {"workspace": workspace, "title": "Buses"}
        board = ada.post("/api/boards", json=wish).raise_for_status().json()["id"]
        wish_token = {"name": "Script", "scopes": ["comment"], "days": 30}
        token = ada.post("/api/me/tokens", json=wish_token).raise_for_status().json()
        environment = {
            **os.environ,
            "PLANHALL_URL": server.url,
            "PLANHALL_TOKEN": token["token"],
            "BOARD": board,
        }

        (curl,) = blocks("bash")
        said = _run(["bash", "-euc", curl], environment)
        assert board in said
        assert "# Buses" in said
        script, _ = blocks("python")
        said = _run([sys.executable, "-c", script], environment)
        assert said.startswith("Commented on Buses")
        (thread,) = ada.get(f"/api/boards/{board}/threads").json()
        assert thread["id"] in said

        address = f"{server.url.replace('http', 'ws')}/yjs/{board}?token={token['token']}"
        with connect(address) as socket:
            assert socket.recv(timeout=10)
            ada.delete(f"/api/me/tokens/{token['id']}").raise_for_status()
            with pytest.raises(ConnectionClosed) as closed:
                _read_on(socket)
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == 4401


def _read_on(socket: ClientConnection) -> None:
    while True:
        socket.recv(timeout=10)


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_verification_knows_our_signatures() -> None:
    _, source = blocks("python")
    shown: dict[str, Any] = {}
    exec(source, shown)
    verify = shown["verify"]
    secret, old, body = new_secret(), new_secret(), b'{"type":"ping"}'
    now = int(time.time())
    headers = signed_headers([secret, old], "message", now, body)
    assert verify(secret, headers, body)
    assert verify(old, headers, body)
    assert not verify(new_secret(), headers, body)
    assert not verify(secret, headers, body + b" ")
    assert not verify(secret, signed_headers([secret], "message", now - 600, body), body)


def test_signatures_are_those_of_the_standard() -> None:
    """An example of the reference implementation's own."""
    headers = signed_headers(
        ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
        "msg_p5jXN8AQM9LWM0D4loKWxJek",
        1614265330,
        b'{"test": 2432232314}',
    )
    assert headers["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_every_type_is_on_the_page() -> None:
    table = PAGE.split("| type |")[1].split("\n\n")[0]
    assert set(re.findall(r"`([a-z]+\.[a-z]+)`", table)) == {one.value for one in EventType}
