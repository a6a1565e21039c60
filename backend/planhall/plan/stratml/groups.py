"""Stakeholder groups: StratML names a group anew at each place, a plan has it once."""

from collections.abc import Callable, Iterator
from typing import Any

from planhall.accounts.palette import PERSON_COLORS
from planhall.plan.body import collapse
from planhall.plan.document import as_text
from planhall.plan.model import JsonObject, Stakeholder
from planhall.plan.stratml.lexical import writable
from planhall.plan.stratml.marks import IMPORTED, is_imported, kept_id
from planhall.plan.stratml.records import Entry, File, Role, Use, from_json, to_json

GROUP = "group"  # in a Stakeholder's marker: its index among the groups of the root's marker
ROLES = "roles"  # in a Stakeholder's marker, in Part 1, which has no Role
OWN_TYPE = "Generic_Group"


def default_color(index: int) -> str:
    return PERSON_COLORS[index % len(PERSON_COLORS)]


def uses_of(file: File) -> Iterator[Use]:
    """Every Stakeholder element, in the order of the file."""
    for organization in file.organizations:
        yield from organization.uses
    stack: list[Entry] = list(reversed(file.entries))
    while stack:
        entry = stack.pop()
        yield from entry.uses
        stack.extend(reversed(entry.children))


class Groups:
    """The groups of a file, and which of them each Stakeholder element names."""

    def __init__(self, file: File, new_id: Callable[[], str]) -> None:
        self._drafts: list[dict[str, Any]] = []
        self._by_name: dict[str, int] = {}
        self._new_id = new_id
        taken: set[str] = set()
        listed = file.marker.get("stakeholders")
        for json in listed if isinstance(listed, list) else ():
            if isinstance(json, dict):
                own = kept_id(json.get("id"), taken)
                self._add(as_text(json.get("name")), own, json)
        self.listed = len(self._drafts)
        for use in uses_of(file):
            index = self.index_of(use)
            if index is not None:
                draft = self._drafts[index]
                draft["type"] = draft["type"] or use.type
                draft["description"] = draft["description"] or use.description.strip()
        self.all = tuple(self._finish(draft, i) for i, draft in enumerate(self._drafts))

    def index_of(self, use: Use) -> int | None:
        """Which group this is; None for a Stakeholder element without a name."""
        named = use.marker.get(GROUP)
        if isinstance(named, int) and not isinstance(named, bool) and 0 <= named < self.listed:
            return named
        name = collapse(use.name)
        if not name:
            return None
        if name not in self._by_name:
            self._add(name, None, {})
        return self._by_name[name]

    def _add(self, name: str, own: str | None, json: JsonObject) -> None:
        self._by_name.setdefault(collapse(writable(name)), len(self._drafts))
        self._drafts.append(
            {
                "id": own or self._new_id(),
                "own": own is not None,
                "name": name,
                "description": "",
                "told": json.get("description"),
                "color": as_text(json.get("color")) if "color" in json else None,
                "type": None,
            }
        )

    @staticmethod
    def _finish(draft: dict[str, Any], index: int) -> Stakeholder:
        source: dict[str, Any] | None = None if draft["own"] else {"from": IMPORTED}
        if draft["type"] and not (draft["own"] and draft["type"] == OWN_TYPE):
            source = {**(source or {}), "type": draft["type"]}
        told, color = draft["told"], draft["color"]
        return Stakeholder(
            id=draft["id"],
            name=draft["name"],
            description=told if isinstance(told, str) else draft["description"],
            color=default_color(index) if color is None else color,
            source=source,
        )


def type_of(group: Stakeholder) -> str | None:
    if group.source is not None and isinstance(group.source.get("type"), str):
        kind: str = group.source["type"]
        return kind
    return None if is_imported(group.source) else OWN_TYPE


def default_use(group: Stakeholder) -> Use:
    """How a group is named where nothing else is known of it."""
    return Use(writable(group.name), writable(group.description), type_of(group))


def use_to_json(use: Use, group: Stakeholder | None) -> dict[str, Any]:
    """A Stakeholder element as kept in ``source``: its group, and where it differs from it."""
    if group is None:
        json = to_json(use)
        json.pop("marker", None)
        return {"id": None, **json}
    json = {"id": group.id}
    usual = default_use(group)
    for name in ("name", "description", "type"):
        if getattr(use, name) != getattr(usual, name):
            json[name] = getattr(use, name)
    if use.roles:
        json[ROLES] = [to_json(role) for role in use.roles]
    return json


def use_from_json(json: JsonObject, group: Stakeholder | None) -> Use:
    use = Use() if group is None else default_use(group)
    for name in ("name", "description"):
        if isinstance(json.get(name), str):
            setattr(use, name, json[name])
    if "type" in json:
        use.type = json["type"] if isinstance(json["type"], str) else None
    use.roles = roles_from_json(json.get(ROLES))
    return use


def roles_from_json(json: Any) -> list[Role]:
    roles = [from_json(Role, role) for role in json] if isinstance(json, list) else []
    return [role for role in roles if role != Role()]
