"""Let the headings that links lead to keep their ids in every language."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from l10n.markdown.headings import Heading, read_headings
from l10n.markdown.idstyle import IdStyle
from l10n.markdown.segments import Layout
from l10n.text import Edit, Span


def keep_heading_ids(
    source: Layout, merged: Layout, style: IdStyle, wanted: Collection[str] | None
) -> Iterator[Edit]:
    """Yield what gives headings of the merged guide the ids that they have in the source.

    ``wanted`` are the ids to keep, ``None`` means all. A heading whose id is the same anyway
    stays as it is. Both guides have the same headings in the same order.
    """
    if wanted is not None and not wanted:
        return
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
            break
        given |= wrong
    yield from (_edit(new[index], id_) for index, id_ in sorted(given.items()))


def _edit(heading: Heading, id_: str) -> Edit:
    if heading.attributes:
        start = heading.attributes.start + 1
        return Edit(Span(start, start), f"#{id_} ")
    return Edit(Span(heading.end, heading.end), f" {{#{id_}}}")
