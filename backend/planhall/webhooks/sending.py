"""One message over HTTP."""

import asyncio
import time
from collections.abc import Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self

import httpx

from planhall.public_addresses import Addresses, BadAddress
from planhall.webhooks.signing import signed_headers

_AGENT: Final = "Planhall-Webhooks/1"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try: an HTTP status, or why there is none."""

    status: int | None
    error: str | None
    ms: int

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


class Sender:
    """Sends messages to addresses that were checked. Use it as an async context manager."""

    def __init__(self, addresses: Addresses, seconds: float) -> None:
        """``seconds``: how long one try may take in all."""
        self._addresses = addresses
        self._seconds = seconds
        self._opened: httpx.AsyncClient | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._opened is not None:
            await self._opened.aclose()
        self._addresses.close()

    @property
    def _client(self) -> httpx.AsyncClient:
        """Made for the first message: reading the certificates would hold up every start."""
        if self._opened is None:
            # Of the environment only the certificates that it trusts: through a proxy that it
            # names one would get to where the check of addresses does not let one.
            self._opened = httpx.AsyncClient(
                verify=httpx.create_ssl_context(trust_env=True),
                trust_env=False,
                follow_redirects=False,
                timeout=self._seconds,
                limits=httpx.Limits(max_keepalive_connections=0),
            )
        return self._opened

    async def send(self, url: str, secrets: Iterable[str], message: str, body: bytes) -> Outcome:
        """Never raises for what the receiver does."""
        started = time.perf_counter()

        def outcome(status: int | None, error: str | None) -> Outcome:
            return Outcome(status, error, round((time.perf_counter() - started) * 1000))

        try:
            async with asyncio.timeout(self._seconds):
                status = await self._post(url, secrets, message, body)
        except TimeoutError:
            return outcome(None, f"No answer within {self._seconds:g} seconds.")
        except BadAddress as error:
            return outcome(None, error.detail)
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return outcome(None, _said(error))
        if 300 <= status < 400:
            return outcome(status, "Redirects are not followed.")
        return outcome(status, None)

    async def _post(self, url: str, secrets: Iterable[str], message: str, body: bytes) -> int:
        headers = {
            "Content-Type": "application/json",
            "User-Agent": _AGENT,
            **signed_headers(secrets, message, int(time.time()), body),
        }
        return await self._addresses.post(self._client, self._addresses.url(url), body, headers)


def _said(error: Exception) -> str:
    words = str(error)
    if "CERTIFICATE_VERIFY_FAILED" in words:
        return "The certificate of the host is not valid."
    if isinstance(error, httpx.ConnectError):
        return "Nothing listens there."
    return "The connection broke off."
