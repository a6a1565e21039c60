"""No request makes the API fail: every error is the caller's, and says so as a problem document."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error, response_schema_conformance

from serving import ServerProcess
from trust.account import Account, make_board

# PostgreSQL refuses more (a NUL in a text, a number too large): it is asked more.
EXAMPLES = {"sqlite": 1, "postgresql": 3}
"""For each operation and database."""
GENEROUS = "1000000/hour"
LIMITS = {
    f"PLANHALL_{name}": GENEROUS
    for name in ("SIGN_IN_LIMIT", "SIGN_IN_EMAIL_LIMIT", "SIGN_UP_LIMIT", "GUEST_LIMIT")
}
ENDS_THE_SESSION = {"/api/sign-out", "/api/sign-in", "/api/sign-up", "/api/me/password"}


@pytest.fixture
def sqlite_api(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path, **LIMITS) as server:
        yield server


@pytest.fixture
async def postgresql_api(postgres_url: str, tmp_path: Path) -> AsyncIterator[ServerProcess]:
    server = ServerProcess(tmp_path, **LIMITS, PLANHALL_DATABASE_URL=postgres_url)
    await asyncio.to_thread(server.start)
    yield server
    server.kill()


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_generated_requests(database: str, request: pytest.FixtureRequest, soak: bool) -> None:
    server: ServerProcess = request.getfixturevalue(f"{database}_api")
    account = make_board(server.url)
    schema = schemathesis.openapi.from_url(f"{server.url}/api/openapi.json")
    troubles = []
    for found in schema.get_all_operations():
        operation = found.ok()
        try:
            _try_operation(operation, server, account, 450 if soak else EXAMPLES[database])
        except (AssertionError, BaseExceptionGroup) as error:
            troubles.append(f"{operation.method.upper()} {operation.path}: {_message(error)}")
        assert server.running, f"{operation.label} ended the server"
    assert not troubles, "\n\n".join(troubles)


def _try_operation(operation: Any, server: ServerProcess, account: Account, examples: int) -> None:
    real = {"board": account.board, **_ids(server.url, account)}
    may_hit = operation.method.lower() != "delete"

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.generate],
    )
    @given(operation.as_strategy(), st.booleans(), st.booleans())
    def check(case: Any, hit: bool, signed_in: bool) -> None:
        if hit and may_hit:
            for name in case.path_parameters or ():
                if name in real:
                    case.path_parameters[name] = real[name]
        known = signed_in and operation.path not in ENDS_THE_SESSION
        try:
            response = case.call(
                base_url=server.url, cookies=dict(account.cookies) if known else {}, timeout=30
            )
        except UnicodeError:
            return  # nothing that could be sent
        case.validate_response(response, checks=[not_a_server_error, response_schema_conformance])
        if response.status_code >= 400:
            assert response.headers["content-type"] == ["application/problem+json"]
            problem = json.loads(response.content)
            assert problem["status"] == response.status_code
            assert problem["code"]
            assert problem["type"].startswith("urn:planhall:problem:")

    check()


def _ids(url: str, account: Account) -> dict[str, str]:
    with httpx.Client(base_url=url, cookies=account.cookies) as client:
        workspace = client.get("/api/workspaces").json()[0]["id"]
        person = client.get("/api/me").json()["id"]
        made = client.post(
            f"/api/boards/{account.board}/invites", json={"role": "editor", "expires_in_hours": 1}
        ).raise_for_status()
        return {
            "workspace": workspace,
            "person": person,
            "invite": made.json()["id"],
            "token": made.json()["token"],
        }


def _message(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        return "; ".join(_message(inner) for inner in error.exceptions)
    return str(error)[:1500]


HEADER_NAMES = [
    "Origin",
    "Cookie",
    "Host",
    "Content-Type",
    "Content-Length",
    "Accept",
    "If-None-Match",
    "Authorization",
    "X-Forwarded-For",
    "Range",
    "Transfer-Encoding",
]
HEADER_VALUES = [
    "http://[",
    "null",
    "https://[::1",
    "http://x:99999999",
    "a" * 4000,
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/json; charset=utf-16",
    "planhall_session=",
    'planhall_session="\\',
    "=; =",
    "bytes=0-",
    "-1",
    "9" * 5000,
    "chunked",
]
HEADERS = st.dictionaries(
    st.sampled_from(HEADER_NAMES),
    st.one_of(
        st.sampled_from(HEADER_VALUES),
        st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=60),
    ),
    max_size=3,
)
PIECES = st.sampled_from(
    [
        "api",
        "boards",
        "import",
        "me",
        "invites",
        "%00",
        "%ff",
        "..",
        "{board}",
        "%2e%2e%2f",
        "assets",
        "index.html",
        "yjs",
        "ü",
        "\\",
        "collaboration",
        "sign-in",
        "workspaces",
        "",
        "a" * 300,
    ]
)


def test_requests_of_any_kind(sqlite_api: ServerProcess, soak: bool) -> None:
    account = make_board(sqlite_api.url)
    bodies = st.one_of(
        st.just(b""),
        st.binary(max_size=200),
        st.just(b"[" * 100_000),
        st.just(b'{"a":' * 20_000),
        st.just(b'{"name":"\\ud800","email":"\\u0000@x.org","password":1e999}'),
        st.just(b'{"name":' + b"9" * 5000 + b"}"),
        st.just(b"--x\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\nx\r\n--x--"),
        st.just(b"--x\r\n\r\n"),
    )
    with httpx.Client(base_url=sqlite_api.url, cookies=account.cookies, timeout=30) as client:

        @settings(
            max_examples=6000 if soak else 250,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.explicit, Phase.generate],
        )
        @given(
            st.sampled_from(["GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS", "WHAT"]),
            st.lists(PIECES, min_size=1, max_size=5),
            HEADERS,
            bodies,
        )
        def check(method: str, pieces: list[str], headers: dict[str, str], body: bytes) -> None:
            path = "/" + "/".join(pieces)
            try:
                response = client.request(
                    method, path, headers={k: v.encode("latin-1") for k, v in headers.items()},
                    content=body,
                )  # fmt: skip
            except (httpx.TransportError, httpx.InvalidURL, UnicodeError, ValueError):
                # The server ends a connection on which no request can be told from the next.
                with contextlib.suppress(httpx.TransportError):
                    assert httpx.get(f"{sqlite_api.url}/api/health", timeout=30).is_success
                return
            assert response.status_code < 500, f"{method} {path} {headers}: {response.text[:500]}"
            if response.status_code >= 400 and path.startswith("/api/") and method != "HEAD":
                kind = response.headers["content-type"]
                assert kind in {"application/problem+json", "text/plain; charset=utf-8"}

        check()
    assert sqlite_api.running
