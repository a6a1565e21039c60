"""What somebody may do on a board or in a workspace."""

from enum import StrEnum

from planhall.problems import Forbidden


class Role(StrEnum):
    """On a board, from the one who may most to the one who may least."""

    OWNER = "owner"
    FACILITATOR = "facilitator"
    EDITOR = "editor"
    COMMENTER = "commenter"
    VIEWER = "viewer"

    @property
    def rank(self) -> int:
        """0 for those who may most."""
        return _RANK[self]

    def reaches(self, minimum: "Role") -> bool:
        return self.rank <= minimum.rank

    @property
    def can_write(self) -> bool:
        """Whether the plan itself may be changed."""
        return self.reaches(Role.EDITOR)

    @property
    def invites_up_to(self) -> "Role | None":
        """The highest role that this one may hand out links for."""
        if self is Role.OWNER:
            return Role.OWNER
        return Role.EDITOR if self is Role.FACILITATOR else None


_RANK = {role: rank for rank, role in enumerate(Role)}


class WorkspaceRole(StrEnum):
    OWNER = "owner"
    MEMBER = "member"

    @property
    def on_boards(self) -> Role:
        """The role on the workspace's boards, unless a board gives another."""
        return Role.OWNER if self is WorkspaceRole.OWNER else Role.EDITOR


def demand(role: Role, minimum: Role) -> Role:
    """The role, where it is enough.

    Raises:
        Forbidden: it is not; the problem names the role that is needed.
    """
    if not role.reaches(minimum):
        article = "an" if minimum.value[0] in "aeiou" else "a"
        raise Forbidden(
            f"Only {article} {minimum} of this board may do that. You are {role}.",
            needed_role=minimum.value,
            role=role.value,
        )
    return role
