"""A session as one sees it on the board: its bar, the activity, the facilitator's panel."""

from playwright.sync_api import Locator, Page, expect

from people import Visitor

LEFT = "() => Number(document.querySelector('[data-seconds]')?.dataset.seconds ?? -1)"


class Bar:
    """The bar over somebody's board while a session is on."""

    def __init__(self, visitor: Visitor) -> None:
        self.page: Page = visitor.page
        self.root: Locator = self.page.get_by_role("region", name="Session", exact=True)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name)

    def expect_activity(self, title: str, step: str) -> None:
        expect(self.root).to_contain_text(title, timeout=15_000)
        expect(self.root).to_contain_text(step)

    def seconds(self) -> int:
        left: int = self.page.evaluate(LEFT)
        return left

    @property
    def stage(self) -> Locator:
        return self.page.get_by_role("region", name="What is on")

    @property
    def facilitate(self) -> Locator:
        return self.page.get_by_role("complementary", name="Facilitate")
