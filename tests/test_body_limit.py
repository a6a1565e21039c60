"""What is too large is refused with a problem document, before it has all arrived."""

from collections.abc import AsyncIterator

import httpx
import pytest
from fastapi import FastAPI

from planhall.body_limit import MOST_BYTES, BodyLimit
from planhall.problems import install_problem_handlers


@pytest.fixture
def client() -> httpx.AsyncClient:
    app = FastAPI()
    install_problem_handlers(app)
    app.add_middleware(BodyLimit, files={"/upload": 3 * MOST_BYTES})

    @app.post("/small")
    @app.post("/upload")
    async def take(body: dict[str, str]) -> int:
        return sum(map(len, body.values()))

    @app.get("/broken")
    async def broken() -> None:
        raise RuntimeError("secret detail")

    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://planhall.test")


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/small", 1000, 200),
        ("/small", MOST_BYTES, 413),
        ("/upload", MOST_BYTES, 200),
        ("/upload", 4 * MOST_BYTES, 413),
    ],
)
@pytest.mark.parametrize("declared", [True, False])
async def test_the_bound_of_each_path(
    client: httpx.AsyncClient, path: str, size: int, status: int, *, declared: bool
) -> None:
    whole = b'{"a": "' + b"x" * size + b'"}'

    async def parts() -> AsyncIterator[bytes]:
        for start in range(0, len(whole), 1 << 16):
            yield whole[start : start + (1 << 16)]

    headers = {"Content-Type": "application/json"}
    answer = await client.post(path, content=whole if declared else parts(), headers=headers)
    assert answer.status_code == status
    if status == 413:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"] == "too-large"


async def test_a_fault_is_a_problem_document_that_tells_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/broken")
    assert (answer.status_code, answer.json()["code"]) == (500, "fault")
    assert "secret" not in answer.text
