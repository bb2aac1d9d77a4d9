"""Compare a page as it was with the page that merging wrote: what is lost, what has changed."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import Path

import polib

from tests.adoption.traces import (
    AWAY,
    Kind,
    Reader,
    Traces,
    canonical,
    find_addresses,
    mask,
    read_slugs,
    read_traces,
    read_values,
    slug,
    split,
    squeeze,
    traces_of,
    words,
)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the old page that is neither on the new one nor in the catalog."""

    kind: Kind
    text: str
    line: int


class Sort(StrEnum):
    """What has changed in a line; all but the last may have to."""

    LINK = "link"
    TITLE = "title"
    VALUE = "value"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Change:
    """A line that is not as it was; ``old`` or ``new`` is empty where there is none."""

    line: int
    sort: Sort
    old: str
    new: str


_TRACED = (Kind.WORD, Kind.ID, Kind.ADDRESS, Kind.ATTRIBUTE, Kind.KEY, Kind.VALUE)
_ONLY_A_LINK = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*\[[^\]]*\]\([^()\s]*\)[ \t]*\r?\n?")
_KEY = re.compile(r"([\w-]+)[ \t]*[:=]")


class Catalog:
    """The texts of a catalog's file, which is read when something of the page is missing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    @cached_property
    def entries(self) -> Sequence[polib.POEntry]:
        if self._path is None or not self._path.exists():
            return ()
        return polib.pofile(str(self._path))

    @cached_property
    def texts(self) -> tuple[str, ...]:
        plural = (each for entry in self.entries for each in entry.msgstr_plural.values())
        return (*(entry.msgstr for entry in self.entries if entry.msgstr), *plural)

    @cached_property
    def comments(self) -> str:
        return "\n".join(f"{each.comment}\n{each.tcomment}" for each in self.entries)


def find_losses(
    old: str, new: str, catalog: Catalog, reader: Reader, changes: Sequence[Change] | None = None
) -> list[Loss]:
    """Return what the old page has and neither the new one nor the catalog, in order."""
    if old == new:
        return []
    changes = find_changes(old, new, reader) if changes is None else changes
    losses = [
        Loss(Kind.TITLE, each.old.strip(), each.line) for each in changes if each.sort is Sort.TITLE
    ]
    for each in changes:
        if each.sort is Sort.TITLE:
            old, new = old.replace(each.old, "\n", 1), new.replace(each.new, "\n", 1)
    losses += (
        Loss(Kind.IMPLIED, text, _line_of(old, new, Kind.IMPLIED, text, reader))
        for text in read_slugs(old, with_id=False) & read_slugs(new, with_id=True)
    )
    before, after = read_traces(old, reader), read_traces(new, reader)
    gone = {kind: before[kind] - after[kind] for kind in _TRACED}
    if any(gone.values()):
        kept = _in_catalog(old, catalog, reader)
        for kind in _TRACED:
            either = kept.get(kind, Counter()) | after[kind]
            lost = before[kind] - either
            if kind is Kind.ADDRESS:
                lost = _without_moved(lost, after[kind] - before[kind])
            losses += (
                Loss(kind, text, _line_of(old, new, kind, text, reader)) for text in lost.elements()
            )
    return sorted(losses, key=lambda each: (each.line, each.kind, each.text))


def _in_catalog(old: str, catalog: Catalog, reader: Reader) -> Traces:
    """Return what a catalog holds, each text as often as the page has it as a unit of its own."""
    units = _units(old)
    kept: Traces = {kind: Counter() for kind in _TRACED}
    values = Counter(f"{path}: {squeeze(value)}" for path, value in read_values(split(old)[0]))
    told = squeeze(catalog.comments)
    squeezed = {squeeze(each) for each in catalog.texts}
    for text in catalog.texts:
        times = max(1, units[tuple(words(mask(text)))])
        for kind, counted in traces_of(text, reader).items():
            for each, count in counted.items():
                kept[kind][each] += count * times
    for kind, counted in traces_of(catalog.comments, reader).items():
        kept[kind] |= counted
    for value, count in values.items():
        text = value.partition(": ")[2]
        if text in squeezed or (len(text) > 1 and text in told):
            kept[Kind.VALUE][value] = count
    return kept


def _units(text: str) -> Counter[tuple[str, ...]]:
    """Return the words of each line, cell and paragraph of a page."""
    masked = mask(text)
    lines = [cell for line in masked.splitlines() for cell in line.split("|")]
    blocks = (each for each in re.split(r"\n[ \t>]*\n", masked) if "\n" in each.strip())
    return Counter(tuple(words(each)) for each in (*lines, *blocks))


def _without_moved(lost: Counter[str], added: Counter[str]) -> Counter[str]:
    """Leave out addresses that are there in a longer or shorter form: relative, absolute."""
    kept: Counter[str] = Counter()
    added = added.copy()
    for address, count in lost.items():
        for _ in range(count):
            same = next((each for each in added if _same_end(each, address)), None)
            if same is None:
                kept[address] += 1
            else:
                added -= Counter([same])
    return kept


def _same_end(there: str, lost: str) -> bool:
    if ":" in there + lost or (there.startswith(AWAY) and not lost.startswith(AWAY)):
        return False
    one, other = (each.removeprefix(AWAY).strip("/") for each in (there, lost))
    short, long = sorted((one, other), key=len)
    return one == other or (bool(short) and f"/{long}".endswith(f"/{short}"))


def _line_of(old: str, new: str, kind: Kind, text: str, reader: Reader) -> int:
    """Return the line of the old page that most likely held what is lost."""
    still = set(new.splitlines())
    sought = _sought(kind, text, reader)
    lines = list(enumerate(old.splitlines(), start=1))
    changed = [(number, line) for number, line in lines if line not in still]
    for number, line in (*changed, *lines):
        if sought(line):
            return number
    return changed[0][0] if changed else 1


def _sought(kind: Kind, text: str, reader: Reader) -> Callable[[str], bool]:
    if kind is Kind.WORD:
        return lambda line: text in words(line)
    if kind is Kind.ADDRESS:
        return lambda line: text in {canonical(each, reader) for each in find_addresses(line)}
    if kind is Kind.IMPLIED:
        return lambda line: line.lstrip("> \t").startswith("#") and slug(line.strip("# ")) == text
    if kind is Kind.ATTRIBUTE:
        return lambda line: text.partition("=")[2] in line and text.split()[0] in line
    if kind in (Kind.KEY, Kind.VALUE):
        key = text.partition(":")[0].split(".")[-1]
        return lambda line: re.match(rf"[\s-]*[\"']?{re.escape(key)}\b", line) is not None
    return lambda line: text in line


def find_changes(old: str, new: str, reader: Reader) -> list[Change]:
    """Return the lines that differ, each with what has changed in it."""
    if old == new:
        return []
    before, after = (text.splitlines(keepends=True) for text in (old, new))
    values = tuple(_top_values(each) for each in (old, new))
    ends = tuple(_front_lines(each) for each in (old, new))
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for tag, start, stop, first, last in matcher.get_opcodes():
        if tag != "equal":
            for line, one, other in _pairs(before, after, (start, stop), (first, last)):
                inside = line <= ends[0] and (one != "" or first < ends[1])
                sort = _sort(one, other, reader)
                if inside and sort is Sort.OTHER:
                    sort = _value_sort(before[:line] if one else after[: first + 1], values)
                changes.append(Change(line, sort, one, other))
    return changes


def _pairs(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, str, str]]:
    ones, others = before[slice(*old)], after[slice(*new)]
    for index in range(max(len(ones), len(others))):
        one = ones[index] if index < len(ones) else ""
        other = others[index] if index < len(others) else ""
        yield min(old[0] + index, max(old[1] - 1, old[0])) + 1, one, other


def _sort(one: str, other: str, reader: Reader) -> Sort:
    if not one or not other:
        return Sort.OTHER
    if mask(one, "\0") == mask(other, "\0"):
        return Sort.LINK
    if _ONLY_A_LINK.fullmatch(one) and _ONLY_A_LINK.fullmatch(other):
        old, new = (next(find_addresses(each), "") for each in (one, other))
        if _shows_title(canonical(old, reader), canonical(new, reader)):
            return Sort.TITLE
    return Sort.OTHER


def _shows_title(old: str, new: str) -> bool:
    """Return whether a link leads where it led, and there is a page in the language to name."""
    return old.removeprefix(AWAY) == new and ":" not in new


def _top_values(text: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for path, value in read_values(split(text)[0]):
        values.setdefault(path.partition(".")[0], []).append(f"{path}: {squeeze(value)}")
    return values


def _front_lines(text: str) -> int:
    front, body = split(text)
    return len(text[: len(text) - len(body)].splitlines()) if front else 0


def _value_sort(lines: Sequence[str], values: Sequence[dict[str, list[str]]]) -> Sort:
    """Return whether a key around the last of these lines is in both pages, with another value."""
    found = next((key for line in reversed(lines) if (key := _KEY.match(line))), None)
    if found is None:
        return Sort.OTHER
    before, after = (sorted(each.get(found[1], ())) for each in values)
    return Sort.VALUE if before and after and before != after else Sort.OTHER
