"""Words of a segment, without its markup, and the room that its characters take."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from typing import Final

from l10n.later import later

RULE: Final = (
    "a word is a run of letters and digits (don't, step-by-step and 1,000.50 are one each), or "
    "a character of a script without spaces; markup, link targets, URLs and code do not count"
)
"""The rule of ``count_words`` in one sentence, for reports.

Scripts without spaces are Han, Kana and Bopomofo, Thai, Lao, Khmer and Burmese. An apostrophe or
a hyphen between letters joins, a point or comma between digits, too. Markup is HTML tags and
character references, shortcodes, footnote marks and reference labels.
"""

UNSPACED: Final = (
    "\u2e80-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"  # Han, Kana, Bopomofo
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\ua9e0-\ua9ff\uaa60-\uaa7f"
)
"""The characters of the scripts without spaces, for a class of a pattern."""
# Combining marks of the other scripts, which \w leaves out; with what lies between them when
# that is never punctuation. A joiner and a soft hyphen are part of a word as well.
_MARKS: Final = (
    "\u00ad\u200c\u200d\u2060\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
    "\u0711-\u07f3\u07fd\u0816-\u082d\u0859-\u085b\u0898-\u08e1\u08e3-\u0963\u0981-\u09e3"
    "\u09fe-\u0a75\u0a81-\u0ae3\u0afa-\u0b63\u0b82-\u0bd7\u0c00-\u0c63\u0c81-\u0c83\u0cbc-\u0d4d"
    "\u0d57-\u0d63\u0d81-\u0df3\u0f18\u0f19\u0f35\u0f37\u0f39\u0f3e-\u0f84\u0f86-\u0fbc\u0fc6"
    "\u135d-\u135f\u1712-\u1734\u1752-\u1773\u180b-\u180d\u180f-\u193b\u1a17-\u1a1b\u1a55-\u1a7f"
    "\u1ab0-\u1b44\u1b6b-\u1b73\u1b80-\u1bf3\u1c24-\u1c37\u1cd0-\u1cd2\u1cd4-\u1dff\u20d0-\u20f0"
    "\u2cef-\u2cf1\u2d7f-\u2dff\ua66f-\ua672\ua674-\ua67d\ua69e-\ua6f1\ua802-\ua827\ua82c"
    "\ua880-\ua8c5\ua8e0-\ua8f1\ua8ff-\ua92d\ua947-\ua953\ua980-\ua9c0\uaa29-\uaa4d\uaab0-\uaac1"
    "\uaaeb-\uaaef\uaaf5\uaaf6\uabe3-\uabea\uabec\uabed\ufb1e\ufe00-\ufe0f\ufe20-\ufe2f"
)
_LETTER: Final = rf"[^\W_{UNSPACED}]"

# Tried left to right at each place; only words are captured. Every alternative either ends at
# a character that it cannot hold or takes what it has read, so the whole is linear.
_TOKEN: Final = later(
    r"(?:https?://|ftp://|mailto:|tel:|www\.)[^\s<>()\[\]\"`\u3000-\u303f\uff00-\uffef]++"
    rf"|({_LETTER}++(?:[{_MARKS}]{_LETTER}*+|['’\-‐‑]{_LETTER}++|(?<=\d)[.,](?=\d){_LETTER}++)*+"
    rf"|(?=\w)[{UNSPACED}])"
    r"|\]\((?:<[^<>]*+>|[^\s()<>]*+)"  # link and image destinations; a title is text
    r"|\]\[[^\[\]]*+\]|\[\^[^\[\]\s]++\]"  # reference labels and footnote marks
    r"|``(?!`)[^`]*+(?:`[^`]++)*+``|`[^`]*+`"
    r"|\{\{[<%](?:[^{}]|\{(?!\{)|\}(?!\}))*+\}\}"
    r"|<[/!?a-zA-Z][^<>]*+>"
    r"|&\#?[0-9A-Za-z]{1,31};"
)


@lru_cache(maxsize=4096)  # every language has the same, and many guides
def count_words(msgid: str) -> int:
    """Count the words of a segment by ``RULE``; linear in its length."""
    found = _TOKEN.findall(msgid)
    return len(found) - found.count("")


def split_words(msgid: str) -> tuple[str, ...]:
    """Return the words that ``count_words`` counts, in order."""
    return tuple(word for word in _TOKEN.findall(msgid) if word)


def count_cells(text: str) -> int:
    """Return how many cells ``text`` takes: none for a mark, two for a wide character."""
    return len(text) if text.isascii() else sum(map(cells_of, text))


@cache
def cells_of(character: str) -> int:
    """Return how many cells a character takes."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
