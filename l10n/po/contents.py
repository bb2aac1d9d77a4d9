"""What a catalog of many guides has, and where: what changes little is read and written in part.

Entries are numbered as the file has them, from 0, without the header. What stands between two is
part of the one before.
"""

from __future__ import annotations

import json
from array import array
from base64 import b64decode, b64encode
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, pairwise
from typing import Final, NamedTuple, TypeAlias
from zlib import crc32

from l10n.catalog import Catalog, Entry, Identity
from l10n.po.grouped import Slice, Slot
from l10n.po.reader import parse_catalog
from l10n.po.writer import join_entries, references_written, render_entry

Numbers: TypeAlias = "array[int]"
Block: TypeAlias = bytes | memoryview
"""Of a large file; a view of it takes no time."""

_NEWLINE: Final = 10
_BLANK: Final = b"\n\n"


class Contents(NamedTuple):
    """Where a file of nothing but entries has each of them."""

    live: int
    """How many are not obsolete; those come first."""
    names: tuple[str, ...]
    """Of guides."""
    sizes: Numbers
    """How many bytes each entry has, the header first."""
    texts: Numbers
    """What stands for the msgid of each; that of others may be the same."""
    counts: Numbers
    """How many guides each names."""
    named: Numbers
    """The guides that they name, each by its place in ``names``."""


class _Piece(NamedTuple):
    """Entries that stay together in the file, or new ones."""

    start: int
    """Which block of the file is the first of those that stay: 0 is the header."""
    end: int
    new: tuple[Entry, ...] = ()


def contents_of(sizes: Numbers, entries: Iterable[Entry]) -> Contents:
    """Return where a file has these entries, by how many bytes they and the header have there."""
    names: dict[str, int] = {}
    texts, counts, named = array("I"), array("I"), array("I")
    live = 0
    for each in entries:
        live += not each.obsolete
        texts.append(_stand_in(each.msgid))
        counts.append(len(each.references))
        named.extend([names.setdefault(name, len(names)) for name in each.references])
    return Contents(live, tuple(names), sizes, texts, counts, named)


def pack_contents(contents: Contents) -> str:
    """Return contents as a text."""
    numbers = (b64encode(each.tobytes()).decode() for each in contents[2:])
    return json.dumps([contents.live, contents.names, *numbers], ensure_ascii=False)


def unpack_contents(text: str) -> Contents:
    """Return contents that were packed; raises ValueError for what was not."""
    live, names, *numbers = json.loads(text)
    return Contents(live, tuple(names), *(array("I", b64decode(each)) for each in numbers))


def live_names(contents: Contents) -> set[str]:
    """Return the names of the guides that have any of these texts by now."""
    end = sum(contents.counts[: contents.live])
    return {contents.names[number] for number in set(contents.named[:end])}


def find_entries(
    contents: Contents, names: Collection[str], texts: Iterable[Identity] = ()
) -> list[int]:
    """Return the numbers of all entries of these guides or texts; others may be among them."""
    wanted = {number for number, name in enumerate(contents.names) if name in names}
    ends = [*accumulate(contents.counts)]
    found = {bisect_right(ends, place) for place in _places(contents.named, wanted)}
    found.update(_places(contents.texts, {_stand_in(msgid) for _, msgid in texts}))
    return sorted(found)


def _places(numbers: Numbers, wanted: Collection[int]) -> Iterable[int]:
    """Return where any of these are; all of a large file is looked at."""
    return compress(range(len(numbers)), map(wanted.__contains__, numbers)) if wanted else ()


def read_entries(data: bytes, path: str, contents: Contents, numbers: Sequence[int]) -> Slice:
    """Return the header and these entries of a file; raises L10nError for one that is damaged."""
    catalog = _read(data, path, [0, *accumulate(contents.sizes)], numbers)
    return Slice(catalog, numbers, len(contents.texts), lambda: _owners(contents))


def _read(data: bytes, path: str, starts: Sequence[int], numbers: Iterable[int]) -> Catalog:
    blocks = [data[: starts[1]]]
    blocks += [data[starts[number + 1] : starts[number + 2]] for number in numbers]
    return parse_catalog(b"".join(blocks), path)


def find_lines(data: bytes, path: str, contents: Contents) -> Callable[[Identity], int]:
    """Return what finds the line of an entry in a file; 0 for one that is not there."""
    starts = [0, *accumulate(contents.sizes)]
    counts = (data.count(b"\n", start, end) for start, end in pairwise(starts))
    lines = [*accumulate(counts, initial=1)]
    last = dict(zip(contents.texts, range(len(contents.texts)), strict=True))

    def line(name: Identity) -> int:
        text = _stand_in(name[1])
        others = (number for number, each in enumerate(contents.texts) if each == text)
        for number in chain([last[text]], others) if text in last else ():
            entry = _read(data, path, starts, [number]).entries[0]
            if entry.identity == name:
                return lines[number + 1] + entry.line - lines[1]
        return 0

    return line


def put_entries(
    data: bytes, contents: Contents, some: Slice, slots: Sequence[Slot]
) -> tuple[bytes, Contents]:
    """Return a file with others in the place of ``some`` of its entries, and what it has then.

    What did not change keeps its bytes; a blank line parts it from what is new.
    """
    pieces = [*_pieces(some, slots)]
    last = pieces[-1]
    whole = _Piece(0, some.total + 1)
    if pieces == [whole]:
        return data, contents
    view, starts = memoryview(data), [0, *accumulate(contents.sizes)]
    blocks: list[Block] = []
    sizes: Numbers = array("I")
    for number, piece in enumerate(pieces):
        block, own = _made(piece.new) if piece.new else _kept(view, contents, starts, piece)
        if number:
            first = _newlines(block)
            own[0] -= first
            block = block[first:]
        blocks.append(block)
        if piece is not last or piece.new or piece.end < whole.end:
            end = b"\n" if piece is last else _BLANK
            spare = _newlines(block[::-1])
            own[-1] += len(end) - spare
            blocks[-1:] = [block[: len(block) - spare], end]
        sizes += own
    return b"".join(blocks), _put(contents, pieces, sizes)


def _newlines(block: Block) -> int:
    """Return how many newlines a block begins with."""
    return next((at for at, each in enumerate(block) if each != _NEWLINE), len(block))


def _pieces(some: Slice, slots: Iterable[Slot]) -> Iterator[_Piece]:
    """Yield what the file is to have, in its order."""
    before = dict(zip(some.numbers, some.catalog.entries, strict=True))
    gone = {*some.numbers}
    new: defaultdict[int, list[Entry]] = defaultdict(list)
    for place, entry in slots:
        number, is_behind = divmod(place, 2)
        if not is_behind and before[number] == entry:
            gone.remove(number)
        elif not entry.obsolete or entry.has_text or entry.comments:
            new[number + is_behind].append(entry)
    start, total = 0, some.total + 1
    for number in sorted({*gone, *new}):
        block = number + 1
        if start < block:
            yield _Piece(start, block)
        if number in new:
            yield _Piece(block, block, tuple(new[number]))
        start = block + (number in gone)
    if start < total:
        yield _Piece(start, total)


def _kept(
    data: memoryview, contents: Contents, starts: Sequence[int], piece: _Piece
) -> tuple[Block, Numbers]:
    return data[starts[piece.start] : starts[piece.end]], contents.sizes[piece.start : piece.end]


def _made(entries: Iterable[Entry]) -> tuple[Block, Numbers]:
    blocks = [join_entries([render_entry(each), ""]).encode() for each in entries]
    return b"".join(blocks), array("I", map(len, blocks))


def _put(contents: Contents, pieces: Iterable[_Piece], sizes: Numbers) -> Contents:
    """Return what a file has where that is made of these pieces."""
    names = dict(zip(contents.names, range(len(contents.names)), strict=True))
    ends = [0, *accumulate(contents.counts)]
    texts, counts, named = array("I"), array("I"), array("I")
    live = 0
    for start, end, new in ((max(each.start - 1, 0), each.end - 1, each.new) for each in pieces):
        texts += contents.texts[start:end]
        counts += contents.counts[start:end]
        named += contents.named[ends[start] : ends[end]]
        live += max(min(end, contents.live) - start, 0)
        for each in new:
            found = references_written(each.references)
            texts.append(_stand_in(each.msgid))
            counts.append(len(found))
            named.extend([names.setdefault(name, len(names)) for name in found])
            live += not each.obsolete
    return Contents(live, tuple(names), sizes, texts, counts, named)


def _stand_in(msgid: str) -> int:
    return crc32(msgid.encode("utf-8", "surrogatepass"))


def _owners(contents: Contents) -> list[str]:
    """Return the first guide, by its path, of each entry that is not obsolete."""
    ends = [0, *accumulate(contents.counts[: contents.live])]
    names = [contents.names[number] for number in contents.named[: ends[-1]]]
    return [min(names[start:end], default="") for start, end in pairwise(ends)]
