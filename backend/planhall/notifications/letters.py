"""Mails as text and as HTML. Whatever people wrote is escaped; headers cannot be added to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import Policy, default
from email.utils import format_datetime, localtime
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import urlsplit

from planhall.boards.views import one_line
from planhall.notifications.models import NotificationRow
from planhall.notifications.transports import smtp_address
from planhall.settings import Settings

SUBJECT_LENGTH: Final = 180
PRODUCT: Final = "Planhall"
_ANSWERED: Final = frozenset({"mention", "reply", "comment"})

_BODY: Final = (
    "margin:0;padding:24px 12px;background:#f1f3f5;color:#212529;"
    "font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
)
_SHEET: Final = (
    "max-width:560px;margin:0 auto;padding:24px;background:#ffffff;"
    "border:1px solid #dee2e6;border-radius:8px"
)
_HEADING: Final = "margin:24px 0 8px;font-size:18px;line-height:1.3"
_ENTRY: Final = "padding:12px 0;border-top:1px solid #e9ecef"
_QUOTE: Final = "margin:8px 0 0;padding:0 0 0 12px;border-left:3px solid #ced4da;color:#495057"
_LINK: Final = "color:#1864ab"
_BUTTON: Final = (
    "display:inline-block;padding:10px 18px;border-radius:6px;background:#1864ab;"
    "color:#ffffff;text-decoration:none;font-weight:600"
)
_FOOT: Final = "max-width:560px;margin:16px auto 0;font-size:13px;color:#495057;text-align:center"


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header whose value mail programs want as it is: a long address would be encoded."""

    max_count = 1

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_headers = HeaderRegistry()
_headers.map_to_type("list-unsubscribe", _OneLine)
_POLICY: Final = default.clone(header_factory=_headers)


@dataclass(frozen=True, slots=True)
class Entry:
    """One notification, and what has to be known to tell it."""

    row: NotificationRow
    by: str | None
    board: str | None
    """The board's title."""

    @property
    def headline(self) -> str:
        return self.row.title if self.by is None else f"{self.by} {self.row.title}"


@dataclass(frozen=True, slots=True)
class Ends:
    """Tokens of the links that end mail: of the one board that it is about, and at all."""

    board: str | None
    all: str


class Letters:
    def __init__(self, settings: Settings) -> None:
        self._base = settings.base_url
        host = urlsplit(settings.base_url).hostname or "localhost"
        self.sender = settings.mail_from or f"planhall@{host}"
        self._domain = self.sender.rpartition("@")[2]

    def of(
        self, mail: str, to: str, kind: str, entries: Sequence[Entry], ends: Ends
    ) -> EmailMessage:
        """A mail that tells of these, which are in order of time."""
        by_board = sorted(entries, key=lambda one: (one.board or "", one.row.board_id or ""))
        boards = [
            (title, list(group))
            for (_, title), group in groupby(
                by_board, key=lambda one: (one.row.board_id, one.board)
            )
        ]
        text: list[str] = []
        html: list[str] = []
        for title, group in boards:
            if title is not None:
                text += [title, "=" * min(len(title), 60), ""]
                html.append(f'<h2 style="{_HEADING}">{escape(title)}</h2>')
            for one in group:
                text += self._entry_text(one)
                html.append(self._entry_html(one))
        subject = _subject(kind, entries)
        return self._letter(mail, to, subject, text, html, ends)

    def invitation(
        self, mail: str, to: str, content: Mapping[str, str], ends: Ends
    ) -> EmailMessage:
        """``content``: ``by``, ``board``, ``role``, ``message`` and ``link``."""
        by, board, role = content["by"], content["board"], content["role"]
        link = f"{self._base}{content['link']}"
        headline = f"{by} invites you to “{board}” as {role}."
        message = content["message"].strip()
        text = [headline, ""]
        html = [f'<p style="margin:0 0 16px">{escape(headline)}</p>']
        if message:
            text += [*(f"> {line}" for line in message.splitlines()), ""]
            lines = "<br>".join(escape(line) for line in message.splitlines())
            html.append(f'<blockquote style="{_QUOTE};margin-bottom:20px">{lines}</blockquote>')
        text += [
            "Open the plan; a name is all you need:",
            link,
            "",
            "The link is good for 14 days.",
        ]
        html.append(
            f'<p><a href="{escape(link)}" style="{_BUTTON}">Open the plan</a></p>'
            '<p style="color:#495057">A name is all you need. The link is good for 14 days.</p>'
        )
        subject = f"{by} invites you to “{board}”"
        return self._letter(mail, to, subject, text, html, ends)

    def _entry_text(self, one: Entry) -> list[str]:
        lines = [one.headline]
        if one.row.excerpt:
            lines.append(f"> {one.row.excerpt}")
        lines.append(f"{self._base}{one.row.link}")
        if one.row.kind in _ANSWERED:
            lines.append(f"Reply: {self._base}{one.row.link}&reply=1")
        return [*lines, ""]

    def _entry_html(self, one: Entry) -> str:
        link = escape(f"{self._base}{one.row.link}")
        parts = [f'<a href="{link}" style="{_LINK}">{escape(one.headline)}</a>']
        if one.row.excerpt:
            parts.append(f'<blockquote style="{_QUOTE}">{escape(one.row.excerpt)}</blockquote>')
        if one.row.kind in _ANSWERED:
            parts.append(
                '<p style="margin:8px 0 0">'
                f'<a href="{link}&amp;reply=1" style="{_LINK}">Reply</a></p>'
            )
        return f'<div style="{_ENTRY}">{"".join(parts)}</div>'

    def _letter(
        self,
        mail: str,
        to: str,
        subject: str,
        text: Sequence[str],
        html: Sequence[str],
        ends: Ends,
    ) -> EmailMessage:
        first = ends.board or ends.all
        message = EmailMessage(_POLICY)
        message["From"] = Address(PRODUCT, addr_spec=self.sender)
        message["To"] = Address(addr_spec=smtp_address(to))
        message["Subject"] = one_line(subject, SUBJECT_LENGTH)
        message["Date"] = format_datetime(localtime())
        message["Message-ID"] = f"<{mail}@{self._domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message["List-Unsubscribe"] = f"<{self._base}/api/unsubscribe/{first}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        ways = [("No mail at all", ends.all)]
        if ends.board is not None:
            ways.insert(0, ("No more mail of this board", ends.board))
        links = [(words, f"{self._base}/unsubscribe/{token}") for words, token in ways]
        foot = [f"{words}: {link}" for words, link in links]
        message.set_content("\n".join([*text, "", "-- ", *foot, ""]))
        ends_html = " · ".join(
            f'<a href="{escape(link)}" style="color:#495057">{words}</a>' for words, link in links
        )
        message.add_alternative(
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(one_line(subject, SUBJECT_LENGTH))}</title></head>"
            f'<body style="{_BODY}"><div style="{_SHEET}">{"".join(html)}</div>'
            f'<p style="{_FOOT}">{ends_html}</p></body></html>',
            subtype="html",
        )
        return message


def _subject(kind: str, entries: Sequence[Entry]) -> str:
    if len(entries) == 1:
        one = entries[0]
        return one.headline if one.board is None else f"{one.headline} · {one.board}"
    titles = {one.board for one in entries}
    count = len(entries)
    if kind == "instant" and len(titles) == 1 and None not in titles:
        return f"{count} new on “{titles.pop()}”"
    return f"{count} new things on your boards"
