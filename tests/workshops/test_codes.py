"""Short codes: easy to read out, easy to type, hard to guess."""

import pytest

from planhall.workshops import codes


def test_nothing_in_a_code_looks_like_something_else() -> None:
    signs = set("".join(codes.new_code() for _ in range(2000)))
    assert not signs & set("0O1IL5S8B2ZU")
    assert len(signs) > 20


def test_codes_differ() -> None:
    assert len({codes.new_code() for _ in range(2000)}) > 1990


def test_a_code_is_shown_in_two_halves() -> None:
    assert codes.shown("K7M3QX") == "K7M-3QX"


@pytest.mark.parametrize("text", ["K7M-3QX", "k7m3qx", " k7m 3qx ", "K7-M3-QX"])
def test_a_code_as_people_type_it(text: str) -> None:
    assert codes.typed(text) == "K7M3QX"


@pytest.mark.parametrize("text", ["", "K7M-3Q", "K7M-3QXX", "K7M-3Q0", "K7M\x003QX", "ßßß"])
def test_what_is_no_code(text: str) -> None:
    assert codes.typed(text) is None
