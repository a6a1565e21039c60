"""What is counted, for whom, and who is told of it."""

import csv
import io
from typing import Any

from discussion.talk import Talk
from participation.history import look, of, ways, workshop, write


def _sum(counts: Any) -> int:
    return sum(counts.values())


async def test_every_way_is_counted_and_nothing_that_is_secret(any_talk: Talk) -> None:
    talk = any_talk
    stage = await workshop(talk)
    await write(talk.room, "editor")
    await write(talk.room, "editor")
    made = await talk.start("commenter", item=talk.goal)
    await talk.answer("commenter", made, "And another thing")
    await talk.answer("editor", made, "Because")
    comment = made["comments"][0]["id"]
    await talk["editor"].ask("PUT", f"/comments/{comment}/reactions/👍")
    for number in range(2):
        suggestion = await talk.suggest({"kind": "title", "title": f"T{number}"})
        await talk["editor"].ask(
            "POST", f"/suggestions/{suggestion['id']}/decline", {"reason": "No"}
        )
    decision = {"title": "So", "what": "We do it", "why": "", "who": [], "dissent": ""}
    await talk["facilitator"].ask("POST", f"{stage.path}/decisions", decision, 201)

    told = await look(talk.room, "owner")
    report = told["report"]
    assert (told["on"], told["named"], told["may_turn"]) == (True, True, True)
    editor = of(report, "Editor")
    # Two minutes at most for what was written at once, which may fall on either side of a minute.
    assert editor["counts"] == ways(editor["counts"]["wrote"], 2, 1, 2)
    assert editor["counts"]["wrote"] in (3, 4)
    assert (editor["group"], editor["sessions"], editor["answers"]) == (talk.staff, 1, 5)
    assert of(report, "Commenter")["counts"] == ways(commented=4)
    assert of(report, "Guest")["counts"] == ways(wrote=1, voted=1)
    assert of(report, "Guest")["hands"] == 1
    assert of(report, "Facilitator")["counts"]["decided"] == 1
    # Who wrote without a name, came; whose ballot is still secret did not vote yet.
    assert of(report, "Owner")["counts"] == ways()
    assert of(report, "Owner")["sessions"] == 1

    totals = report["totals"]
    assert (totals["commented"], totals["voted"], totals["decided"]) == (6, 2, 3)
    assert report["ways"]["answers"] + report["ways"]["announcements"] == _sum(totals)
    assert sum(_sum(one["counts"]) for one in report["over_time"]) == _sum(totals)
    assert (report["per"], len(report["over_time"])) in (("week", 13), ("week", 14))
    staff = next(group for group in report["groups"] if group["id"] == talk.staff)
    assert (staff["came"], staff["contributed"]) == (1, 1)
    assert staff["counts"] == editor["counts"]
    others = report["others"]
    assert _sum(staff["counts"]) + _sum(others["counts"]) == _sum(totals)
    assert sum(one["groups"].get(talk.staff, 0) for one in report["over_time"]) == _sum(
        staff["counts"]
    )
    assert sum(one["answers"] for one in report["over_time"]) == report["ways"]["answers"]
    missing = report["missing"]
    assert talk.staff not in missing["groups"]
    assert len(missing["groups"]) == len(report["groups"]) - 1
    # Everyone but the viewer could contribute; Ada made the board, and so has written.
    assert (missing["could"], missing["silent"], missing["people"]) == (6, 0, [])

    await stage.close(3)
    report = (await look(talk.room, "facilitator", query="?days=2&zone=Asia/Kathmandu"))["report"]
    assert of(report, "Commenter")["counts"] == ways(commented=4, voted=1)
    assert (report["per"], len(report["over_time"])) == ("day", 2)
    one = await talk["facilitator"].ask("GET", f"{stage.path}/participation")
    assert (one["session"], one["report"]["per"]) == (stage.session, "quarter")
    assert one["report"]["totals"]["voted"] == 3
    assert of(one["report"], "Guest")["counts"] == ways(wrote=1, voted=1)


async def test_who_is_told_what(talk: Talk) -> None:
    stage = await workshop(talk)
    everyones = None
    for who in ("editor", "commenter", "guest", "viewer"):
        told = await look(talk.room, who)
        report = told["report"]
        assert (report["people"], report["missing"]["people"], told["may_turn"]) == (
            None,
            None,
            False,
        )
        mine = report.pop("me")
        for moment in ("since", "until"):
            report.pop(moment)
        assert everyones in (None, report)
        everyones = report
        if who == "editor":
            assert mine["counts"] == ways(wrote=2, voted=1)
            assert mine["counted"] == [
                {"kind": "note", "count": 2},
                {"kind": "ballot", "count": 1},
            ]
        # The editor alone speaks for the staff: what they did is not told by group.
        staff = next(one for one in report["groups"] if one["id"] == talk.staff)
        assert (staff["came"], staff["contributed"], staff["counts"]) == (1, None, None)
        assert report["others"]["counts"] == report["totals"]
        assert not any(one["groups"] for one in report["over_time"])
        table = await talk[who].get(f"/api/boards/{talk.room.board}/participation.csv")
        assert table.status_code == 200
        assert "Editor" not in table.text
        assert "Guest" not in table.text
    for who in ("ada", "owner", "facilitator"):
        told = await look(talk.room, who)
        assert {one["person"]["name"] for one in told["report"]["people"]} >= {"Editor", "Guest"}
        assert told["may_turn"] == (who != "facilitator")
    for who, status in (("stranger", 404), ("nobody", 401)):
        for path in (f"/boards/{talk.room.board}", stage.path):
            for what in ("participation", "participation.csv"):
                await talk[who].ask("GET", f"{path}/{what}", expect=status)
        for what in ("settings", "me"):
            path = f"/boards/{talk.room.board}/participation/{what}"
            await talk[who].ask("GET", path, expect=status)
            await talk[who].ask("PUT", path, {"on": False, "named": False}, status)
    for query in ("?days=0", "?days=367", "?zone=Nowhere/Land", "?zone=../etc", "?days=x"):
        await look(talk.room, "owner", 422, query)


async def test_it_can_be_turned_off(talk: Talk) -> None:
    await workshop(talk)
    path = f"/boards/{talk.room.board}/participation"
    for who in ("facilitator", "editor", "viewer"):
        problem = await talk[who].ask("PUT", f"{path}/settings", {"on": False}, 403)
        assert problem["needed_role"] == "owner"

    # One's own name, whatever one's role: what one did is counted among the others.
    assert await talk["editor"].ask("GET", f"{path}/me") == {"named": True}
    before = (await look(talk.room, "owner"))["report"]
    await talk["editor"].ask("PUT", f"{path}/me", {"named": False})
    told = await look(talk.room, "owner")
    report = told["report"]
    assert report["totals"] == before["totals"]
    assert talk["editor"].id not in str(report)
    assert "Editor" not in str(report)
    staff = next(one for one in report["groups"] if one["id"] == talk.staff)
    assert staff["counts"] == ways()
    assert staff["came"] == 1
    assert talk.staff not in report["missing"]["groups"]
    assert "Editor" not in (await talk["owner"].get(f"/api{path}.csv")).text
    own = await look(talk.room, "editor")
    assert (own["named"], own["report"]["me"]["counts"]) == (False, ways(wrote=2, voted=1))
    await talk["editor"].ask("PUT", f"{path}/me", {"named": True})
    assert of((await look(talk.room, "owner"))["report"], "Editor")["counts"]["voted"] == 1

    # The whole board: nothing is told to anybody.
    await talk["owner"].ask("PUT", f"{path}/settings", {"on": False})
    for who in ("ada", "facilitator", "editor", "viewer"):
        told = await look(talk.room, who)
        assert (told["on"], told["report"]) == (False, None)
        problem = await talk[who].ask("GET", f"{path}.csv", expect=409)
        assert problem["code"] == "participation-off"
        assert await talk[who].ask("GET", f"{path}/settings") == {"on": False}
    await talk["ada"].ask("PUT", f"{path}/settings", {"on": True})
    assert (await look(talk.room, "viewer"))["report"]["totals"] == before["totals"]


async def test_the_table_is_safe_in_a_spreadsheet(talk: Talk) -> None:
    sly = await talk.room.window("sly")
    await talk.room.invite("editor", sly, "=1+1")
    await talk.start("sly", "Hm")
    answer = await talk["owner"].get(f"/api/boards/{talk.room.board}/participation.csv?days=3")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    people = {row["Name"]: row for row in rows if row["What"] == "Person"}
    assert people["'=1+1"]["Commented"] == "1"
    assert {row["What"] for row in rows} == {
        "Total",
        "Day",
        "Group",
        "Missing group",
        "Person",
        "Not heard yet",
    }
    days = [row for row in rows if row["What"] == "Day"]
    [total] = [row for row in rows if row["What"] == "Total"]
    assert len(days) == 3
    assert sum(int(day["Total"]) for day in days) == int(total["Total"])
    assert not [cell for row in rows for cell in row.values() if cell[:1] in set("=+@")]


async def test_a_guest_who_signs_in_is_one_person(talk: Talk) -> None:
    await workshop(talk)
    await write(talk.room, "guest")
    path = f"/boards/{talk.room.board}/participation/me"
    await talk["guest"].ask("PUT", path, {"named": False})
    account = {"email": "commenter@example.org", "password": "correct horse"}
    await talk["guest"].ask("POST", "/sign-in", account)
    # Who did not want to be named as a guest is not named with an account.
    assert await talk["commenter"].ask("GET", path) == {"named": False}
    mine = (await look(talk.room, "commenter"))["report"]["me"]
    assert mine["counts"] == ways(wrote=2, voted=1)
    await talk["commenter"].ask("PUT", path, {"named": True})
    report = (await look(talk.room, "owner"))["report"]
    assert of(report, "Commenter")["counts"] == ways(wrote=2, voted=1)
    assert "Guest" not in {one["person"]["name"] for one in report["people"]}
