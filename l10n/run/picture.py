"""A picture of the site as a run left it, with nothing left to do.

The next run compares it with what it sees, and need not look at the guides that are still the
same. Like all of the state it can be forgotten at any time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, Final

from l10n.disk.look import Seen
from l10n.guide import Finding
from l10n.run.packing import pack, unpack
from l10n.run.sums import Sums
from l10n.site.guidefile import BrokenFile
from l10n.site.packed import pack_finding, unpack_finding

_MOST: Final = 2_000
"""Changed files at most until all are stored anew."""


@dataclass(frozen=True, slots=True)
class Rows:
    """All pages: first those that cannot be used, then each language's in the order of its tree.

    Every list is as long as the others.
    """

    languages: list[str]
    keys: list[str]
    """Empty for those that cannot be used."""
    paths: list[str]
    places: list[str]
    """What the map of the site finds them by; empty where it finds another."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What was there, and what was found."""

    files: dict[str, Seen]
    rows: Rows
    addresses: Mapping[str, int]
    """The rows of pages with addresses that the patterns do not give."""
    tags: tuple[str, ...]
    """The languages of the tree."""
    broken: tuple[BrokenFile, ...]
    findings: tuple[Finding, ...]
    """Of the tree."""
    orphans: tuple[Finding, ...]
    anchors: Mapping[str, frozenset[str]]
    views: Mapping[str, tuple[str, str]]
    """By key: what its sources and its pages show."""
    shape: str
    record: str
    """The digest of the record's bytes; empty when there was none."""
    busy: frozenset[str]
    """Guides that each run has to look at: those whose results are not remembered."""
    sums: Sums
    """What all other guides add."""
    told: tuple[str, ...]
    """The languages in the order in which pages come."""
    searched: Mapping[str, str]
    """By language: the version of the memory in which there is nothing for the others' wishes."""
    changes: Mapping[str, Seen] | None = None
    """The files that are not as they are stored; None when all are to be stored, and the rows."""


def change_picture(picture: Picture, files: Mapping[str, Seen]) -> Picture:
    """Return the picture with other ``files``."""
    changes = {**(picture.changes or {}), **files}
    if len(changes) <= _MOST:
        return replace(picture, changes=changes)
    return replace(picture, files={**picture.files, **files}, changes=None)


def read_picture(rows: Mapping[str, bytes]) -> Picture:
    """Return the picture that is stored so; raises ValueError, TypeError or LookupError."""
    names, numbers = unpack(rows["files"])
    values = iter(numbers)
    files = dict(zip(names, zip(values, values, values, values, strict=True), strict=True))
    (text,), _ = unpack(rows["rest"])
    rest: dict[str, Any] = json.loads(text)
    size = rest["size"]
    columns, _ = unpack(rows["rows"])
    languages, keys, paths, places = (columns[at * size :][:size] for at in range(4))
    changes: dict[str, Seen] = {
        path: (size, mtime, ctime, inode) for path, (size, mtime, ctime, inode) in rest["files"]
    }
    files.update(changes)
    return Picture(
        files=files,
        rows=Rows(languages, keys, paths, places),
        addresses=rest["addresses"],
        tags=tuple(rest["tags"]),
        broken=tuple(BrokenFile(path, tag, tuple(keys)) for path, tag, keys in rest["broken"]),
        findings=tuple(map(unpack_finding, rest["findings"])),
        orphans=tuple(map(unpack_finding, rest["orphans"])),
        anchors={key: frozenset(found) for key, found in rest["anchors"].items()},
        views={key: (source, pages) for key, (source, pages) in rest["views"].items()},
        shape=rest["shape"],
        record=rest["record"],
        busy=frozenset(rest["busy"]),
        sums=Sums(*rest["sums"]),
        told=tuple(rest["told"]),
        searched=rest["searched"],
        changes=changes,
    )


def write_picture(picture: Picture) -> dict[str, bytes]:
    """Return what ``read_picture`` is given, or as much of it as has changed."""
    rows, sums, changes = picture.rows, picture.sums, picture.changes
    rest = {
        "files": [*changes.items()] if changes else (),
        "size": len(rows.keys),
        "addresses": picture.addresses,
        "tags": picture.tags,
        "broken": [(each.path, each.language, each.keys) for each in picture.broken],
        "findings": [pack_finding(each) for each in picture.findings],
        "orphans": [pack_finding(each) for each in picture.orphans],
        "anchors": {key: sorted(found) for key, found in picture.anchors.items()},
        "views": picture.views,
        "shape": picture.shape,
        "record": picture.record,
        "busy": sorted(picture.busy),
        "sums": (sums.counts, sums.extracted, sums.merged, sums.kept),
        "told": picture.told,
        "searched": picture.searched,
    }
    packed = {"rest": pack([json.dumps(rest, ensure_ascii=False, separators=(",", ":"))])}
    if changes is not None:
        return packed
    columns = (rows.languages, rows.keys, rows.paths, rows.places)
    return {
        **packed,
        "files": pack(picture.files, chain.from_iterable(picture.files.values())),
        "rows": pack(chain.from_iterable(columns)),
    }
