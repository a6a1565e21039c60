"""A board with somebody in every role."""

from dataclasses import dataclass

from accounts.small_app import SmallApp, Window

ROLES = ["owner", "facilitator", "editor", "commenter", "viewer"]


@dataclass
class Cast:
    """Everyone who may come to a board.

    ``creator`` made it in her workspace and owns it, as ``owner`` does too; ``member`` is of the
    workspace only, ``guest-editor`` has no account, ``stranger`` has nothing to do with it, and
    ``nobody`` is not signed in.
    """

    board: str
    workspace: str
    people: dict[str, Window]

    def __getitem__(self, who: str) -> Window:
        return self.people[who]


async def gather_cast(small: SmallApp) -> Cast:
    creator = await small.account("Creator")
    board = await creator.board("Our plan")
    people = {"creator": creator}
    for role in ROLES:
        window = await small.account(role.capitalize())
        assert (await window.accept(await creator.invite(board, role))).status_code == 200
        people[role] = window
    guest = small.window()
    assert (await guest.accept(await creator.invite(board, "editor"), "Guest")).status_code == 200
    people["guest-editor"] = guest
    member = await small.account("Member")
    workspace = await creator.workspace()
    profile = await small.accounts.who(member.cookie)
    assert profile is not None
    await small.boards.workspaces.add_member(workspace, profile)
    people["member"] = member
    people["stranger"] = await small.account("Stranger")
    people["nobody"] = small.window()
    small.sync.forget_calls()
    return Cast(board, workspace, people)
