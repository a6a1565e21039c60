"""Notes that say much the same: groups to suggest, by likeness of words only."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

ALIKE: Final = 60.0
"""How alike (of 100) the notes of a group are in the mean."""
NOTES_AT_MOST: Final = 400
"""More than these are not compared: it takes the square of their number."""
TITLE_WORDS: Final = 3

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words that say nothing of what a note is about, in some languages that people plan in.
_EMPTY_WORDS: Final = """
a about al all als also am an and any are as at au auch auf aus aux avec be been bei but by can
ce cette che con could dan dans das de dei del della dem den der des di die do does du e een ein
eine einem einen einer eines el elles en er es est et for from für get gli had has have het how
i if ihr il ils im in into is ist it its just la las le les lo los make meer mehr met mit more
most much must más need nel nicht niet no noi non nosotros not nous o oder of on one or ou our
out over para pas per più plus por pour que qui se shall should si sich sie sind so some son
sono sont su sur than that the their them then there they this to too un una und une unos uns up
us use van von voor vous want was we wer werden were what when where which who why wie wij will
wir wird with would y you your zijn zu zum zur è
"""
_EMPTY: Final = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True, slots=True)
class Suggested:
    """A group that words suggest: a title made of its words, and ids of notes."""

    title: str
    notes: tuple[str, ...]


def suggest_groups(texts: Mapping[str, str], alike: float = ALIKE) -> list[Suggested]:
    """Groups of at least two notes, the largest first; the notes of no group are left out.

    The same notes give the same groups, in whatever order they come. Blocks for some tenths of a
    second with hundreds of notes.
    """
    notes = sorted(texts)[:NOTES_AT_MOST]
    words = {note: tokens(texts[note]) for note in notes}
    notes = [note for note in notes if words[note]]
    groups = [group for group in _joined(notes, words, alike) if len(group) > 1]
    groups.sort(key=lambda group: (-len(group), group))
    return [Suggested(_title(group, texts, words), tuple(group)) for group in groups]


def tokens(text: str) -> list[str]:
    """The words of a note that say what it is about, in lower case; all, if none of them does."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    every: list[str] = _WORD.findall(plain)
    telling = [word for word in every if word not in _EMPTY and len(word) > 1]
    return telling or every


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two notes' words are, from 0 to 100."""
    return float(fuzz.token_set_ratio(" ".join(one), " ".join(other)))


def _joined(
    notes: Sequence[str], words: Mapping[str, Sequence[str]], alike: float
) -> list[list[str]]:
    """Agglomerative grouping by mean likeness: the two most alike groups join, again and again."""
    members = {index: [note] for index, note in enumerate(notes)}
    # Of each two groups the sum of the likenesses of their notes, of which the mean follows.
    sums: dict[tuple[int, int], float] = {
        (one, other): likeness(words[notes[one]], words[notes[other]])
        for one, other in combinations(range(len(notes)), 2)
    }
    queue = [(-total, pair) for pair, total in sums.items() if total >= alike]
    heapify(queue)
    while queue:
        least, pair = heappop(queue)
        if pair not in sums or -least != _mean(sums[pair], members, pair):
            continue  # one of them has joined another group since
        kept, gone = pair
        members[kept] += members.pop(gone)
        del sums[pair]
        for other in members:
            if other == kept:
                continue
            beside = _key(kept, other)
            sums[beside] += sums.pop(_key(gone, other))
            mean = _mean(sums[beside], members, beside)
            if mean >= alike:
                heappush(queue, (-mean, beside))
    return [sorted(group) for group in members.values()]


def _key(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one < other else (other, one)


def _mean(total: float, members: Mapping[int, Sequence[str]], pair: tuple[int, int]) -> float:
    return total / (len(members[pair[0]]) * len(members[pair[1]]))


def _title(
    group: Iterable[str], texts: Mapping[str, str], words: Mapping[str, Sequence[str]]
) -> str:
    """The words that most of the notes share, as one of them writes them."""
    notes = list(group)
    shared = Counter(word for note in notes for word in dict.fromkeys(words[note]))
    most = max(shared.values())
    first_seen = {word: place for place, word in enumerate(shared)}
    often = [word for word, count in shared.items() if count == most or 2 * count > len(notes)]
    often.sort(key=lambda word: (-shared[word], first_seen[word]))
    chosen = sorted(often[:TITLE_WORDS], key=lambda word: first_seen[word])
    written = " ".join(_as_written(word, (texts[note] for note in notes)) for word in chosen)
    return written[:1].upper() + written[1:]


def _as_written(word: str, texts: Iterable[str]) -> str:
    for text in texts:
        for found in _WORD.findall(unicodedata.normalize("NFKC", text)):
            if found.casefold() == word:
                return str(found)
    return word
