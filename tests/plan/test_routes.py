"""Boards from templates and files, copies and files of plans, over HTTP and with every role."""

from collections.abc import AsyncIterator
from contextlib import aclosing
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from lxml import etree

from plan.stratml_files import canonical
from plan.stratml_schemas import assert_valid, need_stratml
from planhall.database import Database
from planhall.plan.stratml.parse import MAX_BYTES
from planhall.plan.templates import OFFERED
from planhall.settings import Settings
from workshops.room import opened

SMALL = (
    b"<StrategicPlan><Name>Small</Name><StrategicPlanCore><Goal><Name>G</Name></Goal>"
    b"</StrategicPlanCore></StrategicPlan>"
)


class Window(httpx.AsyncClient):
    """A browser of somebody's own, on the whole service."""

    def __init__(self, app: FastAPI, settings: Settings) -> None:
        super().__init__(transport=httpx.ASGITransport(app), base_url=settings.base_url)
        self.app = app
        self.workspace = ""
        self.id = ""

    async def make(self, template: str = "blank", title: str = "Our plan") -> Any:
        wish = {"workspace": self.workspace, "title": title, "template": template}
        answer = await self.post("/api/boards", json=wish)
        assert answer.status_code == 201, answer.text
        return answer.json()

    async def bring(self, data: bytes, **fields: str) -> httpx.Response:
        return await self.post(
            "/api/boards/import",
            data={"workspace": self.workspace, **fields},
            files={"file": ("plan.xml", data, "application/xml")},
        )


@pytest.fixture
async def app(database: Database, settings: Settings) -> AsyncIterator[FastAPI]:
    async with opened(settings) as app:
        yield app


async def sign_up(app: FastAPI, settings: Settings, name: str) -> Window:
    window = Window(app, settings)
    answer = await window.post(
        "/api/sign-up",
        json={"name": name, "email": f"{name.lower()}@example.org", "password": "correct horse"},
    )
    assert answer.status_code == 201, answer.text
    window.id = answer.json()["id"]
    window.workspace = (await window.get("/api/workspaces")).json()[0]["id"]
    return window


@pytest.fixture
async def ada(app: FastAPI, settings: Settings) -> AsyncIterator[Window]:
    async with aclosing(await sign_up(app, settings, "Ada")) as window:
        yield window


async def join(owner: Window, board: str, role: str, settings: Settings, name: str) -> Window:
    """A guest with this role on the board."""
    made = await owner.post(
        f"/api/boards/{board}/invites", json={"role": role, "expires_in_hours": None}
    )
    window = Window(owner.app, settings)
    accepted = await window.post(f"/api/invites/{made.json()['token']}/accept", json={"name": name})
    assert accepted.status_code == 200, accepted.text
    return window


async def test_templates_say_what_they_start_with(ada: Window) -> None:
    found = (await ada.get("/api/templates")).json()
    assert [each["id"] for each in found] == list(OFFERED)
    for each in found:
        assert each["title"]
        assert each["description"]
        assert (sum(each["kinds"].values()) > 0) == (each["id"] != "blank")


@pytest.mark.parametrize("template", OFFERED)
async def test_a_board_from_each_template(ada: Window, template: str) -> None:
    board = await ada.make(template, "  Our   plan ")
    assert (board["title"], board["description"], board["role"]) == ("Our plan", "", "owner")
    offered = {each["id"]: each["kinds"] for each in (await ada.get("/api/templates")).json()}
    assert board["kinds"] == offered[template]
    assert board["items"] == sum(offered[template].values())
    exported = await ada.get(f"/api/boards/{board['id']}/export")
    root = assert_valid(exported.content, 2)
    assert (root.findtext("{*}Name") or "").split() == ["Our", "plan"]
    names = {element.text for element in root.iterfind(".//{*}Stakeholder/{*}Name")}
    assert {"Employees", "Customers", "Vendors", "Partners"} <= names


async def test_an_imported_plan_comes_out_as_it_went_in(ada: Window) -> None:
    file = need_stratml("oecd-ai.xml").read_bytes()
    answer = await ada.bring(file)
    assert answer.status_code == 201, answer.text
    board, report = answer.json()["board"], answer.json()["report"]
    assert board["title"] == "About OECD.AI"
    assert board["kinds"] == {"mission": 1, "vision": 1, "goal": 3, "objective": 3}
    assert (report["format"], report["part"], report["counts"]["stakeholders"]) == (
        "stratml", 2, 14,
    )  # fmt: skip
    assert report["moved"][0]["line"] == 3
    exported = await ada.get(f"/api/boards/{board['id']}/export?format=stratml&part=2")
    assert exported.headers["content-type"] == "application/xml"
    assert "about-oecd-ai" in exported.headers["content-disposition"]
    before, after = etree.fromstring(file), assert_valid(exported.content, 2)
    for name in ("Goal/{*}Name", "Goal/{*}Description", "Stakeholder", "Vision", "Mission"):
        assert [canonical(each) for each in after.iterfind(f".//{{*}}{name}")] == [
            canonical(each) for each in before.iterfind(f".//{{*}}{name}")
        ]
    assert_valid((await ada.get(f"/api/boards/{board['id']}/export?part=1")).content, 1)


async def test_an_import_may_take_another_title(ada: Window) -> None:
    answer = await ada.bring(SMALL, title="Ours")
    assert answer.json()["board"]["title"] == "Ours"
    untitled = await ada.bring(SMALL.replace(b"<Name>Small</Name>", b""))
    assert untitled.json()["board"]["title"]


async def test_the_other_formats(ada: Window) -> None:
    board = (await ada.bring(SMALL, title="Pläne, groß")).json()["board"]
    markdown = await ada.get(f"/api/boards/{board['id']}/export?format=markdown")
    assert markdown.headers["content-type"].startswith("text/markdown")
    assert "# Pläne, groß" in markdown.text
    assert "Goal: G" in markdown.text
    table = await ada.get(f"/api/boards/{board['id']}/export?format=csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert "filename*=UTF-8''" in table.headers["content-disposition"]
    assert "Goal,G," in table.text
    for query in ("format=pdf", "part=3", "part=one"):
        refused = await ada.get(f"/api/boards/{board['id']}/export?{query}")
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid")


@pytest.mark.parametrize(
    ("data", "status", "code", "line"),
    [
        (b"", 422, "invalid", None),
        (b"<html/>", 422, "invalid", 1),
        (b"<StrategicPlan>\n<Name>", 422, "invalid", 2),
        (b"<!DOCTYPE a [<!ENTITY x 'y'>]><StrategicPlan>&x;</StrategicPlan>", 422, "invalid", 1),
        (b" " * (MAX_BYTES + 1), 413, "too-large", None),
        (b" " * (MAX_BYTES + 100_000), 413, "too-large", None),
    ],
    ids=["empty", "not StratML", "truncated", "entities", "too large", "far too large"],
)
async def test_a_file_that_cannot_be_read(
    ada: Window, data: bytes, status: int, code: str, line: int | None
) -> None:
    before = len((await ada.get("/api/boards")).json())
    answer = await ada.bring(data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json().get("line") == line
    assert len((await ada.get("/api/boards")).json()) == before


async def test_an_endless_upload_is_cut_off(ada: Window) -> None:
    """Without a Content-Length, counted as it comes."""
    sent = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal sent
        yield (b'--b\r\nContent-Disposition: form-data; name="file"; filename="x"\r\n\r\n')
        for _ in range(64):
            sent += 1 << 20
            yield b" " * (1 << 20)

    answer = await ada.post(
        "/api/boards/import",
        content=body(),
        headers={"Content-Type": "multipart/form-data; boundary=b"},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")


async def test_a_form_without_its_parts(ada: Window) -> None:
    answer = await ada.post("/api/boards/import", data={"workspace": ada.workspace})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    answer = await ada.post("/api/boards/import", content=b"x")
    assert answer.status_code == 422


@pytest.mark.parametrize("role", ["facilitator", "editor", "commenter", "viewer"])
async def test_every_role_may_export_and_copy(
    ada: Window, app: FastAPI, settings: Settings, role: str
) -> None:
    board = (await ada.make("engagement-strategy"))["id"]
    async with aclosing(await join(ada, board, role, settings, "Guest")) as guest:
        assert (await guest.get(f"/api/boards/{board}/export")).status_code == 200
        copied = await guest.post(f"/api/boards/{board}/duplicate", json={"title": "Mine"})
        assert copied.status_code == 201
        copy = copied.json()
        assert (copy["title"], copy["role"], copy["workspace"]) == ("Mine", "owner", None)
        assert (await ada.get(f"/api/boards/{copy['id']}")).status_code == 404
        ours = (await ada.get(f"/api/boards/{board}/export")).content
        theirs = (await guest.get(f"/api/boards/{copy['id']}/export")).content
        assert theirs.replace(b"<Name>Mine<", b"<Name>Our plan<") == ours


async def test_a_member_s_copy_stays_in_the_workspace(ada: Window) -> None:
    board = await ada.make("strategic-plan")
    copy = (await ada.post(f"/api/boards/{board['id']}/duplicate", json={})).json()
    assert copy["workspace"]["id"] == ada.workspace
    assert copy["title"] != board["title"]
    assert copy["title"].startswith(board["title"])
    assert copy["kinds"] == board["kinds"]


async def test_strangers_and_nobody(ada: Window, app: FastAPI, settings: Settings) -> None:
    board = (await ada.make())["id"]
    eve = await sign_up(app, settings, "Eve")
    async with aclosing(eve), Window(app, settings) as nobody:
        eve_s, eve.workspace = eve.workspace, ada.workspace
        for window, status, code in ((eve, 404, "not-found"), (nobody, 401, "not-signed-in")):
            for answer in (
                await window.post("/api/boards", json={"workspace": ada.workspace, "title": "x"}),
                await window.bring(SMALL, workspace=ada.workspace),
                await window.post(f"/api/boards/{board}/duplicate", json={}),
                await window.get(f"/api/boards/{board}/export"),
            ):
                assert (answer.status_code, answer.json()["code"]) == (status, code)
        eve.workspace = eve_s
        answer = await eve.post(
            "/api/boards", json={"workspace": eve_s, "title": "x", "template": "nothing"}
        )
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
        assert len((await eve.get("/api/boards")).json()) == 0
