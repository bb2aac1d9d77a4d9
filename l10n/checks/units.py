"""Currencies and units that differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import DIGITS
from l10n.checks.number_words import PARTS
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later

_CURRENCIES: Final = MappingProxyType(
    {
        "€": r"€|\beur\b|\beuro(?:s|er|ów|i|a|n|t|ja|jen|u|m)?\b|ευρώ|евро|欧元|ユーロ|يورو",
        "£": r"£|\bgbp\b|\b(?:pounds?|libras?|pfund|sterline?|livres?|pond(?:en)?)\b"
        r"|лир|паунд|фунт|λίρ|英镑|ポンド",
        "¥": r"¥|\b(?:jpy|cny|yen(?:es)?|yuan(?:es)?|iene|ienes)\b|円|(?<![欧美])元",
        "R$": r"r\$|\bbrl\b|\b(?:reais|reales|reals?|réis)\b",
        "S/": r"\bs/|\bpen\b|\bsol(?:es|i|s)?\b",
        "$": r"(?<!r)\$|\b(?:usd|cop|mxn|ars|clp|cad|aud|uyu)\b|\bd[oó]l+[aáà]r\w*"
        r"|\bpesos?\b|доллар"
        r"|δολάρι|美元|ドル|دولار",
        "%": r"[%٪％]|\bper ?cent|\bpercent|\bpor ?ciento\b|\bpor ?cento\b|\bprozent|\bpour ?cent"
        r"|\bpro ?[cs]ent|yüzde|százalék|\bposto\b|процент|τοις εκατό|百分|パーセント|퍼센트"
        r"|درصد|प्रतिशत",
        "°C": r"°\s?c\b|celsius",
        "°F": r"°\s?f\b|fahrenheit",
    }
)
_NAMES: Final = tuple(_CURRENCIES)
_NAMED: Final = "|".join(f"({each})" for each in _CURRENCIES.values())
_AMOUNT: Final = later(rf"(?<=\d)\s?(?:{_NAMED})|(?:{_NAMED})\s?(?=\d)", re.IGNORECASE)
_NEAR: Final = re.compile(r"[^\s\d]{0,6}+\s?\d[\d.,]*+\s?[^\s\d]{0,10}+")
"""Numbers with what stands beside them: looked through first, for the names are many."""
_ANYWHERE: Final = MappingProxyType(
    {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CURRENCIES.items()}
)
_SIGN: Final = re.compile("[$€£¥%°٪％元円]")
_SHORT: Final = re.compile(
    r"\d\s?(?:[^\W\d_]{1,4}(?!\w)|(?:euro|d[oó]l|peso|pound|libr|real|rea[il]|sol|yen|yuan|per|por|pro)"
    r"|[^\x00-\u024f])|(?<!\w)(?:[A-Z]{3}|[Ss])\W?\s?\d",
    re.IGNORECASE,
)
"""What stands beside a number and is short, or begins like a currency: looked for first."""
_UNIT: Final = re.compile(
    r"\d\s?(km²|km/h|km|cm|mm|m²|m|kg|g|mg|l|ml|ha|kwh|kw|mb|gb|kb|tb|mph|lbs?|oz|ft|mi)(?![\w²/])",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(
    rf"{PARTS}|\d\s?/\s?\d|\d (?:in|out of|von|de(?: cada)?|em cada|su|sur|van) \d", re.IGNORECASE
)


def check(subject: Subject) -> Iterator[Fault]:
    """Compare currencies and shares by what they mean, units by how they are written.

    What stands beside a number on one side must be named on the other. A unit that is spelled
    out is no fault; one that became another is.
    """
    source, target = subject.source.plain, subject.target.plain
    if not _may_differ(source) and not _may_differ(target):
        return
    if lost := _unnamed(source, target):
        yield Fault(f"{lost} of the source is missing; write the same currency or unit")
    elif added := _unnamed(target, source):
        yield Fault(f"{added} is not in the source; write the currency or unit of the source")
    units, own = _units(source), _units(target)
    if units - own and own - units:
        before, after = ", ".join(sorted(units - own)), ", ".join(sorted(own - units))
        yield Fault(f"the source has {before}, here it is {after}; write the source's unit")


@lru_cache(maxsize=4096)
def _may_differ(text: str) -> bool:
    """Tell whether ``text`` may hold a currency, a share or a unit beside a number."""
    return _SIGN.search(text) is not None or _SHORT.search(text) is not None


def _unnamed(text: str, other: str) -> str:
    """Return what stands beside a number in ``text`` and nowhere in ``other``.

    A percentage may be said as a part: 3/4, one in five, half.
    """
    beside = _beside(text)
    if "%" in beside and _SHARE.search(other):
        beside -= {"%"}
    return ", ".join(sorted(name for name in beside if not _ANYWHERE[name].search(other)))


@lru_cache(maxsize=4096)
def _beside(text: str) -> frozenset[str]:
    """Return what stands beside a number; every language asks it of the source."""
    found = (each.lastindex for each in _AMOUNT().finditer(" ".join(_NEAR.findall(text))))
    return frozenset(_NAMES[(index - 1) % len(_NAMES)] for index in found if index)


def _units(text: str) -> set[str]:
    return {unit.lower() for unit in _UNIT.findall(text)}


CHECK: Final = EntryCheck(
    "units", Severity.WARNING, "a currency, a share or a unit differs", check, DIGITS
)
