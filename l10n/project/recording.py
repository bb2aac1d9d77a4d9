"""What becomes of the record when pages are published: all of it, or a few lines of a long text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from l10n.project.published import (
    HEADER,
    Published,
    Record,
    parse_record,
    render_line,
    with_digests,
)

Changes: TypeAlias = Mapping[tuple[str, str], Published | None]
"""Pages by language and key; None for one that goes."""


@dataclass(frozen=True, slots=True, eq=False)
class RecordText(Mapping[tuple[str, str], Published]):
    """A record of which only the lines are read that somebody asks for."""

    text: str
    """As ``render_record`` writes it: after the header the lines are sorted."""
    changes: Changes

    def __getitem__(self, identity: tuple[str, str]) -> Published:
        page = self.changes[identity] if identity in self.changes else self._read(identity)
        if page is None:
            raise KeyError(identity)
        return page

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(parse_record(render_record(self), ""))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, identity: tuple[str, str]) -> Published | None:
        start, end = _find(self.text, identity)
        return parse_record(self.text[start:end], "").get(identity)


def change_record(record: Record, changes: Changes) -> Record:
    """Return the record with these pages added, replaced or taken out."""
    if isinstance(record, RecordText):
        return replace(record, changes={**record.changes, **changes})
    changed = {identity: changes.get(identity, page) for identity, page in record.items()}
    changed.update(changes)
    return {identity: page for identity, page in changed.items() if page}


def render_record(record: Record) -> str:
    """Return the file's text; an empty record gives the header line alone."""
    if isinstance(record, RecordText):
        return "".join(_changed_pieces(record))
    lines = (render_line(each, page) for each, page in sorted(record.items(), key=lambda it: it[0]))
    return "\n".join([HEADER, *lines, ""])


def announce(record: Record, changes: Mapping[tuple[str, str], Published]) -> Record:
    """Return the record to write before ``changes`` are published: old and new digests."""
    return change_record(
        record,
        {
            identity: with_digests(page, _digests_at(record, identity, page.path))
            for identity, page in changes.items()
        },
    )


def _digests_at(record: Record, identity: tuple[str, str], path: str) -> tuple[str, ...]:
    known = record.get(identity)
    return known.digests if known and known.path == path else ()


def _changed_pieces(record: RecordText) -> Iterator[str]:
    done = 0
    for identity, page in sorted(record.changes.items(), key=lambda it: it[0]):
        start, end = _find(record.text, identity)
        yield record.text[done:start]
        if page:
            yield render_line(identity, page) + "\n"
        done = end
    yield record.text[done:]


def _find(text: str, identity: tuple[str, str]) -> tuple[int, int]:
    """Return where the line of a page begins and ends, or twice where it would be."""
    low, high = text.find("\n") + 1, len(text)
    while low < high:
        start = text.rfind("\n", low - 1, (low + high) // 2) + 1
        end = text.index("\n", start) + 1
        language, key, _ = text[start:end].split("\t", 2)
        if (language, key) == identity:
            return start, end
        if (language, key) < identity:
            low = end
        else:
            high = start
    return low, low
