"""Whom a room sends to: all that one socket gets at a tick in one write, joined once for all alike.

Nearly everyone is in step: up to date, read fast enough, owed nothing. They all get the same bytes,
and of them nothing is looked at but where to write: no cache holds a quiet room's members any more
when the next change comes, so that each look at one costs.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from planhall.sync.link import Bundle, Frame
from planhall.sync.member import Member
from planhall.sync.presence import Changes, Owner
from planhall.sync.yprotocol import awareness_message, update_message

Write = Callable[[bytes], object]


class Change(NamedTuple):
    """An update of the document, and who made it if that was one alone: they have it already."""

    update: bytes
    maker: Member | None


class Audience:
    """The members of one room, as it sends to them."""

    def __init__(self) -> None:
        self._in_step: dict[bytes, dict[Member, Write]] = {}
        """By prefix, and how to write to each."""
        self._apart: dict[Member, None] = {}
        """Who has to be looked at."""
        self._sent = 0
        """How often something was sent to all who were in step."""

    def add(self, member: Member) -> None:
        self._in_step.setdefault(member.prefix, {})
        self._apart[member] = None
        self.review(member)

    def remove(self, member: Member) -> None:
        self._apart.pop(member, None)
        group = self._in_step[member.prefix]
        group.pop(member, None)
        if not group and not any(one.prefix == member.prefix for one in self._apart):
            del self._in_step[member.prefix]

    def review(self, member: Member) -> None:
        """What decides whether somebody is in step may have changed; no matter if they left."""
        link = member.link
        write = link.write
        group = self._in_step.get(member.prefix)
        if group is None or (member not in group and member not in self._apart):
            return
        if (
            write is not None
            and member.takes_changes
            and not member.unsent
            and not link.congested
        ):  # fmt: skip
            self._apart.pop(member, None)
            group[member] = write
        else:
            group.pop(member, None)
            self._apart[member] = None

    def writes_to(self, member: Member) -> int:
        """How often so far a member was written to in step, which its link does not count."""
        return self._sent - member.rounds_apart

    def send(self, changes: Sequence[Change], presence: Changes | None) -> list[Member]:
        """Send changes and presence to all; who has become slow by it is returned."""
        news = _News(changes, presence)
        concerned = {change.maker for change in changes if change.maker is not None}
        concerned.update(owner for owner in news.movers if isinstance(owner, Member))
        others = list(self._apart)
        slow: list[Member] = []
        self._sent += 1
        for prefix, group in self._in_step.items():
            for member in concerned:
                if group.pop(member, None) is not None:
                    self._apart[member] = None
                    others.append(member)
            if not group:
                continue
            wire = news.prepared(prefix).wire
            members = tuple(group)
            for write in tuple(group.values()):
                write(wire)
            if len(group) < len(members) and changes:
                # For whom a write was too much has been reviewed meanwhile.
                slow += [member for member in members if member.link.congested]
        for member in others:
            member.rounds_apart += 1
            if news.send_to(member):
                slow.append(member)
            self.review(member)
        return slow


class _Prepared(NamedTuple):
    """What all members with one prefix get."""

    changes: list[Frame]
    presence: Frame | None
    bundle: Bundle
    wire: bytes


class _News:
    """What a tick brought."""

    def __init__(self, changes: Sequence[Change], presence: Changes | None) -> None:
        self._changes = changes
        self._presence = presence
        self._tails = [update_message(change.update) for change in changes]
        self._shown = awareness_message(presence.update()) if presence is not None else None
        self.movers: Mapping[Owner, object] = presence.movers if presence is not None else {}
        self._prepared: dict[bytes, _Prepared] = {}

    def prepared(self, prefix: bytes) -> _Prepared:
        same = self._prepared.get(prefix)
        if same is None:
            frames = [Frame(prefix + tail) for tail in self._tails]
            presence = Frame(prefix + self._shown) if self._shown is not None else None
            bundle = Bundle([*frames, presence] if presence is not None else frames)
            same = _Prepared(frames, presence, bundle, bundle.wire)
            self._prepared[prefix] = same
        return same

    def send_to(self, member: Member) -> bool:
        """Send one member what is theirs of it; whether they have become slow by it."""
        link = member.link
        same = self.prepared(member.prefix)
        takes_changes = member.takes_changes
        frames = member.owed() if not link.congested else []
        if takes_changes:
            frames += [
                frame
                for frame, change in zip(same.changes, self._changes, strict=True)
                if change.maker is not member
            ]
        if self._presence is not None and same.presence is not None:
            if link.congested:
                member.unseen_presence = True
            elif member not in self.movers:
                frames.append(same.presence)
            else:
                # Nobody is sent their own state: see planhall.sync.presence.
                others = self._presence.update_for(member)
                if others is not None:
                    frames.append(Frame(member.prefix + awareness_message(others)))
        if frames == same.bundle.frames:
            link.send_all(same.bundle)
        elif frames:
            link.send_all(Bundle(frames))
        return takes_changes and bool(self._changes) and link.congested
