"""A file of many guides, of which little is read where it is known what it has where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from l10n.cache.actions import fact, put
from l10n.catalog import Catalog, Identity
from l10n.config.settings import Config
from l10n.disk.files import read_bytes
from l10n.disk.look import Seen, look_at
from l10n.errors import L10nError
from l10n.po import render_catalog, splice_catalog
from l10n.po.contents import (
    Contents,
    contents_of,
    find_entries,
    live_names,
    pack_contents,
    put_entries,
    read_entries,
    unpack_contents,
)
from l10n.po.grouped import Slice, Slot, whole
from l10n.po.reader import parse_blocks
from l10n.site.grouped.shares import Group, try_group
from l10n.site.sitefiles import SiteFiles

_CONTENTS: Final = "contents"
"""The kind of the facts about what a file has where: its digest, and its contents."""


class Known(NamedTuple):
    """What is cached of a file."""

    seen: Seen
    """How the file looks that it is of."""
    contents: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A file of many guides; empty where there is none yet."""

    path: str
    data: bytes
    has: Contents | Catalog
    """What it has where; or all that it has, where that is more than its entries."""


def known_contents(files: SiteFiles, path: str) -> Known | None:
    """Return what is cached of a file; None where it is another one now."""
    state = files.index.files[path]
    digest, _, packed = fact(files.store, _CONTENTS, path).partition(" ")
    return Known(state[:4], packed) if digest == state.digest else None


def note_contents(files: SiteFiles, contents: Mapping[str, str]) -> None:
    """Store what files have where, as they are now; nothing of those of which that is not known."""
    put(
        files.store,
        _CONTENTS,
        {
            path: f"{files.index.files[path].digest} {packed}" if packed else None
            for path, packed in contents.items()
        },
    )


def packed_contents(opened: Opened) -> str:
    """Return what a file has where, as a text; nothing if it has more than its entries."""
    return pack_contents(opened.has) if isinstance(opened.has, Contents) else ""


def open_group(config: Config, path: str, known: Known | None) -> Opened | L10nError:
    """Open a file of many guides, or return why that is impossible."""
    if known:
        try:
            data = read_bytes(config.root / path, path)
        except L10nError as error:
            return error
        if look_at(f"{config.root}/{path}") == known.seen:
            return Opened(path, data, unpack_contents(known.contents))
    group = try_group(config, path)
    return group if isinstance(group, L10nError) else whole_group(path, group)


def names_in(opened: Opened) -> Collection[str]:
    """Return the names of the guides that have any text in a file."""
    if isinstance(opened.has, Contents):
        return live_names(opened.has)
    return {name for each in opened.has.entries if not each.obsolete for name in each.references}


def read_slice(opened: Opened, names: Collection[str], texts: Collection[Identity] = ()) -> Slice:
    """Return the entries of a file that name any of these guides, or have any of these texts.

    There may be others among them.
    """
    if not isinstance(opened.has, Contents):
        return whole(opened.has)
    numbers = find_entries(opened.has, names, texts)
    return read_entries(opened.data, opened.path, opened.has, numbers)


def with_slots(opened: Opened, some: Slice, slots: Sequence[Slot]) -> Opened:
    """Return a file with others in the place of some of its entries."""
    if isinstance(opened.has, Contents):
        data, contents = put_entries(opened.data, opened.has, some, slots)
        return replace(opened, data=data, has=contents)
    new = replace(some.catalog, entries=tuple([each.entry for each in slots]))
    data = _encode(opened.data, opened.has, new)
    if data == opened.data:
        return opened
    return whole_group(opened.path, Group(data, *parse_blocks(data, opened.path)))


def with_head(opened: Opened, old: bytes, new: bytes) -> Opened | None:
    """Return a file with another header; None where it does not begin with the ``old`` one."""
    if not opened.data.startswith(old) or not isinstance(opened.has, Contents):
        return None
    sizes = opened.has.sizes[:]
    sizes[0] += len(new) - len(old)
    data = new + opened.data[len(old) :]
    return replace(opened, data=data, has=opened.has._replace(sizes=sizes))


def whole_group(path: str, group: Group) -> Opened:
    """Return a file of many guides that was read as a whole."""
    if group.sizes:
        return Opened(path, group.data, contents_of(group.sizes, group.catalog.entries))
    return Opened(path, group.data, group.catalog)


def _encode(data: bytes, old: Catalog, new: Catalog) -> bytes:
    if data:
        return splice_catalog(data, old, new)
    return render_catalog(new).encode() if new.entries else b""
