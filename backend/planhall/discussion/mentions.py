"""Whom a comment mentions: told by the names that we know, not by those that a client sends."""

from collections.abc import Callable, Mapping
from typing import Final

from planhall.discussion.rich_text import Json, joined, nodes_in

EVERYONE: Final = "everyone"
"""The id of the group that is everyone on the board."""

Named = Mapping[tuple[str, str], str]
"""The name of each (kind, id) that may be mentioned."""


def mentioned(document: Json) -> set[tuple[str, str]]:
    """Each (kind, id) that a document mentions."""
    return {(attrs["kind"], attrs["id"]) for attrs in _mentions(document)}


def mentions_in(document: Json) -> list[dict[str, str]]:
    """Whom a document mentions, each once, in order."""
    found = {(attrs["kind"], attrs["id"]): dict(attrs) for attrs in _mentions(document)}
    return list(found.values())


def named(document: Json, names: Named) -> Json:
    """The document with the names that we know; a mention of nobody known is only text."""

    def name(node: Json) -> Json:
        if node["type"] != "mention":
            return _with_content(node, name)
        attrs = node["attrs"]
        label = names.get((attrs["kind"], attrs["id"]))
        if label is not None:
            return {**node, "attrs": {**attrs, "label": label}}
        text: Json = {"type": "text", "text": f"@{attrs['label'] or attrs['id']}"}
        return {**text, "marks": node["marks"]} if "marks" in node else text

    return name(document)


def renamed(document: Json, person: str, new: str, label: str) -> Json:
    """The document where a mention of one person is of another."""

    def rename(node: Json) -> Json:
        attrs = node.get("attrs", {})
        if node["type"] != "mention" or (attrs["kind"], attrs["id"]) != ("person", person):
            return _with_content(node, rename)
        return {**node, "attrs": {**attrs, "id": new, "label": label}}

    return rename(document)


def _mentions(document: Json) -> list[Json]:
    return [node["attrs"] for node in nodes_in(document) if node["type"] == "mention"]


def _with_content(node: Json, change: Callable[[Json], Json]) -> Json:
    if "content" not in node:
        return node
    return {**node, "content": joined(change(child) for child in node["content"])}
