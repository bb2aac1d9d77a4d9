"""What becomes of the record when pages are published: all of it, or a few lines of a long file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
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
class RecordLines(Mapping[tuple[str, str], Published]):
    """A record of which only the lines are read that somebody asks for."""

    lines: Sequence[str]
    """As ``render_record`` writes them: after the header and before the last, which is empty, they
    are sorted."""
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
        line = self.lines[_find(self.lines, identity)]
        return parse_record(line, "").get(identity)


def change_record(record: Record, changes: Changes) -> Record:
    """Return the record with these pages added, replaced or taken out."""
    if isinstance(record, RecordLines):
        return replace(record, changes={**record.changes, **changes})
    changed = {identity: changes.get(identity, page) for identity, page in record.items()}
    changed.update(changes)
    return {identity: page for identity, page in changed.items() if page}


def render_record(record: Record) -> str:
    """Return the file's text; an empty record gives the header line alone."""
    if isinstance(record, RecordLines):
        return "\n".join(_changed_lines(record))
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


def _changed_lines(record: RecordLines) -> list[str]:
    lines = list(record.lines)
    for identity, page in record.changes.items():
        place = _find(lines, identity)
        end = place + (_identity(lines[place]) == identity)
        lines[place:end] = [render_line(identity, page)] if page else []
    return lines


def _find(lines: Sequence[str], identity: tuple[str, str]) -> int:
    """Return where the line of a page is, or would be."""
    return bisect_left(lines, identity, 1, len(lines) - 1, key=_identity)


def _identity(line: str) -> tuple[str, str]:
    language, _, rest = line.partition("\t")
    return language, rest.partition("\t")[0]
