"""Publish pages in batches, so that the record has every page of ours, whenever a run is killed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, islice, repeat
from typing import Final, NamedTuple

from l10n.cache.index import written_state
from l10n.disk.digests import digest
from l10n.disk.look import NOTHING, FileVersion, Seen
from l10n.disk.output import Output
from l10n.disk.versions import Versions
from l10n.errors import L10nError
from l10n.guide import Localized
from l10n.site.record import NO_MEMORY, Memory, Published, Record
from l10n.site.record_edit import announce, change_lines, change_record, render_record

_BATCHES: Final = (125, 250, 500, 1_000, 2_000, 4_000)
"""Pages between two writes of the record; the last number is used again and again.

This bounds the memory that waiting pages take, and a long record is not written often. The first
pages are written while others are still made.
"""


@dataclass(frozen=True, slots=True)
class PageChange:
    """A localized guide to be written, moved or taken away."""

    language: str
    key: str
    path: str
    data: bytes | None
    """None to withdraw the page."""
    old_path: str = ""
    """Where the page is now, when its path has changed."""
    old_digest: str = ""
    """Of the page as it is now; empty when there is none."""
    memory: Memory = NO_MEMORY
    replaces: str = ""
    """The key of the page of ours that is there and whose guide is gone."""

    @property
    def localized(self) -> Localized:
        """Return whose page it is."""
        return Localized(self.language, self.key)


class Publication(NamedTuple):
    """What came of publishing."""

    record: Record
    failures: tuple[Failure, ...]
    written: Mapping[str, FileVersion]
    """How the pages look that were written, by path."""


class Failure(NamedTuple):
    """A page that could not be written, and why."""

    page: PageChange
    error: L10nError


def publish_pages(
    pages: Iterable[PageChange], record: Record, path: str, output: Output
) -> Publication:
    """Write ``pages`` and the record at ``path``.

    ``pages`` may be lazy: no more than a batch of them is held. Raises L10nError when the
    record itself cannot be written; no page is changed without being announced in it first.
    """
    failures: list[Failure] = []
    written = Versions({})
    waiting, data = iter(pages), b""
    sizes = chain(_BATCHES, repeat(_BATCHES[-1]))
    while batch := tuple(islice(waiting, next(sizes))):
        data = data or render_record(record)
        announced = announce(record, dict(_announced(batch)))
        output.write(path, change_lines(data, announced), durable=True)
        settled: dict[tuple[str, str], Published | None] = {}
        for page in batch:
            try:
                seen = _publish(page, output)
            except L10nError as error:
                failures.append(Failure(page, error))
                continue
            if page.data is None:
                settled[page.localized] = None
                continue
            if page.replaces:
                settled[page.language, page.replaces] = None
            settled[page.localized] = Published(page.path, (digest(page.data),), page.memory)
            if seen and seen != NOTHING:
                written[page.path] = written_state(page.data, seen)
        record, data = change_record(record, settled), change_lines(data, settled)
        output.write(path, data, durable=True)
    return Publication(record, tuple(failures), written)


def _announced(batch: Iterable[PageChange]) -> Iterator[tuple[tuple[str, str], Published]]:
    for page in batch:
        if page.data is not None:
            digests = sorted({digest(page.data), page.old_digest} - {""})
            # A page whose key has changed too is found by its old path until it has moved.
            path = page.old_path or page.path
            yield page.localized, Published(path, tuple(digests), page.memory)


def _publish(page: PageChange, output: Output) -> Seen | None:
    """Return how the page looks after it was written; None when it was the same before."""
    if page.data is None:
        output.remove(page.path)
        return None
    if page.old_path:
        output.move(page.old_path, page.path)
    return output.write(page.path, page.data, durable=False)
