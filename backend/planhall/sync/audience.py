"""Sends what a tick brought: all that one socket gets in one write, joined once for all alike."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from planhall.sync.link import Bundle, Frame
from planhall.sync.member import Member
from planhall.sync.presence import Changes, Owner
from planhall.sync.yprotocol import awareness_message, update_message


class Change(NamedTuple):
    """An update of the document, and who made it if that was one alone: they have it already."""

    update: bytes
    maker: Member | None


def fan_out(
    members: Iterable[Member], changes: Sequence[Change], presence: Changes | None
) -> list[Member]:
    """Send changes and presence to all; who has become slow by it is returned."""
    tails = [update_message(change.update) for change in changes]
    shown = awareness_message(presence.update()) if presence is not None else None
    movers: Mapping[Owner, object] = presence.movers if presence is not None else {}
    apart: set[Owner] = {change.maker for change in changes if change.maker is not None}
    apart.update(movers)
    prepared: dict[bytes, _Prepared] = {}
    slow: list[Member] = []
    # This runs for everyone in the room at every tick, so it does the least it can for each.
    for member in members:
        link = member.link
        prefix = member.prefix
        same = prepared.get(prefix)
        if same is None:
            same = prepared[prefix] = _prepare(prefix, tails, shown)
        takes_changes = member.synced and member.behind is None
        if takes_changes and not (member.unsent or link.congested or member in apart):
            write = link.write
            if write is not None:
                write(same.wire)
                link.sent += 1
            else:
                link.send_all(same.bundle)
        else:
            frames = member.owed() if not link.congested else []
            if takes_changes:
                frames += [
                    frame
                    for frame, change in zip(same.changes, changes, strict=True)
                    if change.maker is not member
                ]
            if presence is not None and same.presence is not None:
                if link.congested:
                    member.unseen_presence = True
                elif member not in movers:
                    frames.append(same.presence)
                else:
                    # Nobody is sent their own state: see planhall.sync.presence.
                    others = presence.update_for(member)
                    if others is not None:
                        frames.append(Frame(prefix + awareness_message(others)))
            if frames:
                link.send_all(Bundle(frames))
        if takes_changes and changes and link.congested:
            slow.append(member)
    return slow


class _Prepared(NamedTuple):
    """What all members with one prefix get."""

    changes: list[Frame]
    presence: Frame | None
    bundle: Bundle
    wire: bytes


def _prepare(prefix: bytes, tails: Sequence[bytes], shown: bytes | None) -> _Prepared:
    frames = [Frame(prefix + tail) for tail in tails]
    presence = Frame(prefix + shown) if shown is not None else None
    bundle = Bundle([*frames, presence] if presence is not None else frames)
    return _Prepared(frames, presence, bundle, bundle.wire)
