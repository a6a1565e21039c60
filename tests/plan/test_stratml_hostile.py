"""Files that no planner wrote: each gets a clear answer that names line and cause."""

from pathlib import Path

import pytest

from planhall.plan.stratml import read_stratml
from planhall.plan.stratml.marks import digest
from planhall.plan.stratml.parse import MAX_BYTES, MAX_ELEMENTS
from planhall.plan.stratml.texts import Texts
from planhall.problems import Invalid, TooLarge

PLAN = b"<StrategicPlan><Name>Plan</Name><StrategicPlanCore>%s</StrategicPlanCore></StrategicPlan>"
BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE StrategicPlan [
  <!ENTITY a "aaaaaaaaaa">
  <!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
  <!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<StrategicPlan><Name>&c;</Name></StrategicPlan>"""


@pytest.mark.parametrize(
    ("data", "line", "cause"),
    [
        pytest.param(b"", None, "the file is empty", id="empty"),
        pytest.param(b" \n ", None, "the file is empty", id="white space"),
        pytest.param(b"\xef\xbb\xbf", None, "the file is empty", id="only a byte order mark"),
        pytest.param(b"Name,Goal\nA,B", 1, "not well-formed XML", id="a spreadsheet"),
        pytest.param(b"PK\x03\x04" + b"\x00\xff" * 40, 1, "not", id="a zip"),
        pytest.param(b"<StrategicPlan>\n<Name>Plan", 2, "not well-formed XML", id="truncated"),
        pytest.param(b"<StrategicPlan>\n<Name></Goal>", 2, "not well-formed XML", id="mismatched"),
        pytest.param(b"<html>\n</html>", 1, "its root element is <html>", id="wrong root"),
        pytest.param(b"<xs:schema xmlns:xs='u'/>", 1, "root element is <schema>", id="a schema"),
        pytest.param(BOMB, 2, "entities", id="entity bomb"),
        pytest.param(
            b"<!DOCTYPE p [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><StrategicPlan>&x;"
            b"</StrategicPlan>",
            1,
            "entities",
            id="external entity",
        ),
        pytest.param(
            b"<!-- [ -->\n<!DOCTYPE p PUBLIC 'a' 'b'\n[ <!ENTITY % x SYSTEM 'http://x/'> %x; ]>\n"
            b"<StrategicPlan/>",
            2,
            "entities",
            id="parameter entity after a comment",
        ),
        pytest.param(
            b"<!DOCTYPE p SYSTEM 'file:///etc/passwd'>\n<StrategicPlan><Name>\n&x;</Name>"
            b"</StrategicPlan>",
            3,
            "the entity &x; is not declared",
            id="external document type",
        ),
        pytest.param(
            BOMB.decode().replace('"1.0"', '"1.0" encoding="UTF-16"').encode("utf-16"),
            2,
            "entities",
            id="entity bomb in UTF-16",
        ),
        pytest.param(b"<?xml version='1.0' encoding='utf-7'?>+ADw-a+AD4-", 1, "utf-7", id="UTF-7"),
        pytest.param("<a/>".encode("utf-32"), 1, "UTF-32", id="UTF-32"),
        pytest.param("<?xml?>".encode("utf-16-le"), 1, "byte order mark", id="UTF-16, unmarked"),
        pytest.param(b"<StrategicPlan>\n\n<Name>\xe4</Name>", 3, "utf-8", id="wrong encoding"),
        pytest.param(b"<StrategicPlan>&#0;</StrategicPlan>", 1, "not well-formed", id="a NUL"),
        pytest.param(b"<a>" * 65 + b"</a>" * 65, 1, "nested more than 64 deep", id="deep"),
        pytest.param(b"<a>\n" * 500_000, 65, "nested more than 64 deep", id="very deep"),
    ],
)
def test_the_answer_names_line_and_cause(data: bytes, line: int | None, cause: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_stratml(data)
    assert cause in caught.value.detail
    assert caught.value.extra["line"] == line
    if line is not None:
        assert caught.value.detail.startswith(f"Line {line}: ")


def test_too_large() -> None:
    with pytest.raises(TooLarge, match="10 MiB"):
        read_stratml(b" " * (MAX_BYTES + 1))
    with pytest.raises(TooLarge, match="200,000 elements"):
        read_stratml(PLAN % (b"<Goal/>" * (MAX_ELEMENTS + 1)))


def test_nothing_outside_the_file_is_read(tmp_path: Path) -> None:
    """An external document type is never opened, so an entity of it is unknown."""
    secret = tmp_path / "secret.dtd"
    secret.write_text("<!ENTITY x 'secret'>")
    with pytest.raises(Invalid, match="not declared"):
        read_stratml(f"<!DOCTYPE p SYSTEM '{secret}'><StrategicPlan>&x;</StrategicPlan>".encode())


def test_xinclude_is_an_unknown_element() -> None:
    include = b"<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='/etc/passwd'/>"
    plan, _ = read_stratml(PLAN % include)
    assert not plan.items


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_encodings_that_files_have(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    declaration = f"<?xml version='1.0' encoding='{declared}'?>"
    text = f"{declaration}<StrategicPlan><Name>Pläne</Name></StrategicPlan>"
    plan, _ = read_stratml(text.encode(encoding))
    assert plan.title == "Pläne"


def test_a_link_in_a_marker_cannot_run_a_script() -> None:
    """Another's file may say anything in our processing instruction."""
    marker = (
        b'<?planhall {"for":"8f1c9b2d","body":[{"type":"paragraph","content":[{"type":"text",'
        b'"text":"x","marks":[{"type":"link","attrs":{"href":"javascript:alert(1)"}}]}]}]}?>'
    )
    for _ in range(2):
        plan, _ = read_stratml(
            PLAN % (b"<Goal>" + marker + b"<Name>n</Name><Description>x</Description></Goal>")
        )
        [goal] = plan.walk()
        assert "javascript" not in repr(goal.body)
        # with the digest that fits, the marker counts
        marker = marker.replace(b"8f1c9b2d", digest(Texts("n", "x")).encode())


def test_markers_nested_deeper_than_a_parser_goes() -> None:
    marker = b"<?planhall " + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"?>"
    plan, _ = read_stratml(PLAN % (b"<Goal>" + marker + b"<Name>n</Name></Goal>"))
    assert [item.title for item in plan.walk()] == ["n"]
