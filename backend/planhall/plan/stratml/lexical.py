"""What may stand as text in XML and in the simple types of the StratML schemas."""

import re
from datetime import date
from decimal import Decimal

from lxml import etree

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_NOT_IN_NAME = re.compile(r"[^A-Za-z0-9_.-]+", re.ASCII)
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
MAX_DIGITS = 24  # libxml2 refuses a decimal of more

_SIMPLE_TYPES = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:element name="name" type="xs:NCName"/><xs:element name="uri" type="xs:anyURI"/>
</xs:schema>"""


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold."""
    return _ILLEGAL.sub("", text)


def writable(text: str) -> str:
    """The text as an element holds it: ``clean``, and nothing if it is only white space."""
    text = clean(text)
    return text if text.strip() else ""


def scrub(text: str) -> str:
    """The text without lone surrogates, which no document can hold."""
    return _SURROGATE.sub("\ufffd", text)


def is_name(text: str) -> bool:
    """Whether the text may be an Identifier (xsd:ID)."""
    if _NAME.fullmatch(text):
        return True
    return not text.isascii() and _is_valid("name", text)


def as_name(text: str) -> str:
    """An Identifier as near to the text as may be."""
    name = _NOT_IN_NAME.sub("-", text.strip())
    return name if _NAME.fullmatch(name) else f"_{name}"


def is_uri(text: str) -> bool:
    return _is_valid("uri", text)


def day_of(text: str) -> str | None:
    """The day (``YYYY-MM-DD``) of an xsd:date, without its time zone; None if it is no date."""
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    try:
        date.fromisoformat(match[1])
    except ValueError:
        return None
    return match[1]


def number_of(text: str) -> float | None:
    """The number of an xsd:decimal; None if it is no decimal."""
    text = text.strip()
    if _DECIMAL.fullmatch(text) is None or sum(c.isdigit() for c in text) > MAX_DIGITS:
        return None
    return float(text) + 0.0


def decimal_text(number: float) -> str | None:
    """The number as an xsd:decimal, or None if the schema's readers refuse so many digits."""
    text = format(Decimal(repr(number)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text if number_of(text) == number else None


def _is_valid(name: str, text: str) -> bool:
    if clean(text) != text:
        return False
    element = etree.Element(name)
    element.text = text
    return etree.XMLSchema(etree.XML(_SIMPLE_TYPES)).validate(element)
