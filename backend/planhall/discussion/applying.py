"""What a suggestion would change: what is there now, and the change itself."""

import base64
import hashlib
from typing import Any, Final

from pycrdt import Doc

from planhall.boards.lock import BoardLocked
from planhall.discussion.views import (
    BodyChange,
    Change,
    NewItem,
    ParentChange,
    StatusChange,
    TitleChange,
)
from planhall.plan.body import from_json, to_json
from planhall.plan.change import At, move_item, put_items, set_body, set_status, set_title
from planhall.plan.model import DEFAULT_STATUS, Body, Item, Plan
from planhall.plan.read import has_item, read_places
from planhall.plan.tree import part_of
from planhall.problems import Conflict

ITEM_GONE: Final = "The item is not in the plan any more."
PARENT_GONE: Final = "The item under which it was to go is not in the plan any more."
UNDER_ITSELF: Final = "The item would come to be under itself."
_ID_LENGTH: Final = 20

Json = dict[str, Any]


def there_now(plan: Plan, item: str | None, change: Change) -> Json:
    """What the plan has in place of what the change would put there, in the form of a change.

    Raises:
        Conflict: the change cannot be made, as the plan is.
    """
    if isinstance(change, NewItem):
        if change.parent is not None and change.parent not in plan.items:
            raise Conflict(PARENT_GONE)
        return {"kind": "new"}
    found = None if item is None else plan.items.get(item)
    if found is None:
        raise Conflict(ITEM_GONE)
    match change:
        case TitleChange():
            return {"kind": "title", "title": found.title}
        case BodyChange():
            return {"kind": "body", "body": {"type": "doc", "content": to_json(found.body)}}
        case StatusChange():
            return {"kind": "status", "status": found.status}
        case ParentChange():
            _check_place(plan, found, change.parent)
            siblings = plan.roots if found.parent is None else plan.items[found.parent].children
            after = siblings[siblings.index(found.id) + 1 :]
            return {
                "kind": "parent",
                "parent": found.parent,
                "before": after[0] if after else None,
            }


def apply(
    doc: Doc[Any],
    suggestion: str,
    item: str | None,
    change: Change,
    *,
    author: str | None,
    within: str | None,
) -> str:
    """Make the change in the live document; returns the id of the item that it is about.

    ``within``: an item; nothing but that and what is below it may change.

    Raises:
        Conflict: it cannot be made; nothing has changed then.
        BoardLocked: it would reach out of what may change; nothing has changed then.
    """
    inside = None if within is None else part_of(read_places(doc), within)
    if isinstance(change, NewItem):
        if change.parent is not None and not has_item(doc, change.parent):
            raise Conflict(PARENT_GONE)
        if inside is not None and change.parent not in inside:
            raise _locked(within)
        new = Item(
            id=item_of(suggestion),
            kind=change.item_kind,
            title=change.title,
            body=_body(change.body),
            created_by=author,
        )
        put_items(doc, [new], At(change.parent))
        return new.id
    if item is None or not has_item(doc, item):
        raise Conflict(ITEM_GONE)
    if inside is not None and item not in inside:
        raise _locked(within)
    match change:
        case TitleChange():
            set_title(doc, item, change.title)
        case BodyChange():
            set_body(doc, item, _body(change.body))
        case StatusChange():
            set_status(doc, item, change.status or DEFAULT_STATUS)
        case ParentChange():
            if inside is not None and (item == within or change.parent not in inside):
                raise _locked(within)
            if change.parent is not None and not has_item(doc, change.parent):
                raise Conflict(PARENT_GONE)
            if not move_item(doc, item, At(change.parent, before=change.before)):
                raise Conflict(UNDER_ITSELF)
    return item


def item_of(suggestion: str) -> str:
    """The id of the item that an accepted suggestion makes: to make it twice is to make it once."""
    number = hashlib.sha256(f"suggestion {suggestion}".encode()).digest()
    return base64.b32encode(number).decode().lower()[:_ID_LENGTH]


def _check_place(plan: Plan, item: Item, parent: str | None) -> None:
    if parent is not None and parent not in plan.items:
        raise Conflict(PARENT_GONE)
    above = parent
    while above is not None:
        if above == item.id:
            raise Conflict(UNDER_ITSELF)
        above = plan.items[above].parent


def _body(document: Json | None) -> Body:
    return () if document is None else from_json(document.get("content"))


def _locked(open_part: str | None) -> BoardLocked:
    return BoardLocked(
        "The facilitator has locked this board, but for one part.", open_part=open_part
    )
