"""Change the record when pages are published: all of it, or a few lines of a long file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

from l10n.site.record import (
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
class StoredRecord(Mapping[tuple[str, str], Published]):
    """A record of which only the lines that are needed are read."""

    data: bytes
    """As ``render_record`` writes it: after the header the lines are sorted."""
    changes: Changes

    def __getitem__(self, identity: tuple[str, str]) -> Published:
        page = self.changes[identity] if identity in self.changes else self._read(identity)
        if page is None:
            raise KeyError(identity)
        return page

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(parse_record(render_record(self).decode(), ""))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _read(self, identity: tuple[str, str]) -> Published | None:
        start, end = _find(self.data, identity)
        return parse_record(self.data[start:end].decode(), "").get(identity)


def stored(record: Record) -> StoredRecord:
    """Return a record of which only the lines that change are written anew."""
    return record if isinstance(record, StoredRecord) else StoredRecord(render_record(record), {})


def change_record(record: Record, changes: Changes) -> Record:
    """Return the record with these pages added, replaced or taken out."""
    if isinstance(record, StoredRecord):
        return replace(record, changes={**record.changes, **changes})
    changed = {identity: changes.get(identity, page) for identity, page in record.items()}
    changed.update(changes)
    return {identity: page for identity, page in changed.items() if page}


def render_record(record: Record) -> bytes:
    """Return the file's bytes; an empty record gives the header line alone."""
    if isinstance(record, StoredRecord):
        return b"".join(_changed_pieces(record))
    lines = (render_line(each, page) for each, page in sorted(record.items(), key=lambda it: it[0]))
    return "\n".join([HEADER, *lines, ""]).encode()


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


def _changed_pieces(record: StoredRecord) -> Iterator[bytes]:
    done = 0
    for identity, page in sorted(record.changes.items(), key=lambda it: it[0]):
        start, end = _find(record.data, identity)
        yield record.data[done:start]
        if page:
            yield f"{render_line(identity, page)}\n".encode()
        done = end
    yield record.data[done:]


def _find(data: bytes, identity: tuple[str, str]) -> tuple[int, int]:
    """Return where the line of a page begins and ends, or twice where it would be."""
    wanted = tuple(each.encode() for each in identity)
    low, high = data.find(b"\n") + 1, len(data)
    while low < high:
        start = data.rfind(b"\n", low - 1, (low + high) // 2) + 1
        end = data.index(b"\n", start) + 1
        language, key, _ = data[start:end].split(b"\t", 2)
        if (language, key) == wanted:
            return start, end
        if (language, key) < wanted:
            low = end
        else:
            high = start
    return low, low
