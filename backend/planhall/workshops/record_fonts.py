"""Letters of every script for the record's PDF: the Noto fonts, of which it takes what it needs."""

from collections.abc import Iterable
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

MAIN: Final = "NotoSans"
CJK: Final = "NotoSansCJKjp"

# Font → the stretches of Unicode for which the main one has no letters.
_STRETCHES: Final[dict[str, tuple[tuple[int, int], ...]]] = {
    "NotoSansArmenian": ((0x0530, 0x058F), (0xFB13, 0xFB17)),
    "NotoSansHebrew": ((0x0590, 0x05FF), (0xFB1D, 0xFB4F)),
    "NotoSansArabic": (
        (0x0600, 0x06FF),
        (0x0750, 0x077F),
        (0x0870, 0x08FF),
        (0xFB50, 0xFDFF),
        (0xFE70, 0xFEFF),
    ),
    "NotoSansDevanagari": ((0x0900, 0x097F), (0xA8E0, 0xA8FF)),
    "NotoSansBengali": ((0x0980, 0x09FF),),
    "NotoSansGurmukhi": ((0x0A00, 0x0A7F),),
    "NotoSansGujarati": ((0x0A80, 0x0AFF),),
    "NotoSansOriya": ((0x0B00, 0x0B7F),),
    "NotoSansTamil": ((0x0B80, 0x0BFF), (0x11FC0, 0x11FFF)),
    "NotoSansTelugu": ((0x0C00, 0x0C7F),),
    "NotoSansKannada": ((0x0C80, 0x0CFF),),
    "NotoSansMalayalam": ((0x0D00, 0x0D7F),),
    "NotoSansSinhala": ((0x0D80, 0x0DFF),),
    "NotoSansThai": ((0x0E00, 0x0E7F),),
    "NotoSansLao": ((0x0E80, 0x0EFF),),
    "NotoSansMyanmar": ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)),
    "NotoSansGeorgian": ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)),
    "NotoSansEthiopic": ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)),
    "NotoSansKhmer": ((0x1780, 0x17FF), (0x19E0, 0x19FF)),
    CJK: (
        (0x1100, 0x11FF),
        (0x2460, 0x24FF),
        (0x2700, 0x27BF),
        (0x2E80, 0x33FF),
        (0x3400, 0x9FFF),
        (0xA960, 0xA97F),
        (0xAC00, 0xD7FF),
        (0xF900, 0xFAFF),
        (0xFE30, 0xFE4F),
        (0xFF00, 0xFFEF),
        (0x20000, 0x3FFFF),
    ),
    "NotoEmoji": ((0x203C, 0x203C), (0x2049, 0x2049), (0x2190, 0x2BFF), (0x1F000, 0x1FAFF)),
    "NotoSansSymbols": ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF)),
}


def fonts_for(text: str) -> list[tuple[str, Traversable]]:
    """Names and files of the fonts that a text needs; the main one first."""
    codes = {ord(character) for character in text}
    names = [MAIN, *(name for name, stretches in _STRETCHES.items() if _any_in(codes, stretches))]
    return [(name, _file(name)) for name in names]


def _any_in(codes: Iterable[int], stretches: Iterable[tuple[int, int]]) -> bool:
    return any(first <= code <= last for code in codes for first, last in stretches)


def _file(name: str) -> Traversable:
    if name == CJK:
        return files("noto_cjk_sans_jp_regular") / f"{name}-Regular.otf"
    return files("manimgx_fonts") / f"{name}[wght].ttf"
