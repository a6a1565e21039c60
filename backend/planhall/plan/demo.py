"""Boards for people who have no account yet: the demo, and plans imported from the command line."""

from dataclasses import dataclass

from planhall.accounts.service import AccountService
from planhall.accounts.views import Person
from planhall.boards.roles import Role
from planhall.boards.service import BoardService
from planhall.plan.report import ImportReport
from planhall.plan.service import PlanService
from planhall.plan.templates import demo_plan

DEMO_BOARD = "demo"
HOLDER_NAME = "Planhall"


@dataclass(frozen=True, slots=True)
class OpenBoard:
    """A board and the address under which anyone may join it."""

    board: str
    title: str
    link: str


class OpenBoards:
    """Makes boards that belong to the service itself, and links with which guests join them."""

    def __init__(self, accounts: AccountService, boards: BoardService, plans: PlanService) -> None:
        self._accounts = accounts
        self._boards = boards
        self._plans = plans

    async def demo(self) -> OpenBoard:
        """The demo board; made the first time, the same one ever after."""
        owner = await self._boards.maker_of(DEMO_BOARD)
        if owner is None:
            holder = await self._accounts.add_guest(HOLDER_NAME)
            plan = demo_plan()
            await self._plans.create_from(plan, None, plan.title, holder, board_id=DEMO_BOARD)
            return await self._open(DEMO_BOARD, holder)
        return await self._open(DEMO_BOARD, owner)

    async def import_file(self, data: bytes, title: str | None) -> tuple[OpenBoard, ImportReport]:
        """A board with the plan of a StratML file.

        Raises:
            Invalid, TooLarge: the file cannot be read; names line and cause.
        """
        holder = await self._accounts.add_guest(HOLDER_NAME)
        board, report = await self._plans.import_file(data, None, title, holder)
        return await self._open(board.id, holder), report

    async def _open(self, board: str, owner: Person) -> OpenBoard:
        view = await self._boards.board_view(board, owner.id)
        for invite in await self._boards.invites.of(board, owner):
            if invite.status == "active" and invite.role == Role.FACILITATOR:
                return OpenBoard(board, view.title, invite.url)
        invite = await self._boards.invites.create(
            board, owner, Role.FACILITATOR, label="From the command line"
        )
        return OpenBoard(board, view.title, invite.url)
