"""Fixtures of the browser tests: a real server, a browser, and people in windows of their own."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, expect, sync_playwright

# A failed assertion in them says how things differ, as in a test.
pytest.register_assert_rewrite("board_page", "comments_page", "people", "session_page")

from people import Visitor  # noqa: E402
from serving import REPOSITORY, ServerProcess  # noqa: E402

# As long as an action may take: a slow machine with many windows is no failure.
expect.set_options(timeout=15_000)

SYSTEM_BROWSERS = (
    # The one without a window system, if it is there, needs the least.
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
)
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


LONGEST = ("test_whole_session.py", "test_crash.py")
"""These go first, so that nobody waits for them alone at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    system = next((path for name in SYSTEM_BROWSERS if (path := shutil.which(name))), None)
    if system is None and not Path(playwright.chromium.executable_path).exists():
        message = "no Chromium: `make browser` installs one"
        if os.environ.get("PLANHALL_TESTS_MUST_RUN"):
            pytest.fail(message)
        pytest.skip(message)
    launched = playwright.chromium.launch(executable_path=system, args=BROWSER_ARGUMENTS)
    yield launched
    launched.close()


@pytest.fixture(scope="session")
def web_dir() -> Path:
    """The built web app; ``PLANHALL_WEB_DIR`` names another build than the usual one."""
    folder = Path(os.environ.get("PLANHALL_WEB_DIR") or REPOSITORY / "frontend" / "dist")
    if not (folder / "index.html").exists():
        pytest.fail("the web app is not built: `make build`")
    return folder


@pytest.fixture(scope="session")
def shared_server(
    tmp_path_factory: pytest.TempPathFactory, web_dir: Path
) -> Iterator[ServerProcess]:
    """One server for all tests that only use it; each makes people and boards of its own."""
    with ServerProcess(
        tmp_path_factory.mktemp("shared"),
        PLANHALL_WEB_DIR=str(web_dir),
        # All of the tests' people come from one address.
        PLANHALL_SIGN_UP_LIMIT="10000/hour",
    ) as running:
        yield running


@pytest.fixture
def own_server(tmp_path: Path, web_dir: Path) -> Iterator[ServerProcess]:
    """A server that the test may kill."""
    with ServerProcess(tmp_path, PLANHALL_WEB_DIR=str(web_dir)) as running:
        yield running


@pytest.fixture
def server(shared_server: ServerProcess) -> ServerProcess:
    """The server that `visit` opens windows on; a module whose tests kill theirs overrides it."""
    return shared_server


@pytest.fixture
def visit(browser: Browser, server: ServerProcess) -> Iterator[Callable[..., Visitor]]:
    """Opens a window of somebody's own (cookies, storage) on the server.

    At the end, an error that any of the pages threw or logged fails the test.
    """
    visitors: list[Visitor] = []

    def open_window(name: str, **options: object) -> Visitor:
        visitor = Visitor(name, browser, server.url, **options)
        visitors.append(visitor)
        return visitor

    yield open_window
    errors = [f"{visitor.name}: {error}" for visitor in visitors for error in visitor.page_errors]
    for visitor in visitors:
        visitor.context.close()
    assert not errors, "\n".join(errors)
