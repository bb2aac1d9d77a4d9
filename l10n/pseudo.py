"""Texts that only look translated: every letter is another, and all else stays.

For tests of layouts: what is not accented is not translatable, what has no bracket is cut off,
and what is too long for its place overflows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_WORD: Final = re.compile(r"<i id=\"\d+\"/>|&\w+;|[\w.,/-]+")
"""A run of words, or what stands for a placeable and what HTML escapes."""
_PLAIN: Final = "abcdefghijklmnopqrstuvwxyz"
_ACCENTED: Final = str.maketrans(
    _PLAIN + _PLAIN.upper(), "áƀçďéƒğĥíĵķłɱñóþɋřšťúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶŁṀÑÓÞɊŘŠŤÚṼŴẊÝŽ"
)
_MIRRORED: Final = str.maketrans(_PLAIN + _PLAIN.upper(), 2 * "אבצדעפגהיזכלמנופקרשטוושחיז")
"""Hebrew letters, which are written from right to left without any mark that says so."""
_VOWELS: Final = frozenset("aeiouyAEIOUY")
_OPENING: Final = "\N{MATHEMATICAL LEFT WHITE SQUARE BRACKET}"
_CLOSING: Final = "\N{MATHEMATICAL RIGHT WHITE SQUARE BRACKET}"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is made to look."""

    longer: float = 30
    """By how many percent of its letters."""
    rtl: bool = False
    brackets: bool = True


def make_pseudo(text: str, style: Style) -> str:
    """Return ``text``, in which elements and escapes are as HTML has them, as if translated.

    Words get longer at their vowels; no word comes or goes. A text without a letter stays.
    """
    words = [found for found in _WORD.finditer(text) if _is_changed(found[0])]
    if not words:
        return text
    letters = _MIRRORED if style.rtl else _ACCENTED
    parts: list[str] = []
    position = length = 0
    for found in words:
        word = found[0]
        # Rounded over the whole text, for most words are too short to grow alone.
        after = length + sum(map(str.isalpha, word))
        more = int(after * style.longer / 100) - int(length * style.longer / 100)
        parts += (text[position : found.start()], _lengthen(word, more).translate(letters))
        position, length = found.end(), after
    if style.brackets:
        parts[1] = f"{_OPENING}{parts[1]}"
        parts[-1] = f"{parts[-1]}{_CLOSING}"
    return "".join((*parts, text[position:]))


def _is_changed(word: str) -> bool:
    """Return whether it is one for translators: no element, no escape, no number and no code."""
    is_mark = word[0] in "<&"
    return not is_mark and any(map(str.isalpha, word)) and not any(map(str.isdigit, word))


def _lengthen(word: str, more: int) -> str:
    """Return a word with so many letters more, at its vowels; one without any grows at its end."""
    vowels = [place for place, letter in enumerate(word) if letter in _VOWELS]
    places = vowels or [max(place for place, letter in enumerate(word) if letter.isalpha())]
    parts: list[str] = []
    position = 0
    for number, place in enumerate(places):
        times = (number + 1) * more // len(places) - number * more // len(places)
        parts.append(word[position : place + 1] + word[place].lower() * times)
        position = place + 1
    return "".join((*parts, word[position:]))
