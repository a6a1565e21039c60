"""How a mail leaves: to a mail server, or into a folder to look at where none is set."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.policy import SMTPUTF8
from pathlib import Path
from typing import Final, Protocol

import aiosmtplib
from aiosmtplib import (
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)

from planhall.settings import Settings

DATA_TIMES: Final = 5
"""How many times longer a server may take to accept a mail than to answer a command."""

AboutToSend = Callable[[], Awaitable[bool]]


class Refused(Exception):
    """It will never be taken."""


class NotNow(Exception):
    """It was not taken: try again later."""


class Unsure(Exception):
    """Nobody can tell whether it was taken."""


class Transport(Protocol):
    async def send(
        self, mail: str, message: EmailMessage, to: str, about_to_send: AboutToSend
    ) -> bool:
        """Send it; ``about_to_send`` is called right before it may be out, where that matters.

        Returns:
            False: ``about_to_send`` said no, and nothing was sent.

        Raises:
            Refused, NotNow, Unsure: what became of it.
        """
        ...


def transport_of(settings: Settings) -> Transport:
    if settings.smtp_host:
        return MailServer(settings)
    return Folder(settings.data_dir / "outbox")


class Folder:
    """A file for each mail. To write it once more changes nothing."""

    def __init__(self, path: Path) -> None:
        self._path = path

    async def send(
        self, mail: str, message: EmailMessage, to: str, about_to_send: AboutToSend
    ) -> bool:
        await asyncio.to_thread(self._write, f"{mail}.eml", _encoded(message, utf8=True))
        return True

    def _write(self, name: str, content: bytes) -> None:
        self._path.mkdir(parents=True, exist_ok=True)
        unfinished = self._path / f".{name}"
        unfinished.write_bytes(content)
        os.replace(unfinished, self._path / name)


class MailServer:
    """Over SMTP, one connection for each mail.

    Nothing is out before the text is sent, so all that goes wrong until then is tried again. From
    there on only the server's answer tells; without one it is ``Unsure``.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._seconds = settings.smtp_seconds

    async def send(
        self, mail: str, message: EmailMessage, to: str, about_to_send: AboutToSend
    ) -> bool:
        settings = self._settings
        password = settings.smtp_password.get_secret_value()
        client = aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            username=settings.smtp_user or None,
            password=password if settings.smtp_user else None,
            use_tls=settings.smtp_tls == "tls",
            start_tls=settings.smtp_tls == "starttls",
            timeout=self._seconds,
        )
        try:
            content = await self._announce(client, message, to)
            if not await about_to_send():
                return False
            await self._hand_over(client, content)
        finally:
            client.close()
        return True

    async def _announce(self, client: aiosmtplib.SMTP, message: EmailMessage, to: str) -> bytes:
        """All that comes before the text, which is returned."""
        utf8 = not to.isascii()
        try:
            await client.connect()
            if client.is_ehlo_or_helo_needed:
                await client.ehlo()
            if utf8 and not client.supports_extension("SMTPUTF8"):
                raise Refused("the mail server takes no address of other than ASCII letters")
            sender = message["From"].addresses[0].addr_spec
            encoding = "utf-8" if utf8 else "ascii"
            await client.mail(sender, options=["SMTPUTF8"] if utf8 else [], encoding=encoding)
            await client.rcpt(to, encoding=encoding)
        except (SMTPSenderRefused, SMTPRecipientRefused) as error:
            raise _judged(error) from error
        except (SMTPException, OSError, TimeoutError) as error:
            # Also a refused sign-in: an operator can put that right.
            raise NotNow(_told(error)) from error
        return _encoded(message, utf8=utf8)

    async def _hand_over(self, client: aiosmtplib.SMTP, content: bytes) -> None:
        try:
            await client.data(content, timeout=self._seconds * DATA_TIMES)
        except SMTPResponseException as error:
            raise _judged(error) from error
        except (SMTPException, OSError, TimeoutError) as error:
            raise Unsure(_told(error)) from error


def smtp_address(address: str) -> str:
    """The address with its domain as mail servers write it."""
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return address


def _judged(error: SMTPResponseException) -> Exception:
    told = f"{error.code} {error.message}"
    return Refused(told) if error.code >= 500 else NotNow(told)


def _told(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _encoded(message: EmailMessage, *, utf8: bool) -> bytes:
    return message.as_bytes(policy=SMTPUTF8 if utf8 else SMTP_POLICY)
