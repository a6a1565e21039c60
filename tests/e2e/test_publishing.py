"""A plan is published from the share dialog, and read by anyone, also within another site."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from people import OF_WCAG, UNTIL_STILL, Visitor, axe_violations

SHOTS = os.environ.get("PLANHALL_SHOTS")


def shoot(page: Page, name: str) -> None:
    """A picture, where somebody asked for them."""
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


def look_over(page: Page) -> list[str]:
    """What axe finds on a page of plain HTML."""
    return [
        f"{one['id']}: {[node['target'] for node in one['nodes'][:3]]}"
        for one in axe_violations(page, OF_WCAG)
    ]


@contextmanager
def another_site(embed_code: str) -> Iterator[str]:
    """A server of another origin, whose one page has this code in it."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><title>Else</title>{embed_code}".encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://localhost:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_plan_is_published_read_and_ended(
    visit: Callable[..., Visitor], browser: Browser
) -> None:
    ada = visit("Ada", permissions=["clipboard-read", "clipboard-write"])
    ada.sign_up()
    board = ada.create_plan(
        "Buses", {"Reach every town": ["Nine of ten", "Night lines"]}, ["Riders"]
    )
    ada.open_board(board)
    page = ada.page
    page.get_by_role("button", name="Share").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radiogroup", name="Share with").get_by_text("Public page").click()
    expect(dialog.get_by_text("Anyone who has the address can read the plan")).to_be_visible()
    shoot(page, "dialog-before")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.get_by_text("This plan is public")).to_be_visible()
    expect(dialog.get_by_text("Shows 0 of 3 items; drafts are left out.")).to_be_visible()
    dialog.get_by_role("switch", name="Drafts").press("Space")
    expect(dialog.get_by_text("Shows all 3 items.")).to_be_visible()
    dialog.get_by_role("switch", name="Downloads").press("Space")
    expect(dialog.get_by_role("switch", name="Downloads")).to_be_checked()
    expect(dialog.get_by_role("switch", name="Downloads")).to_be_enabled()
    assert ada.axe_by_day_and_night() == []
    shoot(page, "dialog")
    page.set_viewport_size({"width": 390, "height": 844})
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_attribute("data-mantine-color-scheme", "dark")
    page.evaluate(UNTIL_STILL)
    shoot(page, "dialog-dark-390")
    page.emulate_media(color_scheme="light")
    dialog.get_by_role("button", name="Copy: Address").click()
    expect(dialog.get_by_role("button", name="Address: copied")).to_be_visible()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{ada.url}/p/")
    code = dialog.get_by_label("Code to embed it", exact=True).input_value()

    # Without scripts, without an account.
    plain = browser.new_context(java_script_enabled=False)
    reader = plain.new_page()
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Buses")
    expect(reader.get_by_role("heading", level=2, name="Reach every town")).to_be_visible()
    expect(reader.get_by_role("heading", level=3)).to_have_text(["Nine of ten", "Night lines"])
    with reader.expect_download() as download:
        reader.get_by_role("link", name="Markdown").click()
    assert "Reach every town" in download.value.path().read_text()

    look = browser.new_context(viewport={"width": 1280, "height": 900})
    public = look.new_page()
    refused: list[str] = []
    public.on("console", lambda message: refused.append(message.text))
    public.goto(address)
    public.evaluate("document.fonts.ready")
    assert refused == []  # its own policy keeps nothing of it away
    shoot(public, "page")
    assert look_over(public) == []
    public.emulate_media(color_scheme="dark")
    public.evaluate(UNTIL_STILL)
    assert look_over(public) == []
    shoot(public, "page-dark")
    public.set_viewport_size({"width": 390, "height": 844})
    width = public.evaluate("document.documentElement.scrollWidth")
    assert width <= 390
    shoot(public, "page-dark-390")
    public.set_viewport_size({"width": 700, "height": 700})
    public.emulate_media(color_scheme="light")

    with another_site(code) as elsewhere:
        public.goto(elsewhere)
        frame = public.frame_locator("iframe[title='Buses']")
        expect(frame.get_by_role("heading", name="Reach every town")).to_be_visible()
        link = frame.get_by_role("link", name="Open the whole plan")
        expect(link).to_have_attribute("href", address)
        shoot(public, "embed")
    # The whole page does not stand within others.
    with another_site(code.replace("/embed", "")) as elsewhere:
        public.goto(elsewhere)
        heading = public.frame_locator("iframe").get_by_role("heading", name="Buses")
        expect(heading).to_have_count(0)
        assert any("frame-ancestors" in text for text in refused)

    dialog.get_by_role("button", name="Stop publishing").click()
    expect(dialog.get_by_role("button", name="Publish", exact=True)).to_be_visible()
    answer = reader.goto(address)
    assert answer is not None
    assert answer.status == 404
    expect(reader.get_by_role("heading", level=1)).to_have_text("There is nothing here")
    dialog.get_by_role("switch", name="Use the former address again").press("Space")
    dialog.get_by_role("button", name="Publish", exact=True).click()
    expect(dialog.get_by_label("Address", exact=True)).to_have_value(address)
    plain.close()
    look.close()


def test_ones_calendar_has_an_address_that_can_be_another(visit: Callable[..., Visitor]) -> None:
    ada = visit("Ada", permissions=["clipboard-read", "clipboard-write"])
    ada.sign_up()
    page = ada.page
    page.goto("/account")
    section = page.get_by_role("region", name="Calendar")
    section.get_by_role("button", name="Make a calendar address").click()
    field = section.get_by_label("Address", exact=True)
    expect(field).to_be_visible()
    first = field.input_value()
    answer = ada.context.request.get(first)
    assert answer.text().startswith("BEGIN:VCALENDAR\r\n")
    section.get_by_role("switch", name="Only what is mine").press("Space")
    expect(section.get_by_role("switch", name="Only what is mine")).to_be_checked()
    expect(section.get_by_role("switch", name="Only what is mine")).to_be_enabled()
    section.get_by_role("button", name="New address…").click()
    expect(section.get_by_text("The present address stops working at once.")).to_be_visible()
    assert ada.axe_by_day_and_night() == []
    shoot(page, "calendar")
    section.get_by_role("button", name="Make a new address").click()
    expect(field).not_to_have_value(first)
    assert ada.context.request.get(first).status == 404
    second = field.input_value()
    assert ada.context.request.get(second).ok
    section.get_by_role("button", name="Turn off").click()
    expect(section.get_by_role("button", name="Make a calendar address")).to_be_visible()
    assert ada.context.request.get(second).status == 404
