"""Somebody's inbox as they see it: the bell, the list that it opens, what they want to hear of."""

import re

from playwright.sync_api import Locator, Page, expect

from board_page import until
from people import Visitor

COUNT = re.compile(r"^Inbox: (\d+) unread$")


class Inbox:
    """What a person does with what they are told."""

    def __init__(self, visitor: Visitor) -> None:
        self.page: Page = visitor.page

    @property
    def bell(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Inbox"))

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("dialog", name="Inbox")

    def unread(self) -> int:
        """As the bell says it."""
        found = COUNT.match(self.bell.get_attribute("aria-label") or "")
        return int(found[1]) if found else 0

    def expect_unread(self, count: int) -> None:
        """Looks as somebody does who comes back to the window again and again."""

        def looked() -> bool:
            self.page.evaluate("() => window.dispatchEvent(new Event('visibilitychange'))")
            self.page.wait_for_timeout(150)
            return self.unread() == count

        expect(self.bell).to_be_visible()
        until(self.page, looked)
        assert self.unread() == count

    def open(self) -> Locator:
        self.bell.click()
        expect(self.panel.get_by_role("radiogroup", name="Which notifications")).to_be_visible()
        return self.panel

    def row(self, words: str) -> Locator:
        return self.page.locator("[data-notification]").filter(has_text=words)

    def follow(self, words: str) -> None:
        """From the open list to where it happened."""
        self.row(words).get_by_role("link").click()
        expect(self.panel).to_have_count(0)

    def choose_level(self, name: str) -> None:
        """On a board: "Watching", "Taking part" or "Muted"."""
        self.open_board_settings()
        choice = self.board_settings.get_by_role("radio", name=name)
        with self.page.expect_response("**/notifications"):
            # Not `check`, which looks before the page has drawn anew.
            choice.click()
        expect(choice).to_be_checked()
        self.page.keyboard.press("Escape")
        expect(self.board_settings).to_have_count(0)

    @property
    def board_settings(self) -> Locator:
        return self.page.get_by_role("dialog", name="Notifications of this board")

    def open_board_settings(self) -> None:
        self.page.get_by_role("button", name="Board menu").click()
        self.page.get_by_role("menuitem", name="Notifications…").click()
        expect(self.board_settings.get_by_role("radio", checked=True)).to_be_visible()
