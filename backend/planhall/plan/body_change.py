"""Changing a body by what differs only: what others type elsewhere in it, and what points into it,
stays."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from pycrdt import XmlElement, XmlFragment, XmlText

from planhall.plan.body import (
    MAX_DEPTH,
    in_pieces,
    read_node,
    read_runs,
    write_node,
    write_text,
)
from planhall.plan.model import Node, Run

_Piece: TypeAlias = Node | tuple[Run, ...]
_Letter: TypeAlias = tuple[str, dict[str, Any]]


def change_content(
    parent: XmlFragment | XmlElement, content: Iterable[Node | Run], depth: int = 0
) -> None:
    """Bring the children of an integrated element, ``depth`` nodes deep, to this content."""
    there = [_piece(child, depth) for child in parent.children]
    wanted = [_bare(piece) for piece in in_pieces(content)]
    start, end = _same_ends(there, wanted)
    old, new = there[start : len(there) - end], wanted[start : len(wanted) - end]
    if len(old) == len(new):
        for index, (was, piece) in enumerate(zip(old, new, strict=True), start):
            if was != piece:
                _change_child(parent, index, was, piece, depth)
        return
    del parent.children[start : start + len(old)]
    for index, piece in enumerate(new, start):
        _insert(parent, index, piece)


def _change_child(
    parent: XmlFragment | XmlElement, index: int, was: _Piece | None, piece: _Piece, depth: int
) -> None:
    child = parent.children[index]
    if (
        isinstance(child, XmlElement)
        and isinstance(was, Node)
        and isinstance(piece, Node)
        and (was.name, was.attrs) == (piece.name, piece.attrs)
    ):
        change_content(child, piece.content, depth + 1)
    elif isinstance(child, XmlText) and isinstance(was, tuple) and isinstance(piece, tuple):
        _change_text(child, was, piece)
    else:
        del parent.children[index]
        _insert(parent, index, piece)


def _change_text(text: XmlText, was: Sequence[Run], runs: Sequence[Run]) -> None:
    """Replace the stretch that differs. Indices of a text are UTF-8 bytes."""
    old, new = _letters(was), _letters(runs)
    start, end = _same_ends(old, new)
    at = _size(old[:start])
    removed = _size(old[start : len(old) - end])
    if removed:
        del text[at : at + removed]
    # What is not said of a mark would be taken over from what stands before.
    no_marks: dict[str, Any] = dict.fromkeys(mark for run in (*was, *runs) for mark in run.marks)
    for run in _runs(new[start : len(new) - end]):
        text.insert(at, run.text, {**no_marks, **run.marks} or None)
        at += len(run.text.encode())


def _piece(child: XmlElement | XmlFragment | XmlText, depth: int) -> _Piece | None:
    """A child as content; None: it holds what no content has, and is to go."""
    if isinstance(child, XmlText):
        whole = all(isinstance(part, str) for part, _ in child.diff())
        return tuple(read_runs(child)) if whole else None
    if isinstance(child, XmlElement) and depth < MAX_DEPTH:
        return read_node(child, depth)
    return None


def _bare(piece: _Piece) -> _Piece:
    """As it would be read back."""
    return _bare_node(piece) if isinstance(piece, Node) else piece


def _bare_node(node: Node) -> Node:
    attrs = {key: value for key, value in node.attrs.items() if value is not None}
    content = (_bare_node(child) if isinstance(child, Node) else child for child in node.content)
    return Node(node.name, attrs, tuple(content))


def _insert(parent: XmlFragment | XmlElement, index: int, piece: _Piece) -> None:
    if isinstance(piece, Node):
        write_node(parent, piece, index)
    else:
        write_text(parent, piece, index)


def _same_ends(old: Sequence[Any], new: Sequence[Any]) -> tuple[int, int]:
    """How much is the same at the beginning, and how much of the rest at the end."""
    shorter = min(len(old), len(new))
    start = 0
    while start < shorter and old[start] == new[start]:
        start += 1
    end = 0
    while end < shorter - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, end


def _letters(runs: Iterable[Run]) -> list[_Letter]:
    return [(letter, dict(run.marks)) for run in runs for letter in run.text]


def _size(letters: Iterable[_Letter]) -> int:
    return sum(len(letter.encode()) for letter, _ in letters)


def _runs(letters: Iterable[_Letter]) -> list[Run]:
    runs: list[Run] = []
    for letter, marks in letters:
        if runs and runs[-1].marks == marks:
            runs[-1] = Run(runs[-1].text + letter, marks)
        else:
            runs.append(Run(letter, marks))
    return runs
