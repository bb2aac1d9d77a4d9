"""How alike two segments are: only trivially different, or near enough to be proposed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, TypeAlias

from l10n.words import split_words

Likeness: TypeAlias = tuple[float, int, int]
"""A score from 0 to 100, and the indexes of a new and of an old text."""

_SHORT: Final = 3  # words; fewer say too little to be compared as words
_NEEDED: Final = 60.0  # msgmerge's threshold, too
# Of the characters: "Home" is not "House" (67), nor "Visa" a "Vista" (89).
_NEEDED_SHORT: Final = 90.0
# With a word in common and in the same place: "Website now" was "Website" there, but "How to pay
# the requirements" (71.5) was not "Requirements".
_NEEDED_HERE: Final = 72.0
_NEAR: Final = 10.0  # on top for what stands in the same place
_WORTH_A_LOOK: Final = 40.0
_CANDIDATES: Final = 5
_MOST_WORDS: Final = 200
_MOST_CHARACTERS: Final = 1_500
_MOST_PAIRS: Final = 1_000_000  # about half a second

_NOWHERE: Final[Mapping[int, Collection[int]]] = MappingProxyType({})

_BLANKS: Final = re.compile(r"[^\S\n]+")
_FIRST_LETTER: Final = re.compile(r"\A([^\w`<{&\\]*)([^\W\d_])")
FINAL_PUNCTUATION: Final = ".,;:!?…。，；：！？、؟؛।"


def trivial_key(text: str) -> str:
    """Return what two texts share when a translation of one is as good for the other.

    Spaces, the first letter's case and final punctuation may differ; what is inside code, HTML
    or shortcodes may not. A newline is a hard line break, not a space. Empty when nothing else
    is there: then there is no other text like it.
    """
    key = text if any(mark in text for mark in "`<{") else _BLANKS.sub(" ", text)
    key = key.lstrip(" ").rstrip(FINAL_PUNCTUATION + " ")
    return _FIRST_LETTER.sub(lambda found: found[1] + found[2].lower(), key)


def find_similar(
    new: Sequence[str], old: Sequence[str], *, near: Mapping[int, Collection[int]] = _NOWHERE
) -> Sequence[Likeness]:
    """Return the old texts that are worth proposing for each new one, in the order of ``new``.

    Texts are compared by their words and their characters, short ones by characters alone.
    ``near`` tells which old texts stand in the place of a new one: they need a little less, and
    short ones that share a word with it much less.
    The work is bounded, whatever the number: of very many texts, only those at about the same
    place in the sequence are compared.
    """
    places = tuple((index, tuple(rows)) for index, rows in near.items())
    return _find_similar(tuple(new), tuple(old), places)


@lru_cache(maxsize=16)  # most catalogs of a guide lack the same texts, and have the same
def _find_similar(
    new: tuple[str, ...], old: tuple[str, ...], places: tuple[tuple[int, tuple[int, ...]], ...]
) -> tuple[Likeness, ...]:
    return tuple(_compare(new, old, dict(places)))


def _compare(
    new: Sequence[str], old: Sequence[str], near: Mapping[int, Collection[int]]
) -> Iterator[Likeness]:
    from rapidfuzz import fuzz, process  # slow to import, and most runs compare nothing

    alphabet: dict[str, int] = {}
    olds = [_spell(text, alphabet) for text in old]
    pools = {
        short: [text.sketch if text.short is short else None for text in olds]
        for short in (False, True)
    }
    width = _MOST_PAIRS // max(len(new), 1) + _CANDIDATES
    for index, text in enumerate(_spell(text, alphabet) for text in new):
        start = max(len(old) - width, 0) * index // max(len(new) - 1, 1)
        best = process.extract(
            text.sketch,
            pools[text.short][start : start + width],
            scorer=fuzz.ratio,
            score_cutoff=_WORTH_A_LOOK,
            limit=_CANDIDATES,
        )
        here = near.get(index, ())
        for row in dict.fromkeys((*here, *(start + row for _, _, row in best))):
            score = fuzz.ratio(text.characters, olds[row].characters)
            if not (short := text.short or olds[row].short):
                score = (score + fuzz.ratio(text.words, olds[row].words)) / 2
            needed = _NEEDED_SHORT if short else _NEEDED
            if row in here:
                score += _NEAR
                if short and not {*text.words}.isdisjoint(olds[row].words):
                    needed = _NEEDED_HERE
            if score >= needed:
                yield score, index, row


class _Spelled(NamedTuple):
    """A text as it is compared."""

    characters: str
    words: str
    """One character for each word, so that words are compared as fast as characters."""
    sketch: str
    """What is looked at first: ``words`` in 256 characters, ten times as fast again."""
    short: bool


def _spell(text: str, alphabet: dict[str, int]) -> _Spelled:
    characters = text.casefold()[:_MOST_CHARACTERS]
    words = split_words(characters)[:_MOST_WORDS]
    numbers = [alphabet.setdefault(word, len(alphabet)) % 0x100000 for word in words]
    spelled = "".join(chr(0x10000 + number) for number in numbers)
    if len(words) < _SHORT:
        return _Spelled(characters, spelled, characters[:_MOST_WORDS], short=True)
    sketch = "".join(chr(number % 256) for number in numbers)
    return _Spelled(characters, spelled, sketch, short=False)
