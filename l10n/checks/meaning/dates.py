"""Dates and signs that differ where the digits may be the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.checks.subject import Fault
from l10n.facts.dates import Dated, is_day_first, read_dated, read_in_digits, read_months
from l10n.facts.hours import read_halves
from l10n.facts.words import AFTERNOON
from l10n.guide import Severity
from l10n.later import later

_MINUS: Final = later(r"(?<![^\s(\[\"'“‘«=:])(?<!\d\s)[-\u2212](\d+(?:[.,]\d+)?)(?![\w-]|[.,:/]\d)")
_PLAIN: Final = later(
    r"(?<![\w.,:/\u2010-\u2015\u2212\ufe63\uff0d+-])(\d+(?:[.,]\d+)?)(?![\w-]|[.,:/]\d)"
)
_LAST_DAY: Final = 31
_NOON: Final = 12
_AFTERNOON: Final = later(AFTERNOON, re.IGNORECASE)
_BELOW: Final = later(
    r"\b(?:minus|negativ\w*|below|under|less|menos|bajo|moins|sous|meno|sotto|abaixo|inferior\w*"
    r"|null|nul|zero|zéro|cero|onder|min)\b|[零负負下]|マイナス|영하|마이너스|минус|мінус|ниже"
    r"|нижче|под|під|ujemn|mínus|μείον|κάτω|eksi|سالب|تحت",
    re.IGNORECASE,
)
"""Words that say what a minus says."""


def compare_dates(source: str, target: str, languages: tuple[str, str]) -> Iterator[Fault]:
    """Find a date that is another one in the translation; ``languages`` are those of both."""
    yield from _compare_months(source, target, languages)
    if is_day_first(languages[1]):
        yield from _compare_orders(source, target, languages)


def _compare_months(source: str, target: str, languages: tuple[str, str]) -> Iterator[Fault]:
    """Find a day or a year that has another month: June 5, 5 de julio; or March 4, 3 de abril.

    A year may be said of several months at once.
    """
    ours = read_dated(source, languages[0])
    theirs = read_dated(target, languages[1]) if ours else {}
    for (number, _), written in ours.items():
        wanted = {each.month for each in ours if each.number == number}
        shown = {each.month: text for each, text in theirs.items() if each.number == number}
        is_year = shown and number > _LAST_DAY
        named = read_months(target, languages[1]).union(shown) if is_year else shown
        if shown and wanted.isdisjoint(named):
            yield Fault(_message(written, next(iter(shown.values()))))
            return
    for (day, month), written in ours.items():
        exchanged = Dated(month, day)
        if exchanged in theirs.keys() - ours.keys() and (day, month) not in theirs:
            yield Fault(_message(written, theirs[exchanged]))
            return


def _compare_orders(source: str, target: str, languages: tuple[str, str]) -> Iterator[Fault]:
    """Find a date in digits whose day and month are exchanged: 12/05, 05/12.

    Where the source's language may write the month first it is the same date.
    """
    theirs = read_in_digits(target)
    ours = read_in_digits(source) if theirs and is_day_first(languages[0]) else {}
    for date, written in ours.items():
        if date not in theirs and date.swapped in theirs:
            yield Fault(_message(written, theirs[date.swapped]))
            return
    for (day, month), written in (read_dated(source, languages[0]) if theirs else {}).items():
        for date, shown in theirs.items():
            is_exchanged = (date.first, date.second) == (month, day) and month != day
            if is_exchanged and date.swapped not in theirs:
                yield Fault(_message(written, shown), Severity.WARNING)
                return


def compare_halves(source: str, target: str, languages: tuple[str, str]) -> Iterator[Fault]:
    """Find an hour that is in the other half of the day, 5 pm and 5 a. m., or in none: 5:00."""
    ours = read_halves(source, languages[0])
    theirs = read_halves(target, languages[1]) if ours else {}
    for hour in ours.keys() & theirs.keys():
        if ours[hour].keys().isdisjoint(theirs[hour]):
            yield Fault(_message(*(next(iter(side[hour].values())) for side in (ours, theirs))))
            return
    if _AFTERNOON.search(target):
        return
    for hour, halves in ours.items():
        bare = re.search(rf"(?<![\d:.])0?{hour}:[0-5]\d(?![\d:])", target)
        if bare and hour != _NOON and halves.keys() == {True}:
            yield Fault(_message(halves[True], bare[0]), Severity.WARNING)
            return


def compare_signs(source: str, target: str) -> Iterator[Fault]:
    """Find a number that lost its minus, or got one: -5, 5."""
    ours, theirs = _signed(source), _signed(target)
    if ours == theirs or _BELOW.search(source) or _BELOW.search(target):
        return
    for number in sorted(ours ^ theirs):
        other = target if number in ours else source
        if number in map(_value, _PLAIN.findall(other)):
            pair = (f"-{number}", number) if number in ours else (number, f"-{number}")
            yield Fault(_message(*pair), Severity.WARNING)
            return


def _signed(text: str) -> frozenset[str]:
    has_minus = "-" in text or "\u2212" in text
    return frozenset(map(_value, _MINUS.findall(text))) if has_minus else frozenset()


def _value(number: str) -> str:
    return number.replace(",", ".")


def _message(ours: str, theirs: str) -> str:
    return f"the source has {ours}, here it is {theirs}; write it as the source has it"
