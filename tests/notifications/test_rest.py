"""The inbox, choices, links that end mail, and invitations, over REST and with every role."""

from limits.storage import MemoryStorage

from discussion.talk import mention
from notifications.post_office import PostOffice, part
from planhall.accounts.rate_limits import RateLimit
from planhall.accounts.times import utc_now

WHO = ["ada", "owner", "facilitator", "editor", "guest", "commenter", "viewer", "stranger"]


async def test_what_one_has_read_is_ones_own(any_office: PostOffice) -> None:
    office = any_office
    for who in ("editor", "editor", "editor", "owner"):
        await office.comment("commenter", mention("person", office[who].id))
    await office.tell()
    editor = office["editor"]
    first = await editor.ask("GET", "/inbox?limit=2")
    assert (len(first["notifications"]), first["unread"]) == (2, 3)
    rest = await editor.ask("GET", f"/inbox?limit=2&before={first['next']}")
    assert (len(rest["notifications"]), rest["next"]) == (1, None)
    ids = [one["id"] for one in (*first["notifications"], *rest["notifications"])]
    assert len(set(ids)) == 3
    assert await office["owner"].ask("POST", "/inbox/read", {"ids": ids}) == {"unread": 1}
    assert await editor.ask("POST", "/inbox/read", {"ids": ids[:2]}) == {"unread": 1}
    assert len((await editor.ask("GET", "/inbox?unread=true"))["notifications"]) == 1
    assert await editor.ask("POST", "/inbox/unread", {"ids": ids[:1]}) == {"unread": 2}
    assert await editor.ask("POST", "/inbox/read", {"all": True, "board": "x"}) == {"unread": 2}
    assert await editor.ask("POST", "/inbox/read", {"all": True}) == {"unread": 0}
    assert (await editor.ask("GET", "/inbox/count")) == {"unread": 0}
    for body in ({}, {"ids": [], "all": True}, {"ids": ["no id"]}, {"ids": ["x"] * 201}):
        await editor.ask("POST", "/inbox/read", body, 422)
    for before in ("x", "9" * 30, "-5", "999999999999999999-x"):
        await editor.ask("GET", f"/inbox?before={before}", expect=422)


async def test_choices_with_every_role(office: PostOffice) -> None:
    path = f"{office.path}/notifications"
    for who in WHO:
        expect = 404 if who == "stranger" else 200
        await office[who].ask("GET", path, expect=expect)
        await office[who].ask("PUT", path, {"level": "watching"}, expect)
        settings = await office.settings(who, email="weekly", time_zone="Europe/Vienna")
        assert settings == {
            "email": "weekly",
            "time_zone": "Europe/Vienna",
            "push": False,
            "can_email": who != "guest",
            "mail_works": False,
        }
    chosen = await office["viewer"].ask("PUT", path, {"email": "none"})
    assert chosen == {"level": "watching", "email": "none"}
    editor = office["editor"]
    for wish in ({"email": "hourly"}, {"time_zone": "Mars/Base"}, {"push": True}):
        await editor.ask("PUT", "/notification-settings", wish, 422)
    await editor.ask("PUT", path, {"level": "deaf"}, 422)
    await editor.ask("GET", "/boards/gone/notifications", expect=404)
    nobody = office["nobody"]
    for method, where, body in (
        ("GET", "/inbox", None),
        ("GET", "/inbox/count", None),
        ("POST", "/inbox/read", {"all": True}),
        ("POST", "/inbox/unread", {"ids": []}),
        ("GET", "/notification-settings", None),
        ("PUT", "/notification-settings", {}),
        ("GET", path, None),
        ("PUT", path, {}),
        ("GET", "/push/key", None),
        ("POST", "/push/subscriptions", {"endpoint": "https://a.example", "keys": {}}),
        ("DELETE", "/push/subscriptions", {"endpoint": "https://a.example"}),
        ("POST", f"{office.path}/invitations", {"emails": ["a@example.org"], "role": "viewer"}),
    ):
        await nobody.ask(method, where, body, 401)


async def test_a_link_ends_mail_at_once_and_can_be_taken_back(any_office: PostOffice) -> None:
    office = any_office
    await office.follow("editor", email="instant")
    await office.comment("commenter", mention("person", office["editor"].id))
    await office.tell()
    await office.send()
    [mail] = office.mails()
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = mail["List-Unsubscribe"].strip("<>")
    base = "https://plan.example.org"
    token = address.removeprefix(f"{base}/api/unsubscribe/")
    links = {
        line.rpartition("/")[2]
        for line in part(mail, "plain").splitlines()
        if f"{base}/unsubscribe/" in line
    }
    assert token in links
    [of_all] = links - {token}

    nobody = office["nobody"]
    assert await nobody.ask("GET", f"/unsubscribe/{token}") == {
        "board": {"id": office.board, "title": "Our plan"},
        "email_hint": "e…@example.org",
    }
    opened = await nobody.get(f"/api/unsubscribe/{token}", headers={"Accept": "text/html"})
    assert (opened.status_code, opened.headers["location"]) == (303, f"/unsubscribe/{token}")
    assert (await office["editor"].ask("GET", f"{office.path}/notifications"))["email"] == "instant"
    for _ in range(2):
        clicked = await nobody.post(
            f"/api/unsubscribe/{token}", data={"List-Unsubscribe": "One-Click"}
        )
        assert clicked.status_code == 204
    assert (await office["editor"].ask("GET", f"{office.path}/notifications"))["email"] == "none"
    for _ in range(2):
        await nobody.ask("POST", f"/unsubscribe/{token}/undo", expect=204)
    assert (await office["editor"].ask("GET", f"{office.path}/notifications"))["email"] == "instant"

    assert (await nobody.ask("GET", f"/unsubscribe/{of_all}"))["board"] is None
    await nobody.ask("POST", f"/unsubscribe/{of_all}", expect=204)
    await office.comment("commenter", mention("person", office["editor"].id))
    await office.tell()
    await office.send()
    assert len(office.mails()) == 1
    settings = await office["editor"].ask("GET", "/notification-settings")
    assert settings["email"] == "none"
    await nobody.ask("POST", f"/unsubscribe/{of_all}/undo", expect=204)
    settings = await office["editor"].ask("GET", "/notification-settings")
    assert settings["email"] == "instant"
    assert (await office["editor"].ask("GET", f"{office.path}/notifications"))["email"] == "instant"
    for path in ("/unsubscribe/gone", "/unsubscribe/no id"):
        await nobody.ask("GET", path, expect=404)
        await nobody.ask("POST", path, expect=404)
        await nobody.ask("POST", f"{path}/undo", expect=404)


async def test_invitations_with_every_role(office: PostOffice) -> None:
    path = f"{office.path}/invitations"
    for who in WHO:
        wish = {"emails": [f"{who}@new.example"], "role": "editor"}
        expect = {"stranger": 404, "ada": 201, "owner": 201, "facilitator": 201}.get(who, 403)
        await office[who].ask("POST", path, wish, expect)
        wish["role"] = "facilitator"
        expect = {"stranger": 404, "ada": 201, "owner": 201}.get(who, 403)
        await office[who].ask("POST", path, wish, expect)
    await office.send()
    assert len(office.mails()) == 5
    for body in (
        {"emails": [], "role": "viewer"},
        {"emails": ["nobody"], "role": "viewer"},
        {"emails": ["a@new.example\nBcc: b@new.example"], "role": "viewer"},
        {"emails": [f"{n}@new.example" for n in range(51)], "role": "viewer"},
        {"emails": ["a@new.example"], "role": "king"},
        {"emails": ["a@new.example"], "role": "viewer", "message": "x" * 501},
        {"emails": ["a@new.example"], "role": "viewer", "message": "\x00"},
    ):
        await office["ada"].ask("POST", path, body, 422)

    # One person sends so many in a time; past that, nothing is made.
    office.service.invitations._limit = RateLimit(MemoryStorage(), "invitation", "3/hour")
    wish = {"emails": [f"{n}@new.example" for n in range(2)], "role": "viewer"}
    await office["ada"].ask("POST", f"{office.path}/invitations", wish, 201)
    before = await office["ada"].ask("GET", f"{office.path}/invites")
    await office["ada"].ask("POST", f"{office.path}/invitations", wish, 429)
    assert await office["ada"].ask("GET", f"{office.path}/invites") == before
    await office["owner"].ask("POST", f"{office.path}/invitations", wish, 201)


async def test_whoever_is_invited_comes_in_by_the_mails_link(office: PostOffice) -> None:
    wish = {
        "emails": ["new@example.org", "Stranger@example.org", "new@example.org",
                   "editor@example.org"],
        "role": "commenter",
        "message": "Come <b>in</b>\nplease",
    }  # fmt: skip
    sent = await office["facilitator"].ask("POST", f"{office.path}/invitations", wish, 201)
    assert sent == {"sent": 2}  # An editor may do more already.
    for _ in range(2):
        await office.send(utc_now())
    [mail] = office.mails_to("new")
    assert mail["Subject"] == "Facilitator invites you to “Our plan”"
    assert "Come &lt;b&gt;in&lt;/b&gt;<br>please" in part(mail, "html")
    [link] = [line for line in part(mail, "plain").splitlines() if "/join/" in line]
    token = link.rpartition("/")[2]
    seen = await office["nobody"].ask("GET", f"/invites/{token}")
    assert (seen["role"], seen["invited_by"]) == ("commenter", "Facilitator")
    assert seen["expires_at"] is not None
    invites = await office["ada"].ask("GET", f"{office.path}/invites")
    assert "new@example.org" in {invite["label"] for invite in invites}

    [told] = await office.inbox("stranger")
    assert (told["kind"], told["board"]) == ("invitation", None)
    assert told["title"] == "invited you to “Our plan” as commenter"
    assert told["link"].startswith("/join/")
    assert len(office.mails_to("stranger")) == 1

    ends = mail["List-Unsubscribe"].strip("<>").rpartition("/")[2]
    await office["nobody"].ask("POST", f"/unsubscribe/{ends}", expect=204)
    await office["stranger"].ask("PUT", "/notification-settings", {"email": "none"})
    await office["facilitator"].ask("POST", f"{office.path}/invitations", wish, 201)
    await office.send(utc_now())
    assert len(office.mails()) == 2
    assert len(await office.inbox("stranger")) == 2
