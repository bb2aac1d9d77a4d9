"""The words of a text, cut to what is the same in all their forms."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from l10n.later import later
from l10n.words import UNSPACED, split_words

_STEM: Final = 6
_HANGUL_STEM: Final = 2
"""What follows in a Korean word is most often a particle or an ending."""
_HANGUL: Final = later("[\uac00-\ud7a3]")
_KATAKANA: Final = "\u30a1-\u30ff\uff66-\uff9f"
_NO_RUN: Final = f"\u3041-\u309f{_KATAKANA}"
_RUN: Final = later(rf"([{_KATAKANA}]+)|((?:(?=\w)(?![{_NO_RUN}])[{UNSPACED}])+)")
_UNSPACED_WORD: Final = later(f"[{UNSPACED}]")


def read_stems(text: str) -> frozenset[str]:
    """Return what the words of a text are compared by, its links without destinations."""
    spaced = (word for word in split_words(text) if not _UNSPACED_WORD.match(word))
    return frozenset((*map(_stem, spaced), *_unspaced(text)))


def _unspaced(text: str) -> Iterator[str]:
    """Yield what stands for the words of scripts without spaces.

    A character alone says little, as it is met in most segments; two side by side have a meaning.
    A run of Katakana is one word, of another language mostly. Hiragana is grammar, and left out.
    """
    if text.isascii():
        return
    for match in _RUN.finditer(text):
        word, run = match.group(1, 2)
        if word:
            yield word[:_STEM]
        elif len(run) == 1:
            yield run
        else:
            yield from (run[at : at + 2] for at in range(len(run) - 1))


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    folded = word.casefold()
    if folded.isascii():
        return folded[:_STEM]
    if _HANGUL.match(folded):
        return folded[:_HANGUL_STEM]
    decomposed = unicodedata.normalize("NFD", folded)
    return "".join(char for char in decomposed if not unicodedata.combining(char))[:_STEM]
