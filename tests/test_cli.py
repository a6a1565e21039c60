"""The command line on a real data folder, in processes of their own."""

import re
import sqlite3
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from planhall.cli import app
from serving import ServerProcess

PLAN = """<?xml version="1.0" encoding="UTF-8"?>
<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core">
  <Name>A small plan</Name>
  <StrategicPlanCore>
    <Organization><Name>Example Org</Name></Organization>
    <Goal><Name>Be understood</Name><Objective><Name>Write plainly</Name></Objective></Goal>
  </StrategicPlanCore>
</StrategicPlan>
"""


@pytest.fixture
def server(tmp_path: Path) -> ServerProcess:
    return ServerProcess(tmp_path)


def _import(server: ServerProcess, folder: Path) -> str:
    file = folder / "plan.xml"
    file.write_text(PLAN)
    printed = server.run("import", str(file))
    assert "1 × goal" in printed
    token = re.search(r"/join/(\S+)", printed)
    assert token is not None
    return token[1]


def test_an_imported_plan_is_joined_by_its_link_and_exported(
    server: ServerProcess, tmp_path: Path
) -> None:
    token = _import(server, tmp_path)
    with server:
        answer = httpx.post(f"{server.url}/api/invites/{token}/accept", json={"name": "Ada"})
        board = answer.json()["board"]
        assert (board["title"], board["role"]) == ("A small plan", "facilitator")
    for format_, wanted in [
        ("stratml", "Write plainly</"),
        ("markdown", "Objective: Write plainly"),
    ]:
        assert wanted in server.run("export", board["id"], "--format", format_)


def test_the_same_demo_is_served_ever_after(tmp_path: Path) -> None:
    links = []
    for _ in range(2):
        server = ServerProcess(tmp_path, command="demo")
        with server:
            links += re.findall(r"/join/\S+", server.log.read_text())
        server.log.unlink()
    assert len(links) == 2
    assert links[0] == links[1]


def test_a_backup_taken_while_serving_holds_every_board(
    server: ServerProcess, tmp_path: Path
) -> None:
    _import(server, tmp_path)
    copy = tmp_path / "copy.db"
    with server:
        server.run("backup", str(copy))
    with sqlite3.connect(copy) as database:
        assert database.execute("SELECT title FROM board").fetchall() == [("A small plan",)]
        assert database.execute("SELECT count(*) FROM board_update").fetchone()[0] >= 1
    with pytest.raises(RuntimeError, match="No backup was made"):
        server.run("backup", str(copy))


def test_check_names_a_board_that_cannot_be_read(server: ServerProcess, tmp_path: Path) -> None:
    _import(server, tmp_path)
    assert "1 boards, 0 of them broken" in server.run("check")
    with sqlite3.connect(tmp_path / "planhall.db") as database:
        database.execute('UPDATE board_update SET "update" = ?', (b"no update",))
        database.execute("UPDATE board_snapshot SET state = ?", (b"no update",))
    with pytest.raises(RuntimeError, match="check failed"):
        server.run("check")


def test_a_file_that_is_no_plan_is_named_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANHALL_DATA_DIR", str(tmp_path))
    file = tmp_path / "plan.xml"
    for content, why in [
        ("", "the file is empty"),
        ("<a>", "Line 1"),
        ("<html/>", "html"),
        (PLAN[:200], "Line 5"),
    ]:
        file.write_text(content)
        # In this process: starting four takes longer than all that they do.
        result = CliRunner().invoke(app, ["import", str(file)])
        assert result.exit_code == 1, result.output
        assert why in result.stderr
        assert "Traceback" not in result.stderr
    with sqlite3.connect(tmp_path / "planhall.db") as database:
        assert database.execute("SELECT count(*) FROM board").fetchone() == (0,)
