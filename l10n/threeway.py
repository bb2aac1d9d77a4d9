"""Merge two versions of a catalog that came of one, entry by entry, as git merges lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple, TypeVar

from l10n.catalog import Catalog, Entry, Identity

Known = TypeVar("Known")

THEIRS: Final = "merge: the other branch has: "
"""Begins a comment with the text that the entry has not."""
_REVISION: Final = "PO-Revision-Date"


@dataclass(frozen=True, slots=True)
class Joined:
    """A catalog of two."""

    catalog: Catalog
    disagreements: tuple[Identity, ...]
    """The entries that both sides translated, each in its way; in the catalog's order."""


class _State(NamedTuple):
    """What translators decide of an entry."""

    msgstr: str
    plural: tuple[str, ...]
    fuzzy: bool
    previous: tuple[str | None, str | None, str | None]
    obsolete: bool

    @property
    def text(self) -> tuple[str, ...]:
        return (self.msgstr, *self.plural)

    @property
    def is_empty(self) -> bool:
        return not any(self.text)


class _Sides(NamedTuple):
    """One entry in three versions; None where it is missing."""

    base: Entry | None
    ours: Entry | None
    theirs: Entry | None


def join_catalogs(base: Catalog, ours: Catalog, theirs: Catalog) -> Joined:
    """Return what both sides made of ``base``.

    Where one side changed an entry and the other did not, the change is taken. Where both did, a
    text comes before none, and a confirmed one before a fuzzy one. Two texts are a disagreement:
    the entry has ours, is fuzzy, and names theirs in a comment. An entry that one side turned into
    the fuzzy one of a changed source text takes the text that the other side wrote meanwhile.
    """
    old, mine, other = (_index(each) for each in (base, ours, theirs))
    mine, other = _follow(old, mine, other)
    other, mine = _follow(old, other, mine)
    entries: list[Entry] = []
    disagreements: list[Identity] = []
    for identity in _order(ours.entries, theirs.entries, {*mine, *other}):
        sides = _Sides(old.get(identity), mine.get(identity), other.get(identity))
        joined, agree = _join(sides)
        if joined is not None:
            entries.append(joined)
        if not agree:
            disagreements.append(identity)
    header = _join_headers(base.header, ours.header, theirs.header)
    entries.sort(key=lambda entry: entry.obsolete)
    return Joined(replace(ours, header=header, entries=tuple(entries)), tuple(disagreements))


def _index(catalog: Catalog) -> dict[Identity, Entry]:
    return {entry.identity: entry for entry in catalog.entries}


def _order(ours: Sequence[Entry], theirs: Sequence[Entry], kept: set[Identity]) -> list[Identity]:
    """Return ours, with what only theirs have after what it follows there."""
    following: dict[Identity | None, list[Identity]] = {}
    known = {entry.identity for entry in ours}
    last: Identity | None = None
    for entry in theirs:
        if entry.identity not in known:
            following.setdefault(last, []).append(entry.identity)
        else:
            last = entry.identity
    order = [*following.get(None, ())]
    for entry in ours:
        order += (entry.identity, *following.get(entry.identity, ()))
    return [identity for identity in order if identity in kept]


def _join(sides: _Sides) -> tuple[Entry | None, bool]:
    """Return an entry as both sides have it, and whether they agree."""
    base, ours, theirs = sides
    if ours is None or theirs is None:
        there = ours or theirs
        is_removed = base is not None and there is not None and _state(there) == _state(base)
        return (None if is_removed else there), True
    state, agree = _join_states(_state(base) if base else None, _state(ours), _state(theirs))
    comments = _join_lines(base.comments if base else (), ours.comments, theirs.comments)
    if not agree:
        said = " / ".join(_state(theirs).text).replace("\n", "\\n")
        comments = tuple(dict.fromkeys((*comments, THEIRS + said)))
    joined = ours._replace(
        msgstr=state.msgstr,
        msgstr_plural=state.plural,
        msgid_plural=_pick(base and base.msgid_plural, ours.msgid_plural, theirs.msgid_plural),
        previous_msgctxt=state.previous[0],
        previous_msgid=state.previous[1],
        previous_msgid_plural=state.previous[2],
        obsolete=state.obsolete,
        comments=comments,
        extracted=_pick(base and base.extracted, ours.extracted, theirs.extracted),
        references=_pick(base and base.references, ours.references, theirs.references),
        flags=_join_flags(sides, fuzzy=state.fuzzy),
    )
    return joined, agree


def _state(entry: Entry) -> _State:
    previous = (entry.previous_msgctxt, entry.previous_msgid, entry.previous_msgid_plural)
    return _State(entry.msgstr, entry.msgstr_plural, entry.fuzzy, previous, entry.obsolete)


def _join_states(base: _State | None, ours: _State, theirs: _State) -> tuple[_State, bool]:
    if ours == theirs or theirs == base:
        return ours, True
    if ours == base:
        return theirs, True
    gone = ours.obsolete and theirs.obsolete
    if ours.text == theirs.text:
        return _settled(ours if not ours.fuzzy else theirs, obsolete=gone), True
    if ours.is_empty or theirs.is_empty:
        return _settled(theirs if ours.is_empty else ours, obsolete=gone), True
    if ours.fuzzy != theirs.fuzzy:
        return _settled(theirs if ours.fuzzy else ours, obsolete=gone), True
    if base is not None and base.text in (ours.text, theirs.text):
        # One side has a new text; the other changed what is said of the old one.
        return _settled(theirs if ours.text == base.text else ours, obsolete=gone), True
    return ours._replace(fuzzy=True, obsolete=gone), False


def _settled(state: _State, *, obsolete: bool) -> _State:
    return state._replace(obsolete=obsolete)


def _join_flags(sides: _Sides, *, fuzzy: bool) -> tuple[str, ...]:
    base, ours, theirs = (each.flags if each else () for each in sides)
    flags = tuple(each for each in _join_lines(base, ours, theirs) if each != "fuzzy")
    return ("fuzzy", *flags) if fuzzy else flags


def _join_lines(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Return our lines without those that they took away, and then those that they added."""
    old, mine, other = tuple(base), tuple(ours), tuple(theirs)
    kept = [each for each in mine if each in other or each not in old]
    return tuple(dict.fromkeys((*kept, *(each for each in other if each not in old))))


def _pick(base: Known | None, ours: Known, theirs: Known) -> Known:
    """Return what one side changed; ours when both did."""
    return theirs if ours == base else ours


def _follow(
    old: Mapping[Identity, Entry], moved: Mapping[Identity, Entry], wrote: Mapping[Identity, Entry]
) -> tuple[dict[Identity, Entry], dict[Identity, Entry]]:
    """Move what one side wrote to where the other side has the changed source text.

    Returns the side that has it, and the side that wrote.
    """
    has, rest = dict(moved), dict(wrote)
    for identity, entry in moved.items():
        if identity in old or not entry.fuzzy or entry.previous_msgid is None:
            continue
        context = entry.previous_msgctxt if entry.previous_msgctxt is not None else entry.msgctxt
        before = (context, entry.previous_msgid)
        was, now = old.get(before), rest.get(before)
        if was is None or now is None or now.obsolete or _state(was) == _state(now):
            continue
        is_left = before not in has or has[before].obsolete
        if is_left and now.has_text and (entry.msgstr == was.msgstr or not was.has_text):
            has[identity] = entry._replace(
                msgstr=now.msgstr,
                msgstr_plural=now.msgstr_plural,
                comments=_join_lines(was.comments, entry.comments, now.comments),
            )
            del rest[before]
            has.pop(before, None)
    return has, rest


def _join_headers(base: Entry, ours: Entry, theirs: Entry) -> Entry:
    """Return a header: each field as the side has it that changed it, dates as the later one."""
    old, mine, other = (_fields(each) for each in (base, ours, theirs))
    is_later = other.get(_REVISION, "") > mine.get(_REVISION, "")
    fields: dict[str, str] = {}
    for name in dict.fromkeys((*mine, *other)):
        value = _join_field(name, (old.get(name), mine.get(name), other.get(name)), is_later)
        if value is not None:
            fields[name] = value
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    comments = _join_lines(base.comments, ours.comments, theirs.comments)
    sides = _Sides(base, ours, theirs)
    flags = _join_flags(sides, fuzzy=ours.fuzzy and theirs.fuzzy)
    return ours._replace(msgstr=text, comments=comments, flags=flags)


def _join_field(
    name: str, values: tuple[str | None, str | None, str | None], theirs_later: bool
) -> str | None:
    base, ours, theirs = values
    if ours == theirs:
        return ours
    if ours is not None and theirs is not None and name.endswith("Date"):
        return max(ours, theirs)
    if theirs == base:
        return ours
    if ours == base or ours is None:
        return theirs
    return theirs if theirs is not None and theirs_later else ours


def _fields(header: Entry) -> dict[str, str]:
    lines = (line.partition(":") for line in header.msgstr.split("\n") if line)
    return {name: value.strip() for name, _, value in lines}
