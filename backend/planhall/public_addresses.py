"""Where addresses that people name may lead: to the public internet, not behind our own walls.

For webhooks and push services, which this service calls itself.
"""

import asyncio
import socket
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final

import httpx

from planhall.problems import Invalid

_LOOK_UPS_AT_ONCE: Final = 4
# Addresses of IPv4 in the clothes of IPv6, which a gateway on the way would undress.
_NAT64: Final = IPv6Network("64:ff9b::/96")
_PORTS: Final = {"https": 443, "http": 80}


class BadAddress(Invalid):
    code = "bad-address"

    def __init__(self, detail: str, field: str) -> None:
        super().__init__(detail, errors=[{"at": field, "message": detail}])


class HostUnknown(BadAddress):
    """The host could not be looked up, now."""


class Addresses:
    """Looks hosts up, and refuses those that are not public unless ``allow_private``."""

    def __init__(self, *, allow_private: bool, field: str) -> None:
        """``field``: of the request's body, where a bad one comes from."""
        self._allow_private = allow_private
        self._field = field
        # Threads of their own: a name server that does not answer is to hold up nobody else.
        self._threads = ThreadPoolExecutor(_LOOK_UPS_AT_ONCE, "look-up")

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def url(self, text: str) -> httpx.URL:
        """The address, if it is one that can be called at all.

        Raises:
            BadAddress: it is not; says why.
        """
        try:
            url = httpx.URL(text)
            url.raw_host.decode("ascii")
        except (httpx.InvalidURL, UnicodeError, ValueError) as error:
            raise self._bad("This is not a web address.") from error
        if url.scheme != "https" and not (self._allow_private and url.scheme == "http"):
            raise self._bad("The address must begin with https://.")
        if not url.host or not 0 < _port(url) < 1 << 16:
            raise self._bad("This is not a web address.")
        if url.userinfo:
            raise self._bad("The address cannot hold a name or password.")
        if not text.isprintable():
            raise self._bad("This is not a web address.")
        with suppress(ValueError):
            if not self._allow_private and not is_public(ip_address(url.host)):
                raise self._not_public(url)
        return url.copy_with(fragment=None)

    async def resolve_within(self, url: httpx.URL, seconds: float) -> str:
        """As ``resolve``, where waiting longer is a BadAddress too."""
        try:
            async with asyncio.timeout(seconds):
                return await self.resolve(url)
        except TimeoutError as error:
            detail = f"The host “{url.host}” could not be looked up."
            raise HostUnknown(detail, self._field) from error

    async def resolve(self, url: httpx.URL) -> str:
        """An IP address of the host, to be connected to in place of its name.

        Only what was checked here may be connected to: a second look-up could say another thing.

        Raises:
            HostUnknown: there is no such host, as far as could be told.
            BadAddress: an address of it is not public.
        """
        host = url.raw_host.decode("ascii").strip("[]")
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._threads, _look_up, host, _port(url))
        except (OSError, UnicodeError) as error:
            raise self._unknown(url) from error
        addresses = [ip_address(one.partition("%")[0]) for one in found]
        if not addresses:
            raise self._unknown(url)
        if not self._allow_private and not all(is_public(one) for one in addresses):
            raise self._not_public(url)
        return str(addresses[0])

    async def post(
        self, client: httpx.AsyncClient, url: httpx.URL, content: bytes, headers: Mapping[str, str]
    ) -> int:
        """Send something to an address (of ``url``), and tell the status of the answer.

        Raises:
            BadAddress: it is not sent.
            httpx.HTTPError: no answer came.
        """
        request = client.build_request(
            "POST",
            url.copy_with(host=await self.resolve(url)),
            content=content,
            headers={"Host": url.netloc.decode("ascii"), **headers},
            extensions={"sni_hostname": url.raw_host.decode("ascii").strip("[]")},
        )
        response = await client.send(request, stream=True)
        # What it says besides the status is nobody's business here, however long it is.
        await response.aclose()
        return response.status_code

    def _unknown(self, url: httpx.URL) -> HostUnknown:
        # Which names our own network knows is nobody's business.
        if not self._allow_private:
            return HostUnknown(_not_public(url), self._field)
        return HostUnknown(f"There is no host “{url.host}”.", self._field)

    def _not_public(self, url: httpx.URL) -> BadAddress:
        return self._bad(_not_public(url))

    def _bad(self, detail: str) -> BadAddress:
        return BadAddress(detail, self._field)


def _not_public(url: httpx.URL) -> str:
    return f"“{url.host}” is not on the public internet."


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Whether anyone on the internet could reach the same host by this address."""
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if address.teredo is not None or address.is_site_local:
            return False
    return address.is_global and not address.is_multicast and not address.is_reserved


def _port(url: httpx.URL) -> int:
    return _PORTS[url.scheme] if url.port is None else url.port


def _look_up(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))
