"""Figures: numbers as a text writes them, whatever its separators, digits and scales."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.facts.units import CODES
from l10n.facts.words import MONTH, SCALES
from l10n.later import later

_RUN: Final = later(r"(?<=\d)[.,:/hH٫]0[1-9]\d*+(?![./-]?\d)|\d++")
# Thousands: 1,000 and 1.000 and 1 000 and 1'000 are one number, and 1,00,000 in India.
_GROUPED: Final = later(
    r"(?<!\d)\d{1,3}(?P<mark>[.,'’٬ \u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3}){0,9}+(?!\d)"
    r"|(?<!\d)\d{1,2}(?:,\d\d(?!\d)){1,9}+,\d{3}(?!\d)"
)
_ZEROS: Final = later(r"(?<=\d)[.,٫:hH]00?(?!\d|[.,:]\d)")
_SUBSCRIPT: Final = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CLOCK: Final = re.compile(r"(?<=\d)\s?(?:h|Uhr|時|点|點|시)\s?(?=\d\d?(?!\d))", re.IGNORECASE)
_ERA: Final = later(r"(令和|平成|昭和)(元|\d{1,2})(?=年)")
_ERAS: Final = MappingProxyType({"令和": 2018, "平成": 1988, "昭和": 1925})
"""The years before the first of a Japanese era."""
_DUAL: Final = later(r"(?<!\d)(?<!\d\s)(ألف|مليون|مليار)(?:ان|ين|ي)\b")
"""What Arabic says for two thousand, two million and two milliards."""
_POWER: Final = re.compile(r"\b([kcdm]?m)[23]\b")
_SCALED: Final = tuple(
    (
        power,
        re.compile(
            rf"(\d{{1,15}})(?:[.,](\d{{1,2}}))?\s?"
            rf"(?:(?:{words or '(?!)'})(?!\w)|(?:{signs or '(?!)'})(\d{{1,{power}}}(?!\d))?)",
            re.IGNORECASE,
        ),
    )
    for power, words, signs in SCALES
)

_NUMBER: Final = r"\d(?:[\d.,'’]|[ \u00a0\u202f](?=\d)){0,20}+"
_MONEY: Final = rf"(?:[$€£¥₹₩₽₱]|\b(?:{CODES})(?![^\W\d_]))"
_MONTH: Final = rf"\b(?:{MONTH})\b"
_PRECISE: Final = later(
    rf"{_MONEY}\.?\s?{_NUMBER}"
    rf"|{_NUMBER}\s?(?:{_MONEY}|(?:euro|dollar|d[óo]lar|peso|pound|real|reais|sole?)(?:e?s)?\b|円|元|원)"
    rf"|{_NUMBER}\s?(?:[%٪％]|per\s?cent\b|por\s?ciento\b)"
    rf"|{_NUMBER}\s?(?:[kmc]?m²?|[km]?g|[mc]?l|[kMGT]i?B|°\s?C)(?![\w²/])"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,4}[/.]\d{1,2}[/.]\d{1,4}"  # dates
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|º|\.)?\s(?:of\s|de\s|d['’])?{_MONTH}|{_MONTH}\s\d{{1,2}}(?!\d)"
    r"|\d{1,2}[:h]\d\d|\d{1,2}\s?[ap]\.?\s?m\b|\d{1,2}\s(?:Uhr|uur)\b|\d{1,2}[時点]"  # times
    r"|\+\d[\d\s().-]{0,30}+|\d[\d\s().-]{5,30}\d"  # phone numbers
    r"|\b(?:art(?:icle|[íi]culo|igo|icolo|ikel)?|law|le[yi]|legge|decree|decreto|section|act|no"
    r"|forms?|formul[aá]r(?:io)?|modul[oe]|mod(?:el|elo|ello|elle|ell)?|codes?|c[oó]digo|codice)\b\.?\s*"
    rf"(?:n[o.º°]*\s*)?{_NUMBER}|[§º№]\s?{_NUMBER}",
    re.IGNORECASE,
)
"""Amounts, shares, dates, times, phone numbers, and numbers of articles and forms."""


class Scaled(NamedTuple):
    """A number that a word scales by a power of ten."""

    value: str
    power: int
    written: str


def read_figures(text: str) -> list[str]:
    """Return the runs of digits as written, those that are one number's joined.

    Where leading zeros count, as in minutes and decimals, the run begins with its mark. What a
    word scales is multiplied: 2 million is 2000000. Neither 2.00 nor 2:00 is more than 2.
    """
    return _RUN.findall(_ZEROS.sub("", _multiplied(text)))


def value_of(run: str) -> str:
    """Return what a run of digits is compared by."""
    return (run.lstrip("0") or "0") if run[0].isdigit() else run[1:]


def precise_values(text: str) -> frozenset[str]:
    """Return the values of what is surely no other way to say it: amounts, dates, articles..."""
    found = " ; ".join(each.group() for each in _PRECISE.finditer(_multiplied(text)))
    return frozenset(map(value_of, read_figures(found)))


@lru_cache(maxsize=4096)  # every language needs it of the source
def read_scaled(text: str) -> tuple[Scaled, ...]:
    """Return the numbers that a word scales, as 2 million; most texts have none."""
    found: list[Scaled] = []
    text = _ungrouped(text)
    for power, pattern in _SCALED:
        scaled = [Scaled(_times(power, each), power, each[0]) for each in pattern.finditer(text)]
        if scaled:
            found += scaled
            text = pattern.sub(partial(_times, power), text)
    return tuple(found)


def _multiplied(text: str) -> str:
    """Return ``text`` with ASCII digits, without marks of thousands and words that scale."""
    text = _ungrouped(text)
    for power, pattern in _SCALED:
        text = pattern.sub(partial(_times, power), text)
    return text


def _ungrouped(text: str) -> str:
    if not text.isascii():
        text = text.translate(_SUBSCRIPT)
        text = "".join(str(unicodedata.decimal(each, each)) for each in text)
        text = _DUAL.sub(r" 2 \1", _ERA.sub(_year, text))
    text = _CLOCK.sub(":", _POWER.sub(r"\1", text))
    return _GROUPED.sub(_joined, text)


def _joined(found: re.Match[str]) -> str:
    return found.group().replace(found["mark"] or ",", "")


def _year(found: re.Match[str]) -> str:
    return str(_ERAS[found[1]] + int(found[2].replace("元", "1")))


def _times(power: int, found: re.Match[str]) -> str:
    number, decimals, rest = found.groups(default="")
    return str(int(number + decimals.ljust(power, "0")) + int(rest or "0"))
