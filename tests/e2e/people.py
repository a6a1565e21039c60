"""Somebody with a browser window: signs up, opens boards, types, and is looked over by axe."""

import re
import uuid
from collections.abc import Sequence
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Response, expect

from board_page import BoardPage
from serving import REPOSITORY

AXE = REPOSITORY / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
# One that ends may have another begin, of what inherits from it.
UNTIL_STILL = """async () => {
  const moving = () => document.getAnimations()
    .filter((one) => one.playState === "running")
    .filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
  for (let now = moving(); now.length > 0; now = moving())
    await Promise.allSettled(now.map((one) => one.finished));
}"""
OF_WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PASSWORD = "correct horse"
# What the browser itself logs of a network or a server that is away, or of a refusal.
OF_THE_NETWORK = re.compile(r"Failed to load resource|WebSocket connection to|net::ERR_")


class Visitor:
    """One person in a browser context of their own: own cookies, own storage, own connection."""

    def __init__(self, name: str, browser: Browser, url: str, **options: Any) -> None:
        self.name = name
        self.email = f"{name.lower()}.{uuid.uuid4().hex[:10]}@example.org"
        self.url = url
        self.context = browser.new_context(
            base_url=url,
            **{
                "viewport": {"width": 1280, "height": 800},
                # It fetches the whole app into each new window's storage: only where it matters.
                "service_workers": "block",
                # What moves is drawn by the processor here, and there are many windows.
                "reduced_motion": "reduce",
                **options,
            },
        )
        self.context.set_default_timeout(15_000)
        self.page_errors: list[str] = []
        self.page = self.open_page()
        self.board = BoardPage(self.page)

    def open_page(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.page_errors.append(error.stack or str(error)))
        page.on("console", self._heed_console)
        page.on("response", self._heed_response)
        return page

    def _heed_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not OF_THE_NETWORK.search(message.text):
            self.page_errors.append(message.text)

    def _heed_response(self, response: Response) -> None:
        if response.status >= 500:
            self.page_errors.append(f"{response.status} from {response.url}")

    # -- over REST, where a test is not about the forms

    def sign_up(self) -> None:
        self._post("/api/sign-up", {"name": self.name, "email": self.email, "password": PASSWORD})

    def create_board(self, title: str, template: str | None = None) -> str:
        body = {"workspace": self.workspace(), "title": title, "template": template}
        board: str = self._post("/api/boards", body)["id"]
        return board

    def create_plan(
        self, title: str, goals: dict[str, list[str]], stakeholders: Sequence[str] = ()
    ) -> str:
        """A board with these goals, below each its objectives, all for these stakeholders."""
        concerned = "".join(
            f"<Stakeholder><Name>{name}</Name></Stakeholder>" for name in stakeholders
        )
        named = "".join(
            f"<Goal><Name>{goal}</Name>{concerned}"
            + "".join(f"<Objective><Name>{name}</Name></Objective>" for name in objectives)
            + "</Goal>"
            for goal, objectives in goals.items()
        )
        file = (
            f'<StrategicPlan xmlns="urn:ISO:std:iso:17469:tech:xsd:stratml_core">'
            f"<Name>{title}</Name>"
            f"<StrategicPlanCore>{named}</StrategicPlanCore></StrategicPlan>"
        )
        upload = {"name": "plan.xml", "mimeType": "application/xml", "buffer": file.encode()}
        answer = self.context.request.post(
            "/api/boards/import",
            multipart={"workspace": self.workspace(), "file": upload},
            headers={"Origin": self.url},
        )
        assert answer.ok, f"import: {answer.status} {answer.text()}"
        board: str = answer.json()["board"]["id"]
        return board

    def workspace(self) -> str:
        found: str = self.get("/api/workspaces")[0]["id"]
        return found

    def invite(self, board: str, role: str) -> str:
        """The path of a new invite link."""
        invite = self._post(f"/api/boards/{board}/invites", {"role": role, "expires_in_hours": 1})
        return f"/join/{invite['token']}"

    def accept(self, invite_path: str) -> None:
        """Join as a guest (or as oneself, when signed in)."""
        token = invite_path.rsplit("/", 1)[1]
        self._post(f"/api/invites/{token}/accept", {"name": self.name})

    def revoke(self, board: str, invite_path: str) -> None:
        links = self.get(f"/api/boards/{board}/invites")
        invite = next(link["id"] for link in links if invite_path.endswith(link["token"]))
        self._ask("DELETE", f"/api/boards/{board}/invites/{invite}")

    def board_token(self, board: str) -> str:
        """For Yjs clients that keep no cookies."""
        token: str = self._post(f"/api/boards/{board}/tokens", {})["token"]
        return token

    def id(self) -> str:
        found: str = self.get("/api/me")["id"]
        return found

    def get(self, path: str) -> Any:
        return self._ask("GET", path)

    def _post(self, path: str, body: dict[str, Any]) -> Any:
        return self._ask("POST", path, body)

    def change_role(self, board: str, person: str, role: str) -> None:
        self._ask("PATCH", f"/api/boards/{board}/people/{person}", {"role": role})

    def remove_from_board(self, board: str, person: str) -> None:
        self._ask("DELETE", f"/api/boards/{board}/people/{person}")

    def _ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        answer = self.context.request.fetch(
            path, method=method, data=body, headers={"Origin": self.url}
        )
        assert answer.ok, f"{method} {path}: {answer.status} {answer.text()}"
        return answer.json() if answer.body() else None

    # -- on a page

    def open_board(self, board: str, search: str = "") -> None:
        self.page.goto(f"/boards/{board}{search}")
        self.expect_saved()

    def expect_saved(self, timeout: float = 15_000) -> None:
        self.board.expect_state("saved", timeout)

    def row(self, item: str) -> Locator:
        return self.board.row_of(item)

    def axe(self) -> list[str]:
        """Serious and critical violations on the page as it is now, each named with its places."""
        return self._axe(OF_WCAG)

    def axe_by_day_and_night(self) -> list[str]:
        """The same, and what has too little contrast in the dark: all else is as in the light."""
        found = self.axe()
        html = self.page.locator("html")
        self.page.emulate_media(color_scheme="dark")
        expect(html).to_have_attribute("data-mantine-color-scheme", "dark")
        # Colours that are still on their way have another contrast.
        self.page.evaluate(UNTIL_STILL)
        found += [
            f"in the dark: {one}"
            for one in self._axe({"type": "rule", "values": ["color-contrast"]})
        ]
        self.page.emulate_media(color_scheme="light")
        expect(html).to_have_attribute("data-mantine-color-scheme", "light")
        return found

    def _axe(self, only: dict[str, Any]) -> list[str]:
        return [
            f"{violation['id']}: {violation['help']} — "
            + "; ".join(_told(node) for node in violation["nodes"][:5])
            for violation in axe_violations(self.page, only)
            if violation["impact"] in {"serious", "critical"}
        ]


def axe_violations(page: Page, only: dict[str, Any]) -> list[dict[str, Any]]:
    """What axe finds with the rules that ``only`` names, as axe tells it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate(
        # What passed is most of it, and only costs on its way here.
        """async (only) => (await axe.run(document, {
          runOnly: only, resultTypes: ["violations"],
        })).violations""",
        only,
    )
    return found


def _told(node: dict[str, Any]) -> str:
    """Where axe found something, and what it saw there."""
    where = " ".join(map(str, node["target"]))
    return f"{where} ({'; '.join(check['message'] for check in node['any'] + node['all'])})"


def join(visitor: Visitor, host: Visitor, board: str, role: str = "editor") -> None:
    """Let somebody on the host's board by an invite link, and open it in their window."""
    visitor.accept(host.invite(board, role))
    visitor.open_board(board)
