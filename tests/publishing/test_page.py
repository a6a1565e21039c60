"""The public page: what it shows, what it never shows, and what a browser may do with it."""

import re
from pathlib import Path
from typing import Any

from lxml import html
from pycrdt import Doc, Map

from discussion.talk import say
from planhall.plan import change
from planhall.plan.model import Channel, Measure, Node, Owner, Reading, Run
from planhall.publishing.page import Pages
from publishing.visiting import add, edit, entries, publish, visit
from serving import REPOSITORY
from workshops.room import Room
from workshops.stage import brainstorm

HOSTILE = "</title></style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;\x00\ud83d"


async def test_it_shows_the_plan_and_who_reads_it_needs_no_script(room: Room) -> None:
    goal = await add(room, "Run on time")
    objective = await add(room, "Nine of ten", "objective", "in_progress", goal)

    def fill(doc: Doc[Any]) -> None:
        change.set_meta(doc, organization="The Buses", description="Better buses.")
        group = change.add_stakeholder(doc, "Night riders", "Those after ten.", "#aa3366")
        way = change.add_channel(doc, Channel(id="", name="Town hall evening", two_way=True))
        change.set_stakeholder(doc, goal, group, True)
        change.set_channel(doc, goal, way, True)
        change.set_due(doc, objective, "2027-03-31")
        change.set_owner(doc, objective, Owner(None, "Ines"))
        readings = (Reading("r", "2026-10-01", 80.0),)
        change.add_measure(
            doc, objective, Measure("m", "On time", "%", 60.0, 90.0, None, "", readings)
        )
        link = Run("the report", {"link": {"href": "https://example.org/report"}})
        change.set_body(
            doc,
            goal,
            (
                Node("paragraph", {}, (Run("Read ", {}), link, Run(" now", {"bold": {}}))),
                Node(
                    "bulletList", {}, (Node("listItem", {}, (Node("paragraph", {}, (Run("a"),)),)),)
                ),
            ),
        )

    await edit(room, fill)
    made = await publish(room)
    assert (made["shown"], made["items"]) == (2, 2)
    answer = await visit(room, made["url"])
    page = html.fromstring(answer.text)
    assert page.findtext(".//h1") == "Our plan"
    assert [one.text for one in page.findall(".//h2")] == [
        "Run on time",
        "Stakeholder groups",
        "Channels",
    ]
    assert page.findtext(".//h3") == "Nine of ten"
    text = " ".join(page.text_content().split())
    for said in ("The Buses", "Better buses.", "Night riders", "Town hall evening", "In progress"):
        assert said in text
    assert "now 80% from 60% to 90%" in text
    assert "31 March 2027" in text
    assert "On time: 67 % of the way" in text
    assert "Ines" not in text
    [link] = page.xpath("//a[text()='the report']")
    assert link.get("rel") == "nofollow noopener noreferrer"
    assert page.xpath("//strong[text()=' now']")
    assert page.xpath("//div[@class='body']//ul/li/p")
    assert not page.xpath("//script | //*[@style] | //form")
    assert page.xpath("string(//meta[@property='og:title']/@content)") == "Our plan"
    assert page.xpath("string(//meta[@property='og:description']/@content)") == "Better buses."
    [alternate] = page.xpath("//link[@type='application/atom+xml']/@href")
    assert alternate == made["feed_url"]
    assert not page.xpath("//a[text()='StratML']")
    assert (await visit(room, made["url"] + "/plan.md")).status_code == 404

    made = await publish(room, owners=True, downloads=True, indexed=True)
    answer = await visit(room, made["url"])
    assert "Ines" in answer.text
    assert "robots" not in answer.text
    assert "x-robots-tag" not in answer.headers
    file = await visit(room, made["url"] + "/plan.md")
    assert file.headers["content-disposition"].startswith("attachment;")
    assert "Owner: Ines" in file.text
    assert "<StrategicPlan" in (await visit(room, made["url"] + "/plan.stratml.xml")).text


async def test_nothing_else_of_the_board_is_in_any_of_it(room: Room) -> None:
    shown = await add(room, "Run on time", "objective")
    secrets = ["PLANTED"]

    def plant(doc: Doc[Any]) -> None:
        binned = change.add_item(doc, "goal", "PLANTED in the bin", by=room["editor"].id)
        change.set_status(doc, binned, "agreed")
        change.delete_item(doc, binned, by=room["editor"].id)
        change.add_item(doc, "goal", "PLANTED draft", by=room["editor"].id)
        change.set_owner(doc, shown, Owner(room["commenter"].id, "PLANTED owner"))
        readings = (Reading("r", "2026-10-01", 80.0, "PLANTED reading"),)
        measure = Measure("m", "On time", "%", 60.0, 90.0, None, "PLANTED note", readings)
        change.add_measure(doc, shown, measure)
        doc.get("items", type=Map)[shown]["source"] = {"note": "PLANTED source"}
        doc.get("meta", type=Map)["source"] = {"note": "PLANTED source"}
        mention = Node("mention", {"id": room["viewer"].id, "label": "PLANTED label"})
        change.set_body(doc, shown, (Node("paragraph", {"data": "PLANTED"}, (Run("x"), mention)),))

    await edit(room, plant)
    thread = {"item": shown, "field": "item", "anchor": None, "quote": ""}
    await room["commenter"].ask(
        "POST",
        f"/boards/{room.board}/threads",
        {**thread, "comment": {"body": say("PLANTED comment")}},
        201,
    )
    stage = await brainstorm(room)
    await stage.note("editor", "PLANTED brainstorm note")
    invite = await room["ada"].ask(
        "POST", f"/boards/{room.board}/invites", {"role": "viewer", "expires_in_hours": 1}, 201
    )
    secrets += [invite["token"], room.board, room.workspace]
    for name, window in room.people.items():
        secrets += [window.id] if window.id else []
        secrets.append(f"{name}@example.org")
    made = await publish(room, downloads=True, decisions=True)
    for title in ("Run on time, mostly", "Run on time"):
        await edit(room, lambda doc, title=title: change.set_title(doc, shown, title))
    for rest in ("", "/embed", "/feed.atom", "/plan.md", "/plan.stratml.xml", "/x"):
        answer = await visit(room, made["url"] + rest)
        everything = answer.text + str(answer.headers)
        assert rest == "/x" or "Run on time" in everything or rest == "/feed.atom"
        found = [secret for secret in secrets if secret in everything]
        assert found == [], rest


async def test_only_what_was_chosen_is_shown(room: Room) -> None:
    outer = await add(room, "OUTER")
    inner = await add(room, "Inner", "objective", None, outer)
    await add(room, "Deep", "action", "done", inner)
    await add(room, "Hidden", "action", None, inner)
    await add(room, "Mission", "mission", None)

    def titles(text: str) -> list[str]:
        found = html.fromstring(text).xpath(
            "//section[contains(@class, 'item')]/*[self::h2 or self::h3 or self::h4]"
        )
        return [f"{one.tag} {one.text}" for one in found]

    made = await publish(room)
    # A draft is not there, and what is below it goes up.
    assert titles((await visit(room, made["url"])).text) == [
        "h2 OUTER",
        "h3 Deep",
        "h2 Mission",
    ]
    await publish(room, drafts=True)
    assert titles((await visit(room, made["url"])).text) == [
        "h2 OUTER",
        "h3 Inner",
        "h4 Deep",
        "h4 Hidden",
        "h2 Mission",
    ]
    part = await publish(room, item=inner)
    assert (part["shown"], part["items"]) == (2, 5)
    text = (await visit(room, made["url"])).text
    assert titles(text) == ["h2 Inner", "h3 Deep"]
    assert "OUTER" not in text
    assert "Customers" not in text  # a group that nothing of this is for
    await edit(room, lambda doc: change.delete_item(doc, inner, by=None))
    assert (await visit(room, made["url"])).status_code == 404
    assert (await visit(room, made["feed_url"])).status_code == 404
    await edit(room, lambda doc: change.restore_item(doc, inner))
    assert (await visit(room, made["url"])).status_code == 200


async def test_what_people_wrote_is_text_and_nothing_else(room: Room) -> None:
    item = await add(room, HOSTILE.replace("\ud83d", ""), "objective")

    def write(doc: Doc[Any]) -> None:
        text = HOSTILE.replace("\ud83d", "")
        change.set_meta(doc, title=text, organization=text, description=text)
        group = change.add_stakeholder(doc, text, text, "red;} body{display:none")
        change.set_stakeholder(doc, item, group, True)
        change.add_channel(doc, Channel(id="", name=text, speed=text, formality=text))
        change.add_measure(doc, item, Measure("m", text, text, 0.0, 1.0))
        bad = [
            Run(text, {"link": {"href": href}})
            for href in ("javascript:alert(1)", "data:text/html,x", "//evil", " https://a b", "/x")
        ]
        worse = Node("script", {"src": "x"}, (Run(text),))
        image = Node("image", {"src": "https://evil.example/x.png", "onerror": "alert(1)"})
        code = Node("codeBlock", {"language": text}, (Run(text, {"evil": {}}),))
        heading = Node("heading", {"level": "7", "onclick": "x"}, (Run(text), image))
        items = Node("orderedList", {"start": text}, (Node("listItem", {}, (worse,)),))
        change.set_body(
            doc, item, (Node("paragraph", {}, tuple(bad)), worse, image, code, heading, items)
        )
        change.set_kind(doc, item, "<b>")
        doc.get("items", type=Map)['"><b id=x>'] = Map({"kind": "goal", "status": "done"})

    await edit(room, write)
    made = await publish(room, downloads=True)
    for rest in ("", "/embed"):
        answer = await visit(room, made["url"] + rest)
        assert answer.status_code == 200
        page = html.fromstring(answer.text)
        assert not page.xpath(
            "//script | //img | //b | //*[@onerror] | //*[@onclick] | //*[@style]"
        )
        hrefs = set(page.xpath("//a/@href"))
        assert all(href.startswith(made["url"]) for href in hrefs), hrefs
        assert "alert(1)" in page.text_content()
        assert not re.search(r"display:none", answer.text)
    assert "javascript:" not in (await visit(room, made["url"] + "/plan.md")).text
    assert await entries(room, made) == []
    assert (await visit(room, made["url"] + "/plan.stratml.xml")).status_code == 200


async def test_a_browser_asks_whether_it_is_another_and_what_may_frame_it(room: Room) -> None:
    item = await add(room, "Run on time")
    made = await publish(room)
    for rest in ("", "/embed", "/feed.atom"):
        answer = await visit(room, made["url"] + rest)
        tag, at = answer.headers["etag"], answer.headers["last-modified"]
        assert answer.headers["cache-control"] == "public, max-age=0, must-revalidate"
        for headers in ({"If-None-Match": f'"x", W/{tag}'},) + (
            () if rest == "/feed.atom" else ({"If-Modified-Since": at},)
        ):
            again = await visit(room, made["url"] + rest, **headers)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == tag
        assert (
            await visit(room, made["url"] + rest, **{"If-None-Match": '"x"'})
        ).status_code == 200
    tag = (await visit(room, made["url"])).headers["etag"]
    await edit(room, lambda doc: change.set_title(doc, item, "Run early"))
    answer = await visit(room, made["url"], **{"If-None-Match": tag})
    assert answer.status_code == 200
    assert "Run early" in answer.text
    head = await room["nobody"].head(made["url"])
    assert (head.status_code, head.headers["etag"]) == (200, answer.headers["etag"])

    # Only the small page may stand within others.
    ancestors = {}
    for rest in ("", "/embed", "/nothing"):
        answer = await visit(room, made["url"] + rest)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        ancestors[rest] = policy.split("frame-ancestors ")[1]
    assert ancestors["/embed"] == "*"
    assert ancestors[""] == "'self'"
    assert made["embed_code"].startswith(f'<iframe src="{made["embed_url"]}"')


def test_its_colours_are_those_of_the_app() -> None:
    app = (REPOSITORY / "frontend/src/ui/tokens.css").read_text()
    page = (REPOSITORY / "backend/planhall/publishing/page.css").read_text()

    def tokens(text: str) -> list[dict[str, str]]:
        light, dark = re.split(r"color-scheme(?:=|: )\"?dark", text, maxsplit=1)
        return [dict(re.findall(r"(--[\w-]+): ([^;]+);", part)) for part in (light, dark)]

    for ours, theirs in zip(tokens(page), tokens(app), strict=True):
        assert len(ours) > 30
        assert {name: theirs.get(name) for name in ours} == ours


def test_it_is_in_the_type_of_the_app_where_that_is_built(tmp_path: Path) -> None:
    plain = Pages(tmp_path)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "inter-latin-wght-normal-abc.woff2").touch()
    typed = Pages(tmp_path)
    assert typed.version != plain.version
    assert b"/assets/inter-latin-wght-normal-abc.woff2" in typed.notice("a", "b")
    assert b"@font-face" not in plain.notice("a", "b")
