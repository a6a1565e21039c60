"""Takes the pictures in the README and the docs: two people on the demo board.

Run `make screenshots`. It serves the demo on a port and a data folder of its own, and writes into
`docs/images/`.
"""

import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

DOCS = Path(__file__).resolve().parent
sys.path.insert(0, str(DOCS.parent / "tests"))

from serving import ServerProcess  # noqa: E402

IMAGES = DOCS / "images"
WIDE = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


def main() -> None:
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = ServerProcess(Path(folder), command="demo")
        system = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
        browser = playwright.chromium.launch(
            executable_path=system, args=["--no-sandbox", "--disable-gpu", "--disable-quic"]
        )
        with server:
            printed = re.search(r"http\S+/join/(\S+)", server.log.read_text())
            if printed is None:
                raise RuntimeError("the demo printed no link")
            _take(browser, f"{server.url}/join/{printed[1]}")
        browser.close()


def _take(browser: Browser, link: str) -> None:
    ada = _join(browser, link, "Ada Lindqvist", color_scheme="light")
    noor = _join(browser, link, "Noor Haddad", color_scheme="dark")
    sam = _join(browser, link, "Sam Okafor", color_scheme="light")
    objective = "Hear from people in every town and on every shift"
    _open(ada, objective)
    _open(noor, objective)
    body = noor.get_by_role("textbox", name="Notes")
    body.click()
    noor.keyboard.press("Control+End")
    noor.keyboard.type(" The depots asked for the night shift too.")
    sam.get_by_text("Ask those who do not ride").first.click()
    ada.wait_for_timeout(1200)
    ada.screenshot(path=IMAGES / "board-light.png")
    noor.wait_for_timeout(400)
    noor.screenshot(path=IMAGES / "board-dark.png")
    sam.get_by_role("radio", name="Columns").locator("xpath=..").click()
    sam.wait_for_timeout(800)
    sam.screenshot(path=IMAGES / "columns.png")
    phone = _join(browser, link, "Ines Castro", viewport=PHONE, has_touch=True)
    phone.screenshot(path=IMAGES / "phone.png")


def _join(browser: Browser, link: str, name: str, **options: object) -> Page:
    context = browser.new_context(**{"viewport": WIDE, "device_scale_factor": 1.5, **options})
    page = context.new_page()
    page.goto(link)
    page.get_by_label("Your name").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator('[data-saved-state="saved"]').first).to_be_attached()
    return page


def _open(page: Page, title: str) -> None:
    row = page.get_by_role("treeitem").filter(has_text=title).first
    row.hover()
    row.get_by_role("button", name=re.compile("^Open", re.I)).first.click()


if __name__ == "__main__":
    main()
