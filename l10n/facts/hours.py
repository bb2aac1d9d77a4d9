"""Hours of the clock that a text says are before or after noon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from l10n.later import later

_HOUR: Final = r"(?<![\d.,:/-])(?P<{}>1[0-2]|0?[1-9])(?:[.:h]\s?[0-5]\d)?(?![\d:/])"
_UNTIL: Final = r"\s?(?:o['’]clock|uhr|heures?|h\b|ore\b|horas?|uur|godz\w*)?\s?"
# German and Romanian have a word "am"; there only capitals and points say it.
_BEHIND: Final = (
    (
        r"a\.\s?m\b|(?-i:AM\b)|in the morning|de la (?:mañana|madrugada)|da (?:manhã|madrugada)"
        r"|du matin|d[ei]l? mattin[ao]|morgens|vormittags|['’]s (?:ochtends|morgens)|утра|ранку"
        r"|rano\b|ráno\b|صباح"
    ),
    (
        r"p\.\s?m\b|(?-i:PM\b)|in the (?:afternoon|evening)|de la (?:tarde|noche)"
        r"|da (?:tarde|noite)"
        r"|de l['’]après-midi|du soir|d[ei]l? (?:pomeriggio|sera)|nachmittags|abends"
        r"|['’]s (?:middags|avonds)|вечера|вечора|po południu|wieczorem|odpoledne|večer|مساء"
    ),
)
_BEFORE: Final = (
    "上午|早上|凌晨|清晨|午前|早朝|오전|새벽|아침",
    "下午|晚上|傍晚|午後|夕方|오후|저녁",
)
_SHORT: Final = ("am", "pm")
_WITH_AM: Final = frozenset({"de", "ro"})
"""Languages in which ``am`` is a word."""


def _pattern(half: int, *, short: bool) -> re.Pattern[str]:
    behind = rf"{_SHORT[half]}\b|{_BEHIND[half]}" if short else _BEHIND[half]
    before = rf"(?:{_BEFORE[half]})\s?{_HOUR.format('after')}"
    return later(rf"{_HOUR.format('hour')}{_UNTIL}(?:{behind})|{before}", re.IGNORECASE)


_PATTERNS: Final = tuple(
    tuple(_pattern(half, short=short) for half in (0, 1)) for short in (False, True)
)


@lru_cache(maxsize=4096)  # every language needs it of the source
def read_halves(text: str, language: str) -> Mapping[int, Mapping[bool, str]]:
    """Return the hours, 1 to 12, that a text puts before noon or after it (True), as written."""
    found: dict[int, dict[bool, str]] = {}
    for half, pattern in enumerate(_PATTERNS[language not in _WITH_AM]):
        for each in pattern.finditer(text):
            hour = int(each["hour"] or each["after"])
            found.setdefault(hour, {})[bool(half)] = each[0]
    return found
