"""Let the headings that links lead to keep their ids in every language, or links follow them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from l10n.markdown.headings import Heading, read_headings, read_term_ids
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.segments import Layout
from l10n.text import Edit, Span

NO_MOVES: Final[Mapping[str, str]] = MappingProxyType({})


def kept_ids(
    source: Layout, merged: Layout, style: IdStyle, wanted: Collection[str] | None
) -> dict[int, str]:
    """Return the ids that headings of the merged guide are to be given, by the heading's number.

    They are those that the headings have in the source. ``wanted`` are the ids to keep, ``None``
    means all. A heading whose id is the same anyway stays as it is. Both guides have the same
    headings in the same order.
    """
    if wanted is not None and not wanted:
        return {}
    old = read_headings(source, style)
    needed = {
        index: heading.id
        for index, heading in enumerate(old)
        if heading.id and (wanted is None or heading.id in wanted)
    }
    given: dict[int, str] = {}
    while True:
        new = read_headings(merged, style, given)
        taken = set(given.values())
        wrong = {
            index: heading.id
            for index, heading in enumerate(old)
            if index not in given
            and heading.id
            and (new[index].id in taken or (index in needed and new[index].id != heading.id))
        }
        if not wrong:
            return given
        given |= wrong


def give_ids(merged: Layout, style: IdStyle, given: Mapping[int, str]) -> Iterator[Edit]:
    """Yield what gives headings of the merged guide these ids, by the heading's number."""
    if not given:
        return
    headings = read_headings(merged, style, given)
    yield from (_edit(headings[index], id_) for index, id_ in sorted(given.items()))


def moved_ids(
    source: Layout, page: Layout, style: IdStyle, given: Mapping[int, str], *, has_terms: bool
) -> Mapping[str, str]:
    """Return the ids of a page by those of the source, where they are other ones.

    None where the two have not the same headings. ``given`` are those of the page that the source's
    have; terms of definition lists have ids as well where the site ``has_terms``.
    """
    old = [each.id for each in read_headings(source, style)]
    new = [each.id for each in read_headings(page, style, given)]
    if has_terms:
        ours, theirs = (read_term_ids(*each) for each in ((source, style, old), (page, style, new)))
        if len(ours) == len(theirs):
            # One of a heading comes first, as it does on a page.
            old, new = [*old, *ours], [*new, *theirs]
    if len(old) != len(new):
        return NO_MOVES
    pairs = dict(reversed([*zip(old, new, strict=True)]))
    return {here: there for here, there in pairs.items() if here and there and here != there}


def _edit(heading: Heading, id_: str) -> Edit:
    if heading.attributes:
        start = heading.attributes.start + 1
        return Edit(Span(start, start), f"#{id_} ")
    return Edit(Span(heading.end, heading.end), f" {{#{id_}}}")
