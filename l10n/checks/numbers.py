"""Numbers that differ: a wrong fee, date or phone number is worse than no translation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from l10n.checks.languages import MONTHS, NUMBER_WORDS
from l10n.checks.subject import Fault, Side, Subject
from l10n.guide import Severity

_DIGITS: Final = re.compile(r"\d++")
_RUN: Final = re.compile(r"(?<=\d)[.,:/hH٫]0[1-9]\d*+(?![./-]?\d)|\d++")
# Thousands: 1,000 and 1.000 and 1 000 and 1'000 are one number.
_GROUPED: Final = re.compile(
    r"(?<!\d)\d{1,3}(?P<mark>[.,'’٬ \u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3})*+(?!\d)"
)
_DECIMAL: Final = re.compile(r"(?<=\d)([.,٫]\d?)0++(?!\d|[.,:]\d)")
_AFTERNOON: Final = re.compile(r"(\d{1,2})(?:[:.]\d\d)?\s?p\.?\s?m\b", re.IGNORECASE)
_MONEY: Final = (
    r"(?:[$€£¥₹₩₽₱]|\b(?:USD|EUR|GBP|BRL|COP|MXN|ARS|CLP|PEN|BOB|UYU|PYG|VES|CHF|CZK|RON|HUF|PLN|"
    r"BGN|HRK|Bs|Gs)\b)"
)
_PRECISE: Final = re.compile(
    rf"{_MONEY}\.?\s?\d|\d\s?(?:{_MONEY}|(?:euro|dollar|peso|pound|real|reais|sole)s?\b)"
    r"|\d\s?[%٪]|\d\s?per\s?cent\b"
    r"|(?<!\d)(?:19|20)\d\d(?!\d)|\d[/.]\d{1,2}[/.]\d"  # dates
    r"|\d:\d\d|\d\s?[ap]\.?\s?m\b"  # times
    r"|\+\d|\d[\d\s().-]{5,}\d"  # phone numbers
    r"|\b(?:art(?:icle)?|law|decree|forms?|model|section|act|no)\b\.?\s*(?:n[o.º°]*\s*)?\d|[§º]\s?\d",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = frozenset(str(number) for number in range(13))


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the numbers; digits, separators, order and the words of small ones are free.

    Amounts, shares, dates, times, phone, article and form numbers are errors, others warnings.
    """
    if sorted(_DIGITS.findall(subject.source.plain)) == sorted(
        _DIGITS.findall(subject.target.plain)
    ):
        return
    source, target = _read(subject.source.plain), _read(subject.target.plain)
    missing, extra = Counter(map(_value, source)), Counter(map(_value, target))
    if missing == extra:
        return
    missing, extra = missing - extra, extra - missing
    if "".join(missing.elements()) == "".join(extra.elements()):  # grouped in another way
        return
    _accept_clock(missing, extra, subject.source.plain)
    _accept_clock(extra, missing, subject.target.plain)
    _accept_words(missing, subject.target, subject.language)
    _accept_words(extra, subject.source, subject.source_language)
    if missing or extra:
        precise = _PRECISE.search(subject.source.plain) or _PRECISE.search(subject.target.plain)
        written = {_value(each): each.lstrip(".,:/hH٫") for each in (*source, *target)}
        message = _message(_listed(missing, written), _listed(extra, written))
        yield Fault(message, None if precise else Severity.WARNING)


def _read(text: str) -> list[str]:
    """Return the runs of digits as written, those that are one number's joined.

    Where leading zeros count, as in minutes and decimals, the run begins with its mark.
    """
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(each, each)) for each in text)
    return _RUN.findall(_GROUPED.sub(_joined, _DECIMAL.sub(_without_zeros, text)))


def _value(run: str) -> str:
    """Return what a run is compared by."""
    return (run.lstrip("0") or "0") if run[0].isdigit() else run[1:]


def _joined(found: re.Match[str]) -> str:
    return found.group().replace(found["mark"], "")


def _without_zeros(found: re.Match[str]) -> str:
    """Write 2.50 as 2.5 and 2.00 as 2; what has three zeros is a thousand."""
    zeros = len(found.group()) - len(found[1])
    decimal = found[1] if len(found[1]) > 1 else ""
    return decimal if zeros + len(decimal) <= 3 and zeros < 3 else found.group()


def _accept_clock(numbers: Counter[str], others: Counter[str], text: str) -> None:
    """Take out hours that one side counts to twelve and the other to twenty-four."""
    for found in _AFTERNOON.finditer(text):
        hour = str(int(found[1]))
        later = str(int(hour) % 12 + 12)
        if numbers[hour] > 0 and others[later] > 0:
            numbers.subtract([hour])
            others.subtract([later])
            _drop(others, "0", others["0"])
    _drop(numbers, "0", -1)
    _drop(others, "0", -1)


def _accept_words(numbers: Counter[str], side: Side, language: str) -> None:
    """Take out what the other side says in words; nothing is known of some languages' words."""
    small = [each for each in numbers if (each.lstrip("0") or "0") in _SMALL]
    if not small:
        return
    written = _WORD.findall(side.plain)
    words = NUMBER_WORDS.get(language, {})
    said = Counter(words[word] for each in written if (word := each.lower()) in words)
    months = MONTHS.get(language, "").split()
    said.update(str(months.index(word) + 1) for word in written if word in months)
    for number in small:
        _drop(numbers, number, said[number.lstrip("0") or "0"] if words else numbers[number])


def _drop(numbers: Counter[str], number: str, count: int) -> None:
    """Take ``number`` out ``count`` times, and all numbers that are left no times."""
    if count > 0:
        numbers[number] -= count
    for each in [each for each, left in numbers.items() if left <= 0]:
        del numbers[each]


def _listed(numbers: Counter[str], written: Mapping[str, str]) -> str:
    return ", ".join(written.get(each, each) for each in numbers.elements())


def _message(lost: str, added: str) -> str:
    if lost and added:
        return f"the source has {lost}, here it is {added}; write the numbers of the source"
    if lost:
        return f"the number {lost} is missing; write it as in the source"
    return f"the number {added} is not in the source; take it out"
