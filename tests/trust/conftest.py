"""Short in `make test`; at length with ``--soak``, as `make soak` runs them."""

import random
import zlib

import pytest
import structlog

# Failing stores are what these tests are about: say so in lines, without the values of variables.
structlog.configure(
    processors=[
        structlog.processors.add_log_level,
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback),
    ]
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--soak", action="store_true", help="Run the tests of trust at length.")
    parser.addoption("--trust-seed", type=int, default=None, help="Repeat a run's random choices.")


@pytest.fixture(scope="session")
def soak(request: pytest.FixtureRequest) -> bool:
    # A run of everything does not load this file in time for its options.
    return bool(request.config.getoption("--soak", default=False))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """This test's random choices: the same in each short run, others in each long one.

    A short run says whether the change at hand broke something; a long one goes and looks for more.
    The seed is printed when the test fails.
    """
    seed = request.config.getoption("--trust-seed", default=None)
    if seed is None and request.config.getoption("--soak", default=False):
        seed = random.SystemRandom().randrange(1 << 32)
    elif seed is None:
        seed = zlib.crc32(request.node.nodeid.encode())
    print(f"--trust-seed={seed}")
    return random.Random(seed)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--soak", default=False):
        for item in items:
            item.add_marker(pytest.mark.timeout(7200))
