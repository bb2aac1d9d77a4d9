"""Write a catalog over its file: what did not change keeps its bytes, however it was written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from l10n.catalog import Catalog, Entry
from l10n.po.reader import Located, locate_entries
from l10n.po.writer import entries_written, join_entries, render_entry


class _Piece(NamedTuple):
    text: str
    start: int = -1
    """Where the file has it; -1 for what is written anew."""
    end: int = -1


def splice_catalog(data: bytes, old: Catalog, new: Catalog) -> bytes:
    """Return the file ``data``, which was read as ``old``, with the entries of ``new``.

    The header and each entry with the same content keep their bytes; any other is in canonical
    form. A file that is not ``verbatim`` is written anew. Raises L10nError as ``render_catalog``.
    """
    if says_same(old, new):
        return data
    written = entries_written(new)
    # Of a large file nearly all entries are the very same: to render them once more takes long.
    lines = {id(each): render_entry(each) for each in written}
    canonical = join_entries([lines[id(each)] for each in written]).encode()
    if not old.verbatim or canonical == data:
        return canonical
    before = [lines.get(id(each)) or render_entry(each) for each in entries_written(old)]
    if join_entries(before).encode() == data:
        return canonical
    text, located = locate_entries(data)
    pieces = _pieces(text, _unique(located), written)
    spliced = _join(pieces, len(text)).replace("\\\n", "\\ \n")
    if data.count(b"\n") == data.count(b"\r\n"):
        spliced = spliced.replace("\n", "\r\n")
    return spliced.encode()


def says_same(old: Catalog, new: Catalog) -> bool:
    """Return whether the file that was read as ``old`` may stay as it is for ``new``."""
    return old.verbatim and not old.slips and old == new


def _unique(located: Sequence[Located]) -> Mapping[Entry, Located]:
    """Return where each entry is, without those that the file has twice."""
    counts = Counter(each.entry.identity for each in located)
    return {each.entry: each for each in located if counts[each.entry.identity] == 1}


def _pieces(text: str, known: Mapping[Entry, Located], entries: Sequence[Entry]) -> list[_Piece]:
    pieces: list[_Piece] = []
    for number, entry in enumerate(entries, start=1):
        place = known.get(entry)
        # The comments that close a file would belong to the entry that follows.
        if place is None or (place.closes and number < len(entries)):
            pieces.append(_Piece(render_entry(entry)))
        else:
            pieces.append(_Piece(text[place.start : place.end], place.start, place.end))
    return pieces


def _join(pieces: Sequence[_Piece], size: int) -> str:
    """Return the pieces, with a blank line between those that are not together in the file."""
    parts: list[str] = []
    end = 0
    for piece in pieces:
        if 0 <= piece.start == end:
            parts.append(piece.text)
        else:
            if parts:
                parts[-1] = parts[-1].rstrip("\n") + "\n\n"
            parts.append(piece.text.lstrip("\n"))
        end = piece.end
    if parts and end != size:
        parts[-1] = parts[-1].rstrip("\n") + "\n"
    return "".join(parts)
