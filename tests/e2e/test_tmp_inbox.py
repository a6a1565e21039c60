import json, datetime
from playwright.sync_api import expect

def test_look(visit):
    ada = visit("Ada")
    ada.sign_up()
    board = ada.create_plan("Buses for everyone in the county", {"Reach every town": ["Run on time"]})
    me = ada.get("/api/me")
    now = datetime.datetime.now(datetime.timezone.utc)
    def n(i, kind, title, excerpt="", by=True, hours=1, read=False, link="/"):
        return dict(id=f"n{i}", kind=kind, board={"id": board, "title": "Buses for everyone in the county"},
          by=dict(id=f"p{i}", name=["Bo Brooks","Cy","Dan the Long-Named Person"][i%3], color=["#4455c2","#9e4500","#067272"][i%3], guest=i%3==1) if by else None,
          at=(now-datetime.timedelta(hours=hours)).isoformat(), read_at=now.isoformat() if read else None,
          title=title, excerpt=excerpt, link=link)
    ns = [
      n(0,"mention","mentioned you in a comment on “Reach every town”","@Ada what do you say? I think that the bus to the lake should go on Sundays, too, and in the evening.", hours=0.1, link=f"/boards/{board}"),
      n(1,"reply","answered in a thread where you wrote, on “Run on time”","Yes.", hours=1),
      n(2,"suggestion","suggested another title for “Reach every town”","Reach every village", hours=3, read=True),
      n(3,"due","“Ask the drivers” is due tomorrow", by=False, hours=5),
      n(4,"assigned","gave you “Hear the riders”", hours=26, read=True),
      n(5,"decision","took a decision in “Spring workshop”","We run on Sundays.", hours=28, read=True),
      n(6,"session","began the session “Spring workshop”", hours=80, read=True),
      n(7,"invitation","invited you to “Trams”", hours=400, read=True),
    ]
    def fake(route):
        p = route.request.url
        if "count" in p: route.fulfill(json={"unread": 3})
        else: route.fulfill(json={"notifications": ns, "unread": 3, "next": "x"})
    ada.page.route("**/api/inbox**", fake)
    ada.page.route("**/api/inbox/**", fake)
    ada.page.route("**/api/notification-settings", lambda r: r.fulfill(json=dict(email="daily", time_zone="Europe/Vienna", push=False, can_email=True, mail_works=False)))
    ada.page.route("**/api/boards/*/notifications", lambda r: r.fulfill(json=dict(level="participating", email="default")))
    ada.page.route("**/api/unsubscribe/*", lambda r: r.fulfill(json=dict(board={"id": board, "title": "Buses"}, email_hint="a…@example.org")))
    P = ada.page
    def shot(name): P.wait_for_timeout(250); P.screenshot(path=f"/tmp/shots/{name}.png")
    P.goto("/")
    bell = P.get_by_role("button", name="Inbox: 3 unread")
    expect(bell).to_be_visible(); bell.click()
    expect(P.get_by_text("Show more")).to_be_visible()
    shot("home-panel"); print(ada.axe_by_day_and_night())
    P.emulate_media(color_scheme="dark"); shot("home-panel-dark"); P.emulate_media(color_scheme="light")
    P.goto("/inbox"); expect(P.get_by_text("Show more")).to_be_visible(); shot("page"); print(ada.axe())
    P.goto("/account#notifications"); expect(P.get_by_text("Time zone")).to_be_visible(); shot("account"); print(ada.axe_by_day_and_night())
    P.goto("/unsubscribe/abc"); expect(P.get_by_role("button", name="Stop these")).to_be_visible(); shot("unsub"); print(ada.axe())
    ada.open_board(board); shot("board")
    P.get_by_role("button", name="Board menu").click(); shot("menu")
    P.get_by_role("menuitem", name="Notifications").click(); expect(P.get_by_text("Taking part")).to_be_visible(); shot("board-dialog"); print(ada.axe_by_day_and_night())
    P.keyboard.press("Escape")
    P.get_by_role("button", name="Share").click(); P.get_by_text("Invite by email").click(); P.get_by_label("Email addresses").fill("ada@example.org, bo"); P.get_by_role("button", name="Send").click(); shot("share"); print(ada.axe_by_day_and_night())
    P.keyboard.press("Escape")
    P.set_viewport_size({"width": 390, "height": 844})
    shot("board-phone")
    P.get_by_role("button", name="Inbox").click(); expect(P.get_by_text("Show more")).to_be_visible(); shot("panel-phone"); print(ada.axe())
    P.goto("/"); shot("home-phone")
    P.goto("/account#notifications"); expect(P.get_by_text("Time zone")).to_be_visible(); shot("account-phone")
