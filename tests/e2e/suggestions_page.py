"""Suggestions as one sees them on a board: the form, the list, what an open item shows of them."""

import re

from playwright.sync_api import Locator, Page, expect

from people import Visitor


class Suggestions:
    """What somebody suggests on a board, and what they see of others' suggestions."""

    def __init__(self, visitor: Visitor) -> None:
        self.page: Page = visitor.page
        self.panel: Locator = visitor.board.panel

    # -- writing one

    @property
    def form(self) -> Locator:
        return self.page.get_by_role("dialog", name=re.compile("^Suggest a "))

    def choose(self, what: str) -> None:
        """ "Title", "Notes", "Status", "Place" or "New item below"."""
        self.form.get_by_role("group", name="What would you change?").locator(
            "label", has_text=what
        ).click()
        expect(self.form.get_by_role("radio", name=what)).to_be_checked()

    def send(self) -> None:
        self.form.get_by_role("button", name="Suggest", exact=True).click()
        expect(self.form).to_have_count(0)

    def suggest_title(self, title: str, why: str = "") -> None:
        """For the item that is open, as somebody who may not edit it."""
        self.panel.get_by_role("button", name="Suggest another title").click()
        self.form.get_by_label("Proposed title").fill(title)
        self.form.get_by_label("Why").fill(why)
        self.send()

    # -- the list

    @property
    def button(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile("^Suggestions"))

    @property
    def list(self) -> Locator:
        return self.page.get_by_role("dialog", name="Suggestions", exact=True)

    def open_list(self) -> Locator:
        if self.button.is_visible():
            self.button.click()
        else:
            # On a phone it is in the menu while nothing is open.
            self.page.get_by_role("button", name="Board menu").click()
            self.page.get_by_role("menuitem", name="Suggestions").click()
        expect(self.list).to_be_visible()
        return self.list

    def close_list(self) -> None:
        self.list.get_by_role("button", name="Close").click()
        expect(self.list).to_have_count(0)

    def show_decided(self) -> None:
        self.list.locator("label", has_text="Decided").click()
        expect(self.list.get_by_role("region", name="Decided suggestions")).to_be_visible()

    def show_open(self) -> None:
        self.list.locator("label", has_text="Open").click()
        expect(self.list.get_by_role("region", name="Open suggestions")).to_be_visible()

    def cards(self, within: Locator | None = None) -> Locator:
        return (within or self.list).locator("[data-suggestion]")

    def card(self, text: str, within: Locator | None = None) -> Locator:
        return self.cards(within).filter(has_text=text)

    def side(self, card: Locator, name: str) -> Locator:
        """ "Now", "Before" or "Proposed"."""
        return card.get_by_role("group", name=name, exact=True)

    def decline(self, card: Locator, reason: str) -> None:
        card.get_by_role("button", name="Decline…").click()
        card.get_by_label("Why not").fill(reason)
        card.get_by_role("button", name="Decline", exact=True).click()

    # -- marks on the plan

    def mark(self, item: str) -> Locator:
        return self.page.locator(
            f'[data-item-id="{item}"] [data-suggestion-mark], '
            f'[data-card-id="{item}"] [data-suggestion-mark]'
        )
