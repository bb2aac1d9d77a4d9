"""One catalog of many guides: the part of each, and the parts put together again.

The entries of a guide are those whose ``#:`` names its source. A text of several guides is one
entry, with one translation. What no guide has any more is obsolete, and names those that had it
last.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import Catalog, Entry, Identity

Extracted: TypeAlias = Callable[[str, Identity], tuple[str, ...]]
"""Returns the extracted comments that one guide has of a text; guides are named by their paths."""

_ABSENT: Final = Entry("", obsolete=True)
_REFERENCES: Final = Entry._fields.index("references")


class _Place(NamedTuple):
    """Where an entry goes; those with the same place keep their order."""

    slot: int
    """Even for an entry that is there, odd for what goes between two."""
    rank: int = 0
    """Whether it follows a text of its guide, is of a new guide, or precedes such a text."""
    path: str = ""


class Part(NamedTuple):
    """A guide's catalog, which is to go into that of its group."""

    path: str
    """Of the guide's source, as ``#:`` names it."""
    was: frozenset[str]
    """The names under which the group has had the guide."""
    entries: tuple[Entry, ...]


class Slice(NamedTuple):
    """Some entries of a group's file."""

    catalog: Catalog
    numbers: Sequence[int]
    """Which ones these are, in the file's order."""
    total: int
    """How many the file has."""
    owners: Callable[[], Sequence[str]]
    """Returns the first guide, by its path, of each entry of the file that is not obsolete."""


class Slot(NamedTuple):
    """What is to be where in a group's file."""

    place: int
    """Twice the number of an entry, or one more for what comes behind it."""
    entry: Entry


def parts_of(group: Catalog, wanted: Collection[str] | None = None) -> dict[str, tuple[Entry, ...]]:
    """Return the entries of each guide that a group's catalog names, by the path of its source.

    Of all guides, or of those ``wanted``. Each names its guide, and the first guide that has it:
    with all others the parts of a large group would be far larger than the group.
    """
    parts: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in group.entries:
        if entry.obsolete or not entry.references:
            continue
        paths = {*entry.references}
        if wanted is not None:
            paths.intersection_update(wanted)
        if len(entry.references) == 1:
            for path in paths:
                parts[path].append(entry)
            continue
        first, before, behind = min(entry.references), entry[:_REFERENCES], entry[_REFERENCES + 1 :]
        for path in paths:
            names = (path,) if path == first else (first, path)
            parts[path].append(Entry._make((*before, names, *behind)))
    return {path: tuple(entries) for path, entries in parts.items()}


def keep_shares(old: Catalog, new: Catalog, path: str) -> Catalog:
    """Return a guide's ``new`` catalog with what the ``old`` one says of other guides.

    The comments about what a text is, and where, are those of the first guide that has it. Entries
    are in the old order while they are the same texts.
    """
    known = {each.identity: each for each in old.entries if not each.obsolete}
    live = {
        each.identity: _shared(known.get(each.identity), each, path)
        for each in new.entries
        if not each.obsolete
    }
    names = known if known.keys() == live.keys() else live
    rest = (each for each in new.entries if each.obsolete)
    return replace(new, entries=(*(live[name] for name in names), *rest))


def whole(group: Catalog) -> Slice:
    """Return all entries of a group's catalog."""
    live = [min(each.references, default="") for each in group.entries if not each.obsolete]
    return Slice(group, range(len(group.entries)), len(group.entries), lambda: live)


def join_parts(group: Catalog, parts: Sequence[Part], extracted: Extracted) -> Catalog:
    """Return the group's catalog as ``join_slice`` makes it of all entries."""
    slots = join_slice(whole(group), parts, extracted)
    return replace(group, entries=tuple([each.entry for each in slots]))


def join_slice(some: Slice, parts: Sequence[Part], extracted: Extracted) -> list[Slot]:
    """Return these parts joined with the entries of a group that their guides have had, or come to.

    ``some`` has all entries that name any of these guides, and all that have a text of the parts.
    A guide that comes to have a text takes its translation from the group, obsolete or not, unless
    that has none. Where guides bring different ones for what they had already, a translated one
    wins, then the first. What is in no guide any more becomes obsolete, if its part says so or its
    translation did not go on with another text.
    """
    parts = sorted(parts, key=lambda each: each.path)
    base = {entry.identity: entry for entry in some.catalog.entries}
    brought: defaultdict[Identity, list[tuple[Part, Entry]]] = defaultdict(list)
    for part in parts:
        for entry in part.entries:
            if not entry.obsolete:
                brought[entry.identity].append((part, entry))
    left = frozenset[str]().union(*(part.was for part in parts))
    live = _stay(base, brought, left, extracted)
    for name, found in brought.items():
        before = base.get(name, _ABSENT)
        others = () if before.obsolete else (e for e in before.references if e not in left)
        own = {part.path: entry for part, entry in found}
        said = _choose(before, found, left)._replace(obsolete=False)
        live[name] = _with_places(before, said, own, {*others, *own}, extracted)
    numbers = dict(zip(base, some.numbers, strict=True))
    ordered = [Slot(place, live[name]) for name, place in _order(some, numbers, parts, live)]
    gone = _obsolete(base, parts, live)
    end = 2 * some.total - 1
    return ordered + [
        Slot(2 * numbers[each.identity] if base.get(each.identity) is each else end, each)
        for each in gone
    ]


def _stay(
    base: Mapping[Identity, Entry],
    brought: Collection[Identity],
    left: Collection[str],
    extracted: Extracted,
) -> dict[Identity, Entry]:
    """Return the entries that are still in guides, of those that no part brings."""
    live: dict[Identity, Entry] = {}
    for name, entry in base.items():
        if name not in brought and not entry.obsolete:
            kept = tuple(path for path in entry.references if path not in left)
            if len(kept) == len(entry.references):
                live[name] = entry
            elif kept:
                live[name] = _with_places(entry, entry, {}, kept, extracted)
    return live


def _shared(old: Entry | None, new: Entry, path: str) -> Entry:
    if old is None or old.references == new.references or path not in old.references:
        return new
    extracted = new.extracted if path == min(old.references) else old.extracted
    return new._replace(references=old.references, extracted=extracted)


def _with_places(  # of what, before and now, in which guides
    before: Entry,
    said: Entry,
    own: Mapping[str, Entry],
    paths: Iterable[str],
    extracted: Extracted,
) -> Entry:
    """Return an entry that is in these guides, with the comments of the first of them."""
    ordered = tuple(sorted(paths))
    first = ordered[0]
    if not before.obsolete and first == min(before.references, default=""):
        lines = own[first].extracted if first in own else before.extracted
    elif first in own and own[first].references == (first,):
        lines = own[first].extracted
    else:
        lines = extracted(first, said.identity) or before.extracted
    return said._replace(references=ordered, extracted=lines)


def _content(entry: Entry) -> Entry:
    """Return what translators have of an entry, without where it is."""
    return entry._replace(extracted=(), references=(), obsolete=False)


def _rank(entry: Entry) -> int:
    return 0 if not entry.has_text else 1 if entry.fuzzy else 2


def _choose(before: Entry, found: Sequence[tuple[Part, Entry]], left: Collection[str]) -> Entry:
    """Return the entry whose translation a text has from now on."""
    had = set() if before.obsolete else {*before.references}
    old = _content(before)
    is_free = had.issubset(left)  # guides that are called otherwise now, or have it no more
    changed = [
        each
        for part, each in found
        if had and (is_free or had & part.was) and _content(each) != old
    ]
    if changed:
        return max(changed, key=_rank)
    best = max((each for _, each in found), key=_rank)
    return best if before is _ABSENT or _rank(best) > _rank(before) else before


def _obsolete(
    base: Mapping[Identity, Entry], parts: Sequence[Part], live: Mapping[Identity, Entry]
) -> list[Entry]:
    """Return what is in no guide, in the order in which it came to be so."""
    absent = {name: each for name, each in base.items() if name not in live}
    old = {name: each for name, each in absent.items() if each.obsolete}
    lost = [each for each in absent.values() if not each.obsolete and each.has_text]
    new: dict[Identity, Entry] = {}
    for part in parts:
        own = [each for each in part.entries if each.obsolete and each.identity not in live]
        if lost and _is_overruled(part, live):
            own += [each for each in lost if part.was.intersection(each.references)]
        for each in own:
            if each.identity not in old:
                first = new.get(each.identity)
                paths = {part.path, *(first.references if first else ())}
                new[each.identity] = _retire(first or each, paths)
    for each in lost:
        if not each.references:  # nobody says whose it is
            new.setdefault(each.identity, _retire(each, ()))
    return [*old.values(), *new.values()]


def _is_overruled(part: Part, live: Mapping[Identity, Entry]) -> bool:
    """Return whether a text of a guide has another translation than the guide's own catalog."""
    own = (each for each in part.entries if not each.obsolete and each.has_text)
    return any(each.said != live[each.identity].said for each in own)


def _retire(entry: Entry, paths: Iterable[str]) -> Entry:
    return entry._replace(extracted=(), references=tuple(sorted(paths)), obsolete=True)


def _order(
    some: Slice,
    numbers: Mapping[Identity, int],
    parts: Sequence[Part],
    live: Mapping[Identity, Entry],
) -> list[tuple[Identity, int]]:
    """Return the names of the entries as the file has them, with new ones where they belong.

    A new one follows the text before it of those that are listed with its guide, or precedes the
    first of them; those of a new guide precede the guides behind it in the order of paths.
    """
    there = [each for each in some.catalog.entries if not each.obsolete]
    owners = {each.identity: min(each.references, default="") for each in there}
    places = {name: _Place(2 * numbers[name]) for name in owners if name in live}
    gone = {numbers[name] for name in owners if name not in live}
    for part in parts:
        names = [each.identity for each in part.entries if not each.obsolete]
        own = (places[name] for name in names if name in places and owners[name] == part.path)
        first = next(own, None)
        spot = _before(first) if first else _Place(_between(some, gone, part.path), 1, part.path)
        for name in names:
            if name not in places:
                places[name], owners[name] = spot, part.path
            elif owners[name] == part.path:
                spot = _behind(places[name])
    return [(name, places[name].slot) for name in sorted(places, key=places.__getitem__)]


def _between(some: Slice, gone: Collection[int], path: str) -> int:
    """Return the slot of a new guide: before all from the first that is behind it."""
    owners = some.owners()
    rest = [number for number in range(len(owners)) if number not in gone]
    firsts = [*accumulate((owners[number] for number in rest), max)]
    at = bisect_right(firsts, path)
    return 2 * (rest[at] if at < len(rest) else len(owners)) - 1


def _before(place: _Place) -> _Place:
    return place if place.slot % 2 else _Place(place.slot - 1, 2)


def _behind(place: _Place) -> _Place:
    return place if place.slot % 2 else _Place(place.slot + 1)
