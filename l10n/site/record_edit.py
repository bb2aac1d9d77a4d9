"""Change the record when pages are published: what is known of it, and the lines of its file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from l10n.site.record import HEADER, Published, Record, render_line, with_digests

Changes: TypeAlias = Mapping[tuple[str, str], Published | None]
"""Pages by language and key; None for one that goes."""


def change_record(record: Record, changes: Changes) -> Record:
    """Return the record with these pages added, replaced or taken out."""
    changed = {**record, **{identity: page for identity, page in changes.items() if page}}
    for identity, page in changes.items():
        if page is None:
            changed.pop(identity, None)
    return changed


def render_record(record: Record) -> bytes:
    """Return the file's bytes; an empty record gives the header line alone."""
    lines = (render_line(each, page) for each, page in sorted(record.items(), key=lambda it: it[0]))
    return "\n".join([HEADER, *lines, ""]).encode()


def change_lines(data: bytes, changes: Changes) -> bytes:
    """Return what ``render_record`` gave, with these pages added, replaced or taken out.

    Only their lines are looked at: a long record is written after every batch of pages.
    """
    return b"".join(_changed_pieces(data, changes))


def announce(record: Record, changes: Mapping[tuple[str, str], Published]) -> Changes:
    """Return what the record is to say before ``changes`` are published: old and new digests."""
    return {
        identity: with_digests(page, _digests_at(record, identity, page.path))
        for identity, page in changes.items()
    }


def _digests_at(record: Record, identity: tuple[str, str], path: str) -> tuple[str, ...]:
    known = record.get(identity)
    return known.digests if known and known.path == path else ()


def _changed_pieces(data: bytes, changes: Changes) -> Iterator[bytes]:
    done = 0
    for identity, page in sorted(changes.items(), key=lambda it: it[0]):
        start, end = _find(data, identity)
        yield data[done:start]
        if page:
            yield f"{render_line(identity, page)}\n".encode()
        done = end
    yield data[done:]


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
