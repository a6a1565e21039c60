"""The comments of a board as one sees them: the panel, the marked words, what one writes."""

import re

from playwright.sync_api import Locator, Page, expect

from people import Visitor

MARKED = """([item, field]) => {
  const panel = document.querySelector(`[data-item-panel="${item}"]`);
  if (panel === null) return [];
  if (field === 'body') {
    // Somebody's caret among them parts the words in two.
    const words = new Map();
    for (const mark of panel.querySelectorAll('.ProseMirror [data-mark]')) {
      const { mark: thread } = mark.dataset;
      words.set(thread, (words.get(thread) ?? '') + mark.textContent);
    }
    return [...words.values()];
  }
  return [...new Set([...panel.querySelectorAll('[data-mark]')]
    .filter((mark) => mark.closest('.ProseMirror') === null)
    .map((mark) => mark.dataset.mark))];
}"""
SELECT = """([root, words]) => {
  const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node !== null; node = walk.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return;
  }
  throw new Error(`no words: ${words}`);
}"""


class Comments:
    """What a person does with the comments of a board."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page

    # -- the panel

    @property
    def side(self) -> Locator:
        return self.page.get_by_role("complementary", name="Comments on the board")

    @property
    def button(self) -> Locator:
        return self.page.get_by_role("button", name=re.compile(r"^Comments(:|$)"))

    def open(self) -> Locator:
        if not self.side.is_visible():
            self.button.click()
        expect(self.side.get_by_role("heading", name="Comments", exact=True)).to_be_visible()
        return self.side

    def filter(self, name: str) -> None:
        """Show the "Open" ones, the "Resolved" ones or "Mine"."""
        choices = self.side.get_by_role("radiogroup", name="Which comments")
        choices.locator("label", has_text=name).click()

    def thread(self, words: str) -> Locator:
        """The thread that somebody wrote these words in."""
        return self.side.get_by_role("article").filter(has_text=words)

    def comment(self, words: str) -> Locator:
        return self.side.locator("[data-comment]").filter(has_text=words)

    def expect_open(self, count: int) -> None:
        """As the header says it."""
        expect(self.page.locator("[data-open-threads]")).to_have_text(str(count))

    def count_on(self, item: str) -> Locator:
        return self.visitor.row(item).locator("[data-comment-count]")

    # -- writing

    def write(self, field: str, words: str) -> Locator:
        """Type into "New comment" or "Answer"."""
        editor = self.side.get_by_role("textbox", name=field)
        editor.click()
        expect(editor).to_be_focused()
        self.page.keyboard.type(words)
        return editor

    def send(self) -> None:
        self.page.keyboard.press("Control+Enter")

    def begin_on_item(self, item: str, words: str) -> None:
        """In the open item: a comment on the whole of it."""
        panel = self.visitor.board.open_item(item)
        panel.get_by_role("button", name="Comment", exact=True).click()
        self.write("New comment", words)
        self.send()
        expect(self.comment(words)).to_be_visible()

    def answer(self, to: str, words: str) -> None:
        thread = self.thread(to)
        if not thread.get_by_role("textbox", name="Answer").is_visible():
            thread.get_by_role("button", name="Answer", exact=True).click()
        thread.get_by_role("textbox", name="Answer").click()
        self.page.keyboard.type(words)
        self.send()
        expect(self.comment(words)).to_be_visible()

    def menu_of(self, words: str, entry: str) -> None:
        self.comment(words).get_by_role("button", name=re.compile("^More for")).click()
        self.page.get_by_role("menuitem", name=entry).click()

    # -- on words

    @property
    def bubble(self) -> Locator:
        return self.page.get_by_role("button", name="Comment on the selected words")

    def select_in_notes(self, words: str) -> None:
        notes = self.visitor.board.notes
        notes.focus()
        notes.evaluate(f"(root, words) => ({SELECT})([root, words])", words)

    def select_in_title(self, words: str) -> None:
        """In the title of the open item, edited or not."""
        title = self.visitor.board.panel.locator("h2 [data-title]")
        title.evaluate(
            f"""(title, words) => {{
              if (title.tagName !== 'TEXTAREA') return ({SELECT})([title, words]);
              const at = title.value.indexOf(words);
              title.focus();
              title.setSelectionRange(at, at + words.length);
            }}""",
            words,
        )

    def comment_on_selection(self, words: str) -> None:
        self.bubble.click()
        self.write("New comment", words)
        self.send()
        expect(self.comment(words)).to_be_visible()

    def marked_in_notes(self, item: str) -> list[str]:
        """The marked words of the open item's notes."""
        words: list[str] = self.page.evaluate(MARKED, [item, "body"])
        return words

    def marked_in_title(self, item: str) -> int:
        """How many threads are marked in the open item's title."""
        threads: list[str] = self.page.evaluate(MARKED, [item, "title"])
        return len(threads)
