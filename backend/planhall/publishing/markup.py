"""Elements of HTML. Text goes in as text and is escaped when it is written, all of it."""

from typing import TypeAlias

from lxml import etree

from planhall.plan.stratml.lexical import clean

Element: TypeAlias = etree._Element
Part: TypeAlias = "Element | str | None"


def tag(name: str, /, *parts: Part, **attributes: str | None) -> Element:
    """An element with these parts; ``class_`` is ``class``, ``data_x`` is ``data-x``.

    An attribute that is None, and a part that is, is left out.
    """
    element = etree.Element(name)
    for key, value in attributes.items():
        if value is not None:
            element.set(key.rstrip("_").replace("_", "-"), clean(value))
    add(element, *parts)
    return element


def add(element: Element, *parts: Part) -> None:
    for part in parts:
        if part is None:
            continue
        if isinstance(part, str):
            _add_text(element, clean(part))
        else:
            element.append(part)


def document(root: Element) -> bytes:
    """A page of HTML, in UTF-8."""
    written: str = etree.tostring(root, method="html", encoding="unicode")
    return f"<!doctype html>\n{written}\n".encode()


def _add_text(element: Element, text: str) -> None:
    if len(element):
        last = element[-1]
        last.tail = (last.tail or "") + text
    else:
        element.text = (element.text or "") + text
