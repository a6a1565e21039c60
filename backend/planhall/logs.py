"""What the service says to its operator: one line an event, on standard error."""

import contextlib
import io
import logging
import sys
from typing import TextIO, cast

import structlog


class _NeverFailing(io.TextIOBase):
    """Drops what cannot be written: a full disk or a closed pipe must not end the service."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str, /) -> int:
        with contextlib.suppress(OSError, ValueError):
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        with contextlib.suppress(OSError, ValueError):
            self._stream.flush()


def configure_logs() -> None:
    """Lines for people where a person looks on, JSON where a program collects them.

    Tracebacks come without the values of variables: those are people's words and secrets.
    """
    shown = sys.stderr.isatty()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
            if shown
            else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", _NeverFailing(sys.stderr))),
        cache_logger_on_first_use=True,
    )
