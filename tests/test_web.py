"""The built app as browsers get it: its page on every path, what they may keep, packed files."""

import gzip
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from planhall.web import ASK, KEEP, SecurityHeaders, WebApp

PAGE = "<!doctype html><title>Planhall</title>"
SCRIPT = "console.log('a plan')"


@pytest.fixture
def client(tmp_path: Path) -> httpx.AsyncClient:
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE)
    (folder / "assets" / "main-1a2b.js").write_text(SCRIPT)
    (folder / "assets" / "main-1a2b.js.gz").write_bytes(gzip.compress(SCRIPT.encode()))
    (tmp_path / "secret.txt").write_text("not for the web")
    app = Starlette()
    app.mount("/", WebApp(folder))
    transport = httpx.ASGITransport(SecurityHeaders(app))
    return httpx.AsyncClient(transport=transport, base_url="http://planhall.test")


@pytest.mark.parametrize("path", ["/", "/boards/abc", "/join/x_Y-1"])
async def test_every_path_of_the_app_is_its_page(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path)
    assert answer.status_code == 200
    assert answer.text == PAGE
    assert answer.headers["cache-control"] == ASK
    assert "script-src" not in answer.headers["content-security-policy"]
    assert "default-src 'self'" in answer.headers["content-security-policy"]


async def test_a_hashed_file_is_kept_and_comes_packed(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["content-type"].startswith(("text/javascript", "application/javascript"))
    assert answer.headers["cache-control"] == KEEP
    assert answer.text == SCRIPT


async def test_a_client_that_takes_no_packing_gets_the_file(client: httpx.AsyncClient) -> None:
    answer = await client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in answer.headers
    assert answer.text == SCRIPT


@pytest.mark.parametrize("path", ["/assets/gone-9z.js", "/robots.txt", "/assets/../../secret.txt"])
async def test_a_file_that_is_not_there_is_not_the_page(
    client: httpx.AsyncClient, path: str
) -> None:
    assert (await client.get(path)).status_code == 404


async def test_a_path_never_leaves_the_folder(client: httpx.AsyncClient) -> None:
    answer = await client.get("/%2e%2e/secret.txt")
    assert "not for the web" not in answer.text


async def test_answers_give_no_address_away(client: httpx.AsyncClient) -> None:
    answer = await client.get("/join/secret-link")
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-content-type-options"] == "nosniff"
