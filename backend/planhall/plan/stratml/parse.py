"""From the bytes of a file to an XML tree, safely.

Nothing outside the file is ever loaded, no entity is expanded, and size and depth are bounded. The
text is decoded here rather than by libxml2, so that what is looked at for entity declarations is
what is parsed.
"""

import re

from lxml import etree

from planhall.problems import Invalid, TooLarge

MAX_BYTES = 10 * 1024 * 1024
MAX_DEPTH = 64
MAX_ELEMENTS = 200_000
CHUNK = 64 * 1024

_BOMS = (
    (b"\xff\xfe\x00\x00", None),
    (b"\x00\x00\xfe\xff", None),
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ENCODINGS = {
    "utf-8": "utf-8",
    "utf8": "utf-8",
    "us-ascii": "ascii",
    "ascii": "ascii",
    "iso-8859-1": "iso-8859-1",
    "latin1": "iso-8859-1",
    "iso-8859-15": "iso-8859-15",
    "windows-1252": "windows-1252",
    "cp1252": "windows-1252",
}
_DECLARATION = re.compile(
    r"""\s*<\?xml\s+version\s*=\s*["'][^"']*["'](?:\s+encoding\s*=\s*["']([A-Za-z0-9._-]+)["'])?"""
    r"""(?:\s+standalone\s*=\s*["'](?:yes|no)["'])?\s*\?>"""
)
_PROLOG_PART = re.compile(r"\s+|<!--.*?-->|<\?.*?\?>", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(\[)?", re.DOTALL)


def parse(data: bytes) -> etree._Element:
    """The root element of the file.

    Raises:
        TooLarge: more bytes or elements than we take.
        Invalid: not well-formed XML, in an encoding that is not taken, nested too deeply, or with
            a document type that declares entities. Names the line and the cause.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(f"The file has more than {MAX_BYTES // 1024 // 1024} MiB.", line=None)
    if not data.strip():
        raise invalid(None, "the file is empty")
    text = _decode(data)
    if not text.strip():
        raise invalid(None, "the file is empty")
    declaration = _DECLARATION.match(text)
    # What libxml2 gets is UTF-8; the line break keeps line numbers as they are in the file.
    body = text[declaration.end() :] if declaration else text
    lines_before = text[: declaration.end()].count("\n") if declaration else 0
    _refuse_entities(body, lines_before)
    return _parse("\n" * lines_before + body)


def invalid(line: int | None, cause: str) -> Invalid:
    where = "" if line is None else f"Line {line}: "
    return Invalid(f"{where}{cause}.", line=line, cause=cause)


def _decode(data: bytes) -> str:
    encoding: str | None = None
    for mark, name in _BOMS:
        if data.startswith(mark):
            if name is None:
                raise invalid(1, "UTF-32 is not an encoding that is read here; save it as UTF-8")
            encoding = name
            data = data[len(mark) :]
            break
    if encoding is None:
        encoding = _declared(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise invalid(
            line, f"the file says it is {encoding}, but a character here is not"
        ) from error


def _declared(data: bytes) -> str:
    match = _DECLARATION.match(data[:200].decode("latin-1"))
    if match is None or match[1] is None:
        if data[:4] in (b"<\x00?\x00", b"\x00<\x00?"):
            raise invalid(1, "UTF-16 without a byte order mark; save the file as UTF-8")
        return "utf-8"
    encoding = _ENCODINGS.get(match[1].lower())
    if encoding is None:
        raise invalid(1, f"{match[1]} is not an encoding that is read here; save it as UTF-8")
    return encoding


def _refuse_entities(text: str, lines_before: int) -> None:
    """A document type may stand only before the root element; it must not declare anything."""
    position = 0
    while (part := _PROLOG_PART.match(text, position)) is not None:
        position = part.end()
    doctype = _DOCTYPE.match(text, position)
    if doctype is not None and doctype[1]:
        line = lines_before + text.count("\n", 0, position) + 1
        raise invalid(
            line, "a document type with declarations of its own (entities) is not accepted"
        )


def _parse(text: str) -> etree._Element:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
    )
    data = text.encode()
    bounds = _Bounds()
    try:
        for start in range(0, len(data), CHUNK):
            try:
                parser.feed(data[start : start + CHUNK])
            finally:
                bounds.check(parser)
        root = parser.close()
    except etree.XMLSyntaxError as error:
        raise _syntax_error(parser, error) from error
    for entity in root.iter(etree.Entity):
        line = getattr(entity, "sourceline", None)
        raise invalid(line, f"the entity {entity.text} is not declared")
    return root


class _Bounds:
    """Counts elements as they are parsed, and says when there are too many or too deep ones."""

    def __init__(self) -> None:
        self._depth = 0
        self._elements = 0

    def check(self, parser: etree.XMLPullParser) -> None:
        for event, element in parser.read_events():
            line = getattr(element, "sourceline", None)
            self._depth += 1 if event == "start" else -1
            self._elements += event == "start"
            if self._depth > MAX_DEPTH:
                raise invalid(line, f"elements are nested more than {MAX_DEPTH} deep")
            if self._elements > MAX_ELEMENTS:
                raise TooLarge(f"The file has more than {MAX_ELEMENTS:,} elements.", line=line)


def _syntax_error(parser: etree.XMLPullParser, error: etree.XMLSyntaxError) -> Invalid:
    """The first thing that went wrong; what lxml raises may be only its consequence."""
    for entry in parser.feed_error_log:
        return invalid(entry.line, _cause(entry.message))
    return invalid(error.lineno or None, _cause(error.msg or ""))


def _cause(message: str) -> str:
    if "Excessive depth" in message:
        return f"elements are nested more than {MAX_DEPTH} deep"
    text = message.split(", line ")[0].strip().rstrip(".")
    return f"not well-formed XML: {text}" if text else "not well-formed XML"
