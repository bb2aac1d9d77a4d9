"""Numbers that differ: a wrong fee, date or phone number is worse than no translation."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import combinations, product
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.languages import DIGITS
from l10n.checks.meaning.dates import compare_dates, compare_halves, compare_signs
from l10n.checks.subject import Fault, Side, Subject
from l10n.facts.facts import NAME
from l10n.facts.figures import precise_values, read_figures, read_scaled, value_of
from l10n.facts.spelled import SPELLED, read_spelled
from l10n.facts.words import AFTERNOON, HALF_HOUR, MONTHS, PARTS
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import CODE

_DIGITS: Final = re.compile(r"\d++")
_WRITTEN: Final = later(r"\d+(?:[.,:/'’٫-]\d+)*+")
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = frozenset(str(number) for number in range(13))
_AFTERNOON: Final = later(AFTERNOON, re.IGNORECASE)
_HALF_HOUR: Final = later(HALF_HOUR, re.IGNORECASE)
_MIDNIGHT: Final = re.compile(r"12(?:[:.]\d\d)?\s?a\.?\s?m\b", re.IGNORECASE)
_PARTS: Final = later(PARTS, re.IGNORECASE)
_WHOLE: Final = re.compile(r"(?<!\d)100\s?(?:%|per\s?cent)")
_NUMERONYM: Final = later(
    r"(?<![A-Za-z0-9À-ɏ])[A-Za-z]\d{1,3}[A-Za-z]+[A-Za-z0-9]*+|\b3rd(?=[ -]part)"
)
"""A word with digits inside, as i18n and K8s, or a 3rd party: no number."""
_IN_WORD: Final = re.compile(r"\d[A-Za-z]")
"""Is in every one of them, and found far faster."""
_NAMED: Final = later(NAME)
_DECIMAL: Final = later(
    r"(?<![\d.,٫:/-])(\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})*|\d+)([.,٫])(\d{1,2})(?![\d:/-]|[.,٫]\d)"
)
"""A number with one or two decimals; no date, time, version or telephone number."""
_ISO_DATE: Final = re.compile(r"(?<![\d-])\d{4}-\d\d-\d\d(?![\d-])")
_HYPHENED: Final = later(r"(?<![\w-])[A-Z]{2,}-\d++(?!\w|[.,:/-]\d)")
"""A name with a number behind its hyphen, as UTF-8."""
_BASES: Final = later(r"(\d{1,2})\s?(?:進|进|진(?:수|법)|-(?:ричн|ков|tkow))")
"""Words for a system of numbers: 16進 is hexadecimal."""
_MORE_THAN: Final = later(r"(?:more than|超过|超過)\s?(\d{1,6})(?![\d.,:%/-])", re.IGNORECASE)
_CODE_SPAN: Final = re.compile(CODE)
_ADDED: Final = frozenset("01")
"""Numbers of which other words than numbers are the reason: from 0, 1 page."""
_YEARS: Final = range(1800, 2100)
_BUDDHIST: Final = 543
_SHORTEST_MONTH: Final = 3
_DECADE: Final = later(r"\b((?:1[89]|20)[1-9]0)['’]?s\b")
_CENTURY: Final = later(r"\b(\d{1,2})(?:st|nd|rd|th)[- ]centur")
_ONE_HALF: Final = later(r"(?<![\d.,])0[.,]50?(?![\d.,:]\d|\d)")
_HALF: Final = later(
    r"\b(?:half|medi[oa]|mei[oa]|mezz[oa]|demi|halb\w*|halv\w*|hal[fv]e?|pół|půl|pol)\b|\bпол|半"
    r"|½|نصف|절반|반",
    re.IGNORECASE,
)
_LAST_ROMAN: Final = 39
_MILLIARD: Final = 9


def check(subject: Subject) -> Iterator[Fault]:
    """Compare the numbers; digits, separators, order and other sensible ways to say them are free.

    Amounts, shares, dates, times, phone, article and form numbers are errors. Other numbers are
    warnings, and what may be said in words, or left out of a title or description.
    """
    source, target = _countable(subject.source), _countable(subject.target)
    languages = (subject.source_language, subject.language)
    faults = [*_compare_figures(subject, source, target)]
    faults = faults or [*_compare_iso(source.plain, target.plain)]
    faults = faults or [*compare_dates(source.plain, target.plain, languages)]
    faults = faults or [*compare_halves(source.plain, target.plain, languages)]
    yield from faults or compare_signs(source.plain, target.plain)


def _compare_figures(subject: Subject, source: Side, target: Side) -> Iterator[Fault]:
    if sorted(_DIGITS.findall(source.plain)) == sorted(_DIGITS.findall(target.plain)):
        yield from _compare_scales(source.plain, target.plain, subject.source_language)
        return
    ours, theirs = read_figures(source.plain), read_figures(target.plain)
    missing, extra = Counter(map(value_of, ours)), Counter(map(value_of, theirs))
    missing, extra = missing - extra, extra - missing
    names = (*_NAMED.findall(target.plain), *_HYPHENED.findall(target.plain))
    extra -= Counter(map(value_of, read_figures(" ".join(names))))
    extra -= Counter(_BASES.findall(target.plain))
    coded, codes = _in_code(source.text), _in_code(target.text)
    missing, extra = missing - (codes - coded), extra - (coded - codes)
    if moved := _find_moved(source.plain, target.plain, missing, extra):
        message = f"the source has {moved[0]}, here it is {moved[1]}; put the decimal mark back"
        yield Fault(message)
        return
    if "".join(missing.elements()) == "".join(extra.elements()):  # grouped in another way
        return
    _accept_decimals(missing, extra, target.plain)
    _accept_decimals(extra, missing, source.plain)
    for numbers, others, side in ((missing, extra, source), (extra, missing, target)):
        _accept_clock(numbers, others, side.plain)
        _accept_bounds(numbers, others, side.plain)
        _accept_years(numbers, others)
        _accept_shares(numbers, others)
    for year in {*missing}.intersection(map(value_of, theirs)):
        if len(year) == 4 and int(year) in _YEARS:  # from March 2021 to May 2021, de marzo a mayo
            del missing[year]
    for numbers, side in ((missing, target), (extra, source)):
        _drop(numbers, "30", len(_HALF_HOUR.findall(side.plain)))
    _accept_decades(missing, source.plain, target.plain, subject.language)
    _accept_halves(missing, source.plain, target.plain)
    _accept_halves(extra, target.plain, source.plain)
    _accept_words(missing, target, subject.language)
    _accept_words(extra, source, subject.source_language)
    if missing or not _is_harmless(subject, extra, source.plain):
        message = _message(_listed(missing, source.plain), _listed(extra, target.plain))
        yield Fault(message, _severity(subject, missing, extra))


def _in_code(text: str) -> Counter[str]:
    """Count the numbers in code; one that a side has there may be text on the other."""
    codes = " ".join(found[0] for found in _CODE_SPAN.finditer(text)) if "`" in text else ""
    return Counter(map(value_of, read_figures(codes))) if codes else Counter()


def _compare_scales(source: str, target: str, language: str) -> Iterator[Fault]:
    """Find a number that another word scales: 2 million, 2 Milliarden.

    A billion is more in some languages than in others; English ones are a thousand millions.
    """
    ours = read_scaled(source)
    theirs = read_scaled(target) if ours else ()
    values = {each.value for each in ours}, {each.value for each in theirs}
    for one, other in product(ours, theirs):
        is_lost = one.value not in values[1] and other.value not in values[0]
        sure = one.power <= _MILLIARD and (other.power <= _MILLIARD or language == "en")
        if is_lost and sure and one.value.rstrip("0") == other.value.rstrip("0"):
            yield Fault(_message(one.written, other.written))
            return


def _compare_iso(source: str, target: str) -> Iterator[Fault]:
    """Find the date of a translation that has the digits of the source's in another order."""
    ours = _ISO_DATE.findall(source) if "-" in source else ()
    theirs = _ISO_DATE.findall(target) if ours else ours
    if not theirs:
        return
    lost, added = [*(Counter(ours) - Counter(theirs))], [*(Counter(theirs) - Counter(ours))]
    if lost and added:
        yield Fault(_message(", ".join(lost), ", ".join(added)))


def _find_moved(
    source: str, target: str, missing: Counter[str], extra: Counter[str]
) -> tuple[str, str] | None:
    """Return two numbers of which only the decimal mark differs, the source's first."""
    ours, theirs = _decimals(source), _decimals(target)
    for digits, (shown, value) in ours.items():
        if digits in theirs:
            if theirs[digits][1] != value:
                return shown, theirs[digits][0]
        elif extra[digits]:
            return shown, digits
    for digits, (shown, _) in theirs.items():
        if digits not in ours and missing[digits]:
            return digits, shown
    return None


def _decimals(text: str) -> dict[str, tuple[str, str]]:
    """Return numbers with decimals as written, and by value, by their digits alone."""
    found: dict[str, tuple[str, str]] = {}
    for number in _DECIMAL.finditer(text):
        whole = "".join(map(str, map(unicodedata.decimal, filter(str.isdecimal, number[1]))))
        rest = "".join(str(unicodedata.decimal(each)) for each in number[3])
        found[(whole + rest).lstrip("0")] = number[0], f"{whole}.{rest}"
    return found


def _severity(subject: Subject, missing: Counter[str], extra: Counter[str]) -> Severity | None:
    """Return None, that is an error, where nothing but a mistake explains the difference."""
    source, target = subject.source.plain, subject.target.plain
    if not (missing and extra):
        if subject.is_free:
            return Severity.WARNING if extra else Severity.INFO
        if _PARTS.search(target if missing else source):
            return Severity.WARNING
        if missing.keys() == {"100"} and _WHOLE.search(source):
            return Severity.WARNING
    if not missing and _SMALL.issuperset(extra):
        return None if extra.keys() & precise_values(target) else Severity.INFO
    sure = missing.keys() & precise_values(source) or extra.keys() & precise_values(target)
    return None if sure else Severity.WARNING


def _countable(side: Side) -> Side:
    if _IN_WORD.search(side.plain) is None:
        return side
    return side._replace(plain=_NUMERONYM.sub(" ", side.plain))


def _is_harmless(subject: Subject, extra: Counter[str], source: str) -> bool:
    """Return whether numbers that only the translation has take nothing from it.

    It says one twice, or one that other words mean; a description may be more precise.
    """
    said = frozenset(map(value_of, read_figures(source)))
    if (extra.keys() - said) & precise_values(subject.target.plain):
        return False
    return subject.is_free or (said | _ADDED).issuperset(extra)


def _accept_decimals(numbers: Counter[str], others: Counter[str], text: str) -> None:
    """Take out decimals that ``text``, the other side, writes with a zero more: 2.5 and 2.50."""
    for number in [each for each in numbers if f"{each}0" in others]:
        if re.search(rf"\d[.,٫]{number}0(?!\d)", text):
            _drop_pairs(numbers, others, number, f"{number}0")


def _accept_clock(numbers: Counter[str], others: Counter[str], text: str) -> None:
    """Take out hours that one side counts to twelve and the other to twenty-four."""
    hours = [each for each in numbers if each in _SMALL] if _AFTERNOON.search(text) else []
    for hour in hours:
        _drop_pairs(numbers, others, hour, str(int(hour) % 12 + 12))
    if _MIDNIGHT.search(text):
        _drop_pairs(numbers, others, "12", "0")
        _drop_pairs(numbers, others, "12", "24")


def _accept_bounds(numbers: Counter[str], others: Counter[str], text: str) -> None:
    """Take out what is more than a number where the other side says from which on: 9 以上."""
    for number in _MORE_THAN.findall(text) if others else ():
        _drop_pairs(numbers, others, number, str(int(number) + 1))


def _accept_years(numbers: Counter[str], others: Counter[str]) -> None:
    """Take out years that the other side shortens, 2019-20 or the 80s, or counts as in Thailand."""
    for year in [each for each in numbers if len(each) == 4 and int(each) in _YEARS]:
        _drop_pairs(numbers, others, year, str(int(year[2:])))
        _drop_pairs(numbers, others, year, str(int(year) + _BUDDHIST))


def _accept_shares(numbers: Counter[str], others: Counter[str]) -> None:
    """Take out shares that the other side has as percents: 3/4 is 75 %, 1 in 3 is 33 %."""
    small = sorted((each for each in numbers if len(each) <= 2 and each != "0"), key=int)
    for (part, whole), percent in product(combinations(small[:4], 2), list(others)):
        if str(100 * int(part) // int(whole)) == percent:
            _drop_pairs(numbers, others, part, percent)
            _drop(numbers, whole, 1)


def _accept_words(numbers: Counter[str], side: Side, language: str) -> None:
    """Take out what the other side says in words; nothing is known of some languages' words."""
    if not numbers:
        return
    written = _WORD.findall(side.plain)
    said = read_spelled(side.plain, language)
    said["24"] = said["0"]  # midnight
    said.update(_months(written, MONTHS.get(language, "").split()))
    said.update(each for each in numbers if _roman(each) in written)
    for number in list(numbers):
        known = language in SPELLED or number not in _SMALL
        _drop(numbers, number, said[number.lstrip("0") or "0"] if known else numbers[number])


def _accept_decades(numbers: Counter[str], text: str, other: str, language: str) -> None:
    """Take out decades of ``text`` that ``other`` says in words: the 1990s, los noventa.

    Centuries, too, where nothing is known of a language's words.
    """
    for decade in _DECADE.findall(text):
        if language not in SPELLED or read_spelled(other, language)[decade[2:]]:
            _drop(numbers, decade, 1)
    for century in _CENTURY.findall(text) if language not in SPELLED else ():
        _drop(numbers, century, 1)


def _accept_halves(numbers: Counter[str], text: str, other: str) -> None:
    """Take out the 0.5 of ``text`` that ``other`` says in words: half a minute, media hora."""
    for _ in zip(_ONE_HALF.findall(text), _HALF.findall(other), strict=False):
        _drop(numbers, "0", 1)
        _drop(numbers, "5", 1)


def _months(written: list[str], months: list[str]) -> Iterator[str]:
    """Yield the numbers of the months that ``written`` names, whole or shortened."""
    for word in written:
        if len(word) >= _SHORTEST_MONTH:
            for number, month in enumerate(months, start=1):
                if any(name.startswith((word, word.lower())) for name in month.split("/")):
                    yield str(number)


def _roman(number: str) -> str:
    """Return a number as of a century, law or king in Roman numerals; empty for great ones."""
    value = int(number) if len(number) <= 2 else 0
    if not 1 < value <= _LAST_ROMAN:
        return ""
    units = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (value // 10) + units[value % 10]


def _drop_pairs(numbers: Counter[str], others: Counter[str], number: str, other: str) -> None:
    """Take out what both have, ``number`` for each ``other``."""
    count = min(numbers[number], others[other])
    _drop(numbers, number, count)
    _drop(others, other, count)


def _drop(numbers: Counter[str], number: str, count: int) -> None:
    """Take ``number`` out ``count`` times; a number that is left no times is not in it."""
    numbers[number] -= count
    if numbers[number] <= 0:
        del numbers[number]


def _listed(numbers: Counter[str], text: str) -> str:
    """Return the numbers as ``text`` writes them: with zeros, marks and all that belongs to one."""
    shown: dict[str, str] = {}
    for each in _WRITTEN.findall(text):
        for value in map(value_of, read_figures(each)):
            if shown.setdefault(value, each) != each and value in numbers:
                shown[value] = value  # it is in several, and which one is meant is not known
    rows: list[str] = []
    for value in numbers.elements():
        row = shown.get(value, value)
        if row == value or row not in rows:  # of 5:30 both parts may differ
            rows.append(row)
    return ", ".join(rows)


def _message(lost: str, added: str) -> str:
    if lost and added:
        return f"the source has {lost}, here it is {added}; write the numbers of the source"
    if lost:
        return f"{_named(lost)} missing; write the numbers of the source"
    return f"{_named(added)} not in the source; take out what is too much"


def _named(numbers: str) -> str:
    return f"the numbers {numbers} are" if ", " in numbers else f"the number {numbers} is"


CHECK: Final = EntryCheck(
    "numbers",
    Severity.ERROR,
    "an amount, share, date, time, phone or form number differs; a warning for other numbers",
    check,
    DIGITS,
)
