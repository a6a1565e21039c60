"""Access tokens are made and revoked on the account page; webhooks are added on a board."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, expect

from people import Visitor
from serving import ServerProcess

PHONE = {"width": 390, "height": 844}


def test_a_token_is_made_used_and_revoked(visit: Callable[..., Visitor], shots: Path) -> None:
    ada = visit("Ada")
    ada.sign_up()
    page = ada.page
    page.goto("/account")
    section = page.get_by_role("region", name="Access tokens")
    expect(section.get_by_text("No tokens yet.")).to_be_visible()
    section.get_by_role("button", name="New token").click()
    section.get_by_role("button", name="Make the token").click()
    expect(section.get_by_text("Name what it is for.")).to_be_visible()
    section.get_by_label("What is it for?").fill("Weekly report")
    section.get_by_role("radio", name="Comment").click()
    page.screenshot(path=shots / "token-form.png", full_page=True)
    section.get_by_role("button", name="Make the token").click()
    shown = section.get_by_role("region", name="New token")
    token = shown.locator("code").inner_text()
    expect(shown.get_by_role("button", name="Copy", exact=True)).to_be_focused()
    expect(section.get_by_text("not used yet")).to_be_visible()
    assert ada.axe_by_day_and_night() == []
    page.screenshot(path=shots / "token-light.png", full_page=True)
    page.set_viewport_size(PHONE)
    page.screenshot(path=shots / "token-phone.png", full_page=True)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"]

    headers = {"Authorization": f"Bearer {token}"}
    used = httpx.get(f"{ada.url}/api/me", headers=headers)
    assert used.json()["name"] == "Ada"
    page.reload()
    # Also what confirms is there then: its code comes after the page's.
    page.wait_for_load_state("networkidle")
    expect(section.get_by_text("Comment · ends in")).to_be_visible()
    expect(section.get_by_text("not used yet")).to_have_count(0)
    expect(page.get_by_text(token)).to_have_count(0)
    section.get_by_role("button", name="Revoke the token Weekly report").click()
    page.get_by_role("dialog").get_by_role("button", name="Revoke").click()
    expect(section.get_by_text("No tokens yet.")).to_be_visible()
    assert httpx.get(f"{ada.url}/api/me", headers=headers).status_code == 401


class Receiver(HTTPServer):
    """Answers 200, or first what ``answers`` says."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers: list[int] = []
        self.types: list[str] = []


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.types.append(json.loads(body)["type"])
        self.send_response(self.server.answers.pop(0) if self.server.answers else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_said: Any) -> None:
        pass


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as listening:
        thread = threading.Thread(target=listening.serve_forever)
        thread.start()
        yield listening
        listening.shutdown()
        thread.join()


@pytest.fixture
def ada(tmp_path: Path, web_dir: Path, browser: Browser) -> Iterator[Visitor]:
    """On a server whose webhooks may lead to this machine."""
    with ServerProcess(
        tmp_path, PLANHALL_WEB_DIR=str(web_dir), PLANHALL_WEBHOOK_ALLOW_PRIVATE="true"
    ) as server:
        visitor = Visitor("Ada", browser, server.url)
        yield visitor
        visitor.context.close()
        assert visitor.page_errors == []


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    folder = tmp_path / "shots"
    folder.mkdir()
    return folder


def test_a_webhook_is_added_tried_and_seen_to_stop(
    ada: Visitor, receiver: Receiver, shots: Path
) -> None:
    ada.sign_up()
    board = ada.create_plan("Buses", {"Reach every town": []})
    ada.open_board(board)
    page = ada.page
    page.get_by_role("button", name="Board menu").click()
    page.get_by_role("menuitem", name="Webhooks").click()
    dialog = page.get_by_role("dialog", name="Webhooks")
    expect(dialog.get_by_role("heading", name="No webhooks yet")).to_be_visible()
    page.screenshot(path=shots / "webhooks-none.png")
    dialog.get_by_role("button", name="Add a webhook").click()
    dialog.get_by_label("Address").fill("ftp://example.org")
    dialog.get_by_role("button", name="Add the webhook").click()
    expect(dialog.get_by_text("The address must begin with https://.")).to_be_visible()
    page.screenshot(path=shots / "webhooks-form.png")
    host = f"127.0.0.1:{receiver.server_port}"
    dialog.get_by_label("Address").fill(f"http://{host}/planhall")
    dialog.get_by_label("Changes of the plan").click()
    dialog.get_by_role("button", name="Add the webhook").click()
    secret = dialog.get_by_role("region", name="Secret")
    expect(secret.get_by_text("whsec_")).to_be_visible()
    expect(dialog.get_by_text("Active")).to_be_visible()

    more = dialog.get_by_role("button", name=f"More about the webhook to {host}")
    more.click()
    page.get_by_role("menuitem", name="Send a test message").click()
    expect(dialog.get_by_text("Delivered · 200")).to_be_visible()
    assert receiver.types == ["ping"]
    assert ada.axe_by_day_and_night() == []
    page.screenshot(path=shots / "webhooks-light.png")

    receiver.answers = [410]
    dialog.get_by_role("button", name="Send again: ping").click()
    expect(dialog.get_by_text("says that it is gone for good")).to_be_visible()
    expect(dialog.get_by_text("Paused")).to_be_visible()
    assert ada.axe_by_day_and_night() == []
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=shots / "webhooks-dark.png")
    page.set_viewport_size(PHONE)
    page.screenshot(path=shots / "webhooks-phone.png")
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog.get_by_text("Active")).to_be_visible()
    more.click()
    page.get_by_role("menuitem", name="Remove").click()
    page.get_by_role("dialog", name="Remove the webhook").get_by_role(
        "button", name="Remove"
    ).click()
    expect(dialog.get_by_role("heading", name="No webhooks yet")).to_be_visible()
