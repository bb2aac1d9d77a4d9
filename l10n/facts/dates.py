"""Dates: which month a text names beside a day or a year, and how languages write one in digits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.facts.words import MONTHS
from l10n.later import later

STEMS: Final = MappingProxyType(
    {
        "pl": "stycz luty/lutego/lutym marca/marzec/marcu kwiec/kwiet maj czerw lipc/lipie sierp "
        "wrześ/wrzes paźdz listopad grud",
        "sk": "január február marec/marc apríl máj jún júl august septemb októb novemb decemb",
        "hr": "siječ veljač ožuj travn/travan svib lipn/lipan srpn/srpan kolovoz rujn/rujan "
        "listopad studen prosin",
        "ro": "ianuar februar mart april mai iuni iuli august septembr octombr noiembr decembr",
        "hu": "január február márci ápril máj júni júli auguszt szeptemb októb novemb decemb",
        "ca": "gener febrer març abril maig juny juliol agost setembr octubr novembr desembr",
        "sv": "januari februari mars april maj juni juli augusti september oktober november "
        "december",
        "da": "januar februar marts april maj juni juli august september oktober november december",
        "nb": "januar februar mars april mai juni juli august september oktober november desember",
        "fi": "tammik helmik maalisk huhtik toukok kesäk heinäk elok syysk lokak marrask jouluk",
        "ru": "январ феврал март апрел май/мая/мае июн июл август сентябр октябр ноябр декабр",
        "uk": "січн/січен лют берез квітн/квітен травн/травен червн/червен липн/липен "
        "серпн/серпен верес жовтн/жовтен листопад грудн/груден",
        "bg": "януари февруари март април май юни юли август септември октомври ноември декември",
        "el": "ιανουα/ιανουά φεβρουα/φεβρουά μαρτ/μάρτ απριλ/απρίλ μάι/μαΐ ιουν/ιούν ιουλ/ιούλ "
        "αυγού/αύγου σεπτεμ/σεπτέμ οκτωβ/οκτώβ νοεμ/νοέμ δεκεμ/δεκέμ",
        "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
        "ar": "يناير/جانفي فبراير/فيفري/شباط مارس/آذار أبريل/ابريل/إبريل/أفريل/نيسان مايو/ماي/أيار "
        "يونيو/يونيه/حزيران يوليو/يوليه/يوليوز/تموز أغسطس/اغسطس/غشت سبتمبر/شتنبر/أيلول "
        "أكتوبر/اكتوبر نوفمبر/نونبر ديسمبر/دجنبر",
        "id": "januari februari maret april mei juni juli agustus september oktober november "
        "desember",
    }
)
"""What the names of the months begin with, in lower case, by language."""
_DAY_FIRST: Final = frozenset(STEMS).union(MONTHS) - {"en", "hu", "sv"}
"""Languages that write 12/05 for the 12th of May."""
_UNSPACED: Final = frozenset({"zh", "ja", "ko"})
_SHORTEST: Final = 3
_MONTHS: Final = 12
_LAST_DAY: Final = 31

_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_LINK: Final = r"(?:\s|-)(?:(?:of|de|del|di|do)\s|d['’])?"
_BEFORE: Final = later(
    r"(?<![\w.,:/-])(\d{1,2}|\d{4})(?:st|nd|rd|th|er|re|[.ºª°])?" + _LINK + r"([^\W\d_]{3,})"
)
_AFTER: Final = later(
    r"\b([^\W\d_]{3,})(?:\.?,?" + _LINK + r")(?:the\s)?(\d{1,2}|\d{4})(?![\d%‰€$]|[.,:/-]\d)"
)
_SIGNS: Final = later(r"(?:(\d{4})\s?[年년]\s?)?(\d{1,2})\s?[月월](?:\s?(\d{1,2})\s?[日号號일])?")
_ISO: Final = later(r"(?<![\w./-])(\d{4})-(\d\d)-(\d\d)(?![\d./-]*[\w/-])")
_DIGITS: Final = later(
    r"(?<![\w./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\w/-]|\.\d)"
    r"|(?<![\w./-])(\d\d)(/)(\d\d)(?![\w/-]|\.\d)"
)

_JOINED: Final = re.compile(r"\d[./-]\d")
"""Is in every date in digits, and found far faster."""


class Dated(NamedTuple):
    """A day or a year, and the month beside it."""

    number: int
    month: int


class InDigits(NamedTuple):
    """A date as it is written: two numbers of which one is the month."""

    first: int
    second: int
    year: str

    @property
    def swapped(self) -> InDigits:
        """Return it in the other order."""
        return InDigits(self.second, self.first, self.year)


_LIKE: Final = MappingProxyType({"no": "nb", "nn": "nb"})


def is_day_first(language: str) -> bool:
    """Return whether 12/05 is surely the 12th of May in a language."""
    return _LIKE.get(language, language) in _DAY_FIRST


@lru_cache(maxsize=4096)  # every language needs it of the source
def read_dated(text: str, language: str) -> Mapping[Dated, str]:
    """Return the months that a text has beside days and years, each as it is written there.

    In a language whose months are not known, those of dates like 2026-05-04 alone.
    """
    language = _LIKE.get(language, language)
    found = dict(_read_iso(text))
    if language in _UNSPACED:
        return found | dict(_read_signs(text))
    if language not in MONTHS and language not in STEMS:
        return found
    for match in _BEFORE.finditer(text):
        if month := _month_of(match[2], language):
            found[Dated(int(match[1]), month)] = match[0]
    for match in _AFTER.finditer(text):
        if month := _month_of(match[1], language):
            found.setdefault(Dated(int(match[2]), month), match[0])
    return found


def read_months(text: str, language: str) -> frozenset[int]:
    """Return all months that a text names, whatever is beside them."""
    language = _LIKE.get(language, language)
    if language in _UNSPACED:
        return frozenset(int(match[2]) for match in _SIGNS.finditer(text))
    if language not in MONTHS and language not in STEMS:
        return frozenset()
    return frozenset(_month_of(word, language) for word in _WORD.findall(text)) - {0}


def read_in_digits(text: str) -> dict[InDigits, str]:
    """Return the dates in digits whose year comes last or is left out, each as it is written."""
    found: dict[InDigits, str] = {}
    if _JOINED.search(text) is None:
        return found
    for match in _DIGITS.finditer(text):
        first, second = int(match[1] or match[5]), int(match[3] or match[7])
        if 0 < min(first, second) <= _MONTHS and max(first, second) <= _LAST_DAY:
            found[InDigits(first, second, match[4] or "")] = match[0]
    return found


def _read_iso(text: str) -> Iterator[tuple[Dated, str]]:
    for match in _ISO.finditer(text):
        year, month, day = map(int, match.groups())
        if 0 < month <= _MONTHS and 0 < day <= _LAST_DAY:
            yield Dated(year, month), match[0]
            yield Dated(day, month), match[0]


def _read_signs(text: str) -> Iterator[tuple[Dated, str]]:
    for match in _SIGNS.finditer(text):
        for number in (match[1], match[3]):
            if number and 0 < int(match[2]) <= _MONTHS:
                yield Dated(int(number), int(match[2])), match[0]


@cache
def _month_of(word: str, language: str) -> int:
    """Return the number of the month that a word names, whole or shortened; 0 for none."""
    if language == "en" and not word[0].isupper():  # you may, to march
        return 0
    lower = word.lower()
    if language in STEMS:
        places = STEMS[language].split()
        found = {
            number
            for number, stems in enumerate(places, start=1)
            if lower.startswith(tuple(stems.split("/")))
        }
    else:
        places = MONTHS[language].lower().split()
        whole = {n for n, names in enumerate(places, start=1) if lower in names.split("/")}
        found = whole or {
            number
            for number, names in enumerate(places, start=1)
            if any(name.startswith(lower) for name in names.split("/"))
        }
    return found.pop() if len(found) == 1 else 0
