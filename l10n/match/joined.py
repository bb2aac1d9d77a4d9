"""Part what was one text with the lines of structure around it, as older versions read them.

``:::note Keep the key safe. :::`` is ``Keep the key safe.`` where ``:::`` is structure, and
``[it]({{ url }})`` is ``[it](1)``. The translation is as good as it was when it has the same
structure, letter for letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from l10n.catalog import Entry, Identity
from l10n.later import later

_TITLED: Final = r"(?:!!!|\?\?\?\+?)[ \t]*[\w-]+(?:[ \t]+[\w-]+)*|={3}[!+]*|/{3,}(?:[ \t]*[\w-]+)?"
_STRUCTURE: Final = later(
    rf"(?:[ \t\n]+|:{{2,}}(?:[ \t]*[\w.:/-]+)?|\A:|{_TITLED}|[\"\[\]|]"
    r"|\{%[^\n]*?%\}|\{\{[^\n]*?\}\}|\{[^{}\n]*\}|</?[A-Za-z][^<>]*>|-{1,2}8<-{1,2}[^\n]*"
    r"|import [^\n\"']*(?:\"[^\"\n]*\"|'[^'\n]*')[ \t]*;?|\$\$[^$]*\$\$"
    r"|\*\[[^\]\n]+\]:|\([\w:. -]+\)=|\[TOC\]|\[\[toc\]\])++"
)
_SIGN: Final = re.compile(r"::|!!!|\?\?\?|={3}|[{<]|8<|///|\$\$|\*\[|\)=|\[TOC\]|\[\[toc\]\]|\A:")
# A number, or a template tag that has one today.
_NUMBER: Final = later(
    r"(?<=\]\()(?:[0-9]+|[^\s(){}]*\{\{[^\n{}]*\}\}[^\s()]*|\{%[^\n%]*%\}[^\s()]*)(?=\))"
)
_ANY: Final = "0"


class Part(NamedTuple):
    """An entry with its part of a translation."""

    entry: Entry
    joined: Identity
    """The entry that it is a part of."""


class _Place(NamedTuple):
    """One of the texts that were joined."""

    entry: Entry
    """Of the guide as it is read today."""
    start: int
    end: int
    """Where it stands in the joined text, when all numbers are one."""


def part_joined(old: Sequence[Entry], template: Sequence[Entry]) -> dict[Identity, Part]:
    """Return entries for new texts that older ones were joined of, with what is theirs of these.

    Of one text in several joined ones, the first translation is taken.
    """
    known = {entry.identity for entry in old}
    wanted = {entry.identity for entry in template}
    if wanted <= known:
        return {}
    found: dict[Identity, Part] = {}
    for entry in old:
        if entry.identity in wanted or not entry.translated or entry.msgid_plural:
            continue
        if _SIGN.search(entry.msgid):
            parts = _part(entry, template)
            new = {each.identity: each for each in parts if each.identity not in known}
            found = {name: Part(new[name], entry.identity) for name in new} | found
    return found


def _part(joined: Entry, template: Iterable[Entry]) -> list[Entry]:
    text = _NUMBER.sub(_ANY, joined.msgid)
    candidates = {
        flat: entry
        for entry in template
        if entry.msgctxt == joined.msgctxt and (flat := _NUMBER.sub(_ANY, entry.msgid)) in text
    }
    parts = _find_parts(text, 0, candidates, set()) if candidates else None
    translations = _split(joined, text, parts) if parts else None
    if not parts or not translations:
        return []
    return [
        joined._replace(msgid=part.entry.msgid, msgstr=msgstr)
        for part, msgstr in zip(parts, translations, strict=True)
    ]


def _find_parts(
    text: str, position: int, candidates: Mapping[str, Entry], failed: set[int]
) -> list[_Place] | None:
    """Return the texts that stand in ``text`` from ``position`` on, with structure between."""
    if position and _is_structure(text[position:]):
        return []
    if position in failed:
        return None
    for start, flat in _starts(text, position, candidates):
        end = start + len(flat)
        rest = _find_parts(text, end, candidates, failed)
        if rest is not None:
            return [_Place(candidates[flat], start, end), *rest]
    failed.add(position)
    return None


def _starts(text: str, position: int, candidates: Mapping[str, Entry]) -> Iterator[tuple[int, str]]:
    """Yield where a text begins after nothing but structure, the longest ones first."""
    for flat in sorted(candidates, key=len, reverse=True):
        start = text.find(flat, position)
        while start >= 0:
            # Two texts with nothing but a blank between cannot be told apart in a translation.
            gap = text[position:start]
            if _is_structure(gap) and (not position or gap.strip()):
                yield start, flat
            start = text.find(flat, start + 1)


def _is_structure(text: str) -> bool:
    return not text or _STRUCTURE.fullmatch(text) is not None


def _split(joined: Entry, text: str, parts: Sequence[_Place]) -> list[str] | None:
    """Return the translation of each part; None when the structure is not the same."""
    ends = [0, *(part.end for part in parts)]
    starts = [*(part.start for part in parts), len(text)]
    gaps = [text[end:start].strip() for end, start in zip(ends, starts, strict=True)]
    if any(joined.msgstr.count(gap) != text.count(gap) for gap in gaps if gap):
        return None
    between = r"\s*(\S.*?)\s*"
    pattern = between.join(map(re.escape, gaps))
    found = re.fullmatch(rf"\s*{pattern}\s*", joined.msgstr, re.DOTALL)
    return _numbered(joined, parts, found.groups()) if found else None


def _numbered(
    joined: Entry, parts: Sequence[_Place], translations: Sequence[str]
) -> list[str] | None:
    """Return the translations with the numbers that their links have today."""
    numbers = iter(_NUMBER.findall(joined.msgid))
    renumbered: list[str] = []
    for part, msgstr in zip(parts, translations, strict=True):
        own = _NUMBER.findall(part.entry.msgid)
        today = {next(numbers): number for number in own}
        if not today.keys() >= {*_NUMBER.findall(msgstr)}:
            return None
        renewed = partial(_renewed, today)
        renumbered.append(_NUMBER.sub(renewed, msgstr))
    return renumbered


def _renewed(today: Mapping[str, str], number: re.Match[str]) -> str:
    return today[number[0]]
