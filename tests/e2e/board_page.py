"""A board as one sees it: its rows and cards, the open item, and what it says of saving."""

import time
from collections.abc import Callable
from typing import Any, TypeVar

from playwright.sync_api import Locator, Page, expect

T = TypeVar("T")

OUTLINE = """() => [...document.querySelectorAll('[role="tree"] [role="treeitem"]')].map((row) => {
  const title = row.querySelector('[data-title]');
  const text = title === null ? '' : (title.value ?? title.textContent);
  return '  '.repeat(Number(row.getAttribute('aria-level')) - 1) + text;
})"""
COLUMN = """kind => [...document.querySelectorAll(`[data-column="${kind}"] [data-card-id]`)]
  .map((card) => card.querySelector('[data-title]')?.textContent ?? '')"""
ITEM = """title => [...document.querySelectorAll('[data-item-id], [data-card-id]')].find((item) => {
  const shown = item.querySelector('[data-title]');
  return shown !== null && (shown.value ?? shown.textContent) === title;
})"""
BODY = """editor => [...editor.children].map((block) => {
  const copy = block.cloneNode(true);
  for (const caret of copy.querySelectorAll('[data-caret-name]')) caret.remove();
  return copy.textContent;
})"""


class BoardPage:
    """What a person does on a board, in the words of the board."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def show(self, view: str) -> None:
        """Look at the plan as "Outline" or as "Columns"."""
        self.page.get_by_role("radiogroup", name="View").locator("label", has_text=view).click()
        expect(self.page.locator(f'[data-view="{view.lower()}"]')).to_be_visible()

    # -- the plan

    def outline(self) -> list[str]:
        """The titles from top to bottom, each level indented by two spaces."""
        rows: list[str] = self.page.evaluate(OUTLINE)
        return rows

    def expect_outline(self, rows: list[str], timeout: float = 15) -> None:
        eventually(self.page, self.outline, rows, timeout)

    def column(self, kind: str) -> list[str]:
        """The titles of the cards of a kind."""
        cards: list[str] = self.page.evaluate(COLUMN, kind)
        return cards

    def item(self, title: str) -> str:
        """The id of the item with this title, once it shows."""
        found = self.page.wait_for_function(ITEM, arg=title)
        item: str = found.evaluate("found => found.dataset.itemId ?? found.dataset.cardId")
        return item

    def row_of(self, item: str) -> Locator:
        return self.page.locator(f'[role="treeitem"][data-item-id="{item}"]')

    def row(self, title: str) -> Locator:
        return self.row_of(self.item(title))

    def card(self, title: str) -> Locator:
        return self.page.locator(f'[data-card-id="{self.item(title)}"]')

    # -- titles

    def edit_title(self, item: str) -> Locator:
        """Put the caret at the end of a title."""
        self.row_of(item).locator("[data-title]").click()
        field = self.title_field(item)
        expect(field).to_be_focused()
        self.page.keyboard.press("End")
        return field

    def title_field(self, item: str) -> Locator:
        return self.row_of(item).locator("textarea")

    def title(self, item: str) -> str:
        """What a row shows as its title, edited or not."""
        shown: str = self.row_of(item).evaluate(
            """row => {
              const title = row.querySelector('[data-title]');
              return title === null ? '' : (title.value ?? title.textContent);
            }"""
        )
        return shown

    def choose(self, item: str) -> None:
        """Give a row the focus of the tree."""
        self.edit_title(item)
        self.leave_title()
        expect(self.row_of(item)).to_be_focused()

    def leave_title(self) -> None:
        """With Escape, from a title to its row."""
        self.page.keyboard.press("Escape")
        expect(self.page.locator('[role="treeitem"]:focus')).to_be_attached()

    # -- the open item

    @property
    def panel(self) -> Locator:
        return self.page.get_by_role("complementary", name="Open item")

    @property
    def notes(self) -> Locator:
        return self.panel.get_by_label("Notes")

    def open_item(self, item: str) -> Locator:
        row = self.row_of(item)
        # The row's buttons come with the pointer.
        row.locator("[data-title]").hover()
        row.get_by_role("button", name="Open ").click()
        expect(self.panel.locator(f'[data-item-panel="{item}"]')).to_be_visible()
        return self.panel

    def write_notes(self, text: str) -> None:
        """Type at the end of the open item's notes."""
        begin = self.panel.get_by_role("button", name="Write notes…")
        expect(begin.or_(self.notes)).to_be_visible()
        if begin.is_visible():
            begin.click()
        self.notes.click()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(text)

    def body(self) -> list[str]:
        """The paragraphs of the open item's notes."""
        blocks: list[str] = self.notes.evaluate(BODY)
        return blocks

    # -- people

    def follow(self, name: str) -> None:
        self.page.get_by_role("button", name=f"Follow {name}").first.click()

    # -- saving

    @property
    def state(self) -> Locator:
        return self.page.locator("[data-saved-state]").first

    def expect_state(self, state: str, timeout: float = 15_000) -> None:
        expect(self.state).to_have_attribute("data-saved-state", state, timeout=timeout)

    def unsaved(self) -> int:
        return int(self.state.get_attribute("data-unsaved") or 0)


def eventually(page: Page, look: Callable[[], T], wanted: T, timeout: float = 15) -> None:
    """Look again and again until it is as wanted; at the end, say how it differs."""
    until(page, lambda: look() == wanted, timeout)
    assert look() == wanted


def until(page: Page, holds: Callable[[], Any], timeout: float = 15) -> bool:
    """Whether it came to hold in time (seconds)."""
    deadline = time.monotonic() + timeout
    while not holds():
        if time.monotonic() > deadline:
            return False
        page.wait_for_timeout(40)
    return True


def drag(page: Page, source: Locator, target: Locator, *, dx: float = 0, dy: float = 0) -> None:
    """Drag with the mouse from one thing to a place beside the middle of another."""
    target.scroll_into_view_if_needed()
    source.scroll_into_view_if_needed()
    start, end = _middle(source), _middle(target)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + 6, start[1] + 6)
    page.mouse.move(end[0] + dx, end[1] + dy, steps=8)
    page.mouse.move(end[0] + dx, end[1] + dy)
    page.mouse.up()


def _middle(what: Locator) -> tuple[float, float]:
    box = what.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
