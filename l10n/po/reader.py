"""Read a catalog strictly: whatever msgfmt rejects is refused, with the line and what to do.

But for slips that could only be meant in one way: they are mended, and said.

Nearly every entry has the shape that gettext itself writes, and is read by one regular expression;
any other is left to the scanner, which reads the whole grammar.
"""

from __future__ import annotations

import codecs
import re
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from operator import attrgetter
from types import MappingProxyType
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry, Identity, Slip
from l10n.errors import L10nError
from l10n.later import later
from l10n.po.comments import split_flags, split_references
from l10n.po.mend import mend_newlines, mend_repeated
from l10n.po.refused import expect_none_refused
from l10n.po.scanner import Cursor, Source, scan_entry
from l10n.po.strings import unquote

_STRING: Final = r'"[^"\\\n]*+(?:\\[abfnrtv"\\][^"\\\n]*+)*+"'
_STRINGS: Final = rf"({_STRING}(?:\n{_STRING})*+)"
# What follows must start another entry: a string after an empty line would belong to this one.
_ENTRY: Final = later(
    r"((?:#(?: [^\n]*+)?\n)*+)((?:#\.(?: [^\n]*+)?\n)*+)((?:#: [^\n]*+\n)*+)(?:#, ([^\n]*+)\n)?+"
    rf"(?:msgctxt {_STRINGS}\n)?+(msgid ){_STRINGS}\nmsgstr {_STRINGS}(?:\n++(?=[#m])|\n*+\Z)"
)

_CHARSET: Final = re.compile(r"charset=([^ \t\n]*+)")
_CHARSET_BYTES: Final = re.compile(rb'charset=([^ \t\n\\"]*+)')
# CR before LF is a blank to gettext, and at the end of a comment not worth keeping.
_LINE_END: Final = re.compile(r"(?<!\r)\r++(?=\n|\Z)")
# gettext has more names, but only these are both portable and in Python.
CHARSETS: Final = frozenset(
    [
        *("ascii", "us-ascii", "ansi_x3.4-1968", "utf-8", "koi8-r", "koi8-u", "koi8-t", "tis-620"),
        *("cp850", "cp866", "cp874", "cp932", "cp949", "cp950", "euc-jp", "euc-kr", "shift_jis"),
        *("gb2312", "gbk", "gb18030", "big5", "big5-hkscs", "johab"),
        *(f"cp{number}" for number in range(1250, 1259)),
        *(f"iso-8859-{number}" for number in (*range(1, 10), 13, 14, 15)),
    ]
)
_WRONG_BYTES: Final = MappingProxyType(
    {
        b"\0": "a NUL character: delete it",
        b"\x04": "the control character 4 (EOT), which gettext refuses: delete it",
        b"\\\n": "gettext joins a line that ends with a backslash to the next: add a space to it",
    }
)
_UTF8: Final = "utf-8"
_MARKS: Final = "#~| \t\r\f\v"
"""What may stand on the line of an entry before it."""
_CONTENT_TYPE: Final = "Content-Type: text/plain; charset=UTF-8\n"


def parse_catalog(data: bytes, path: str) -> Catalog:
    """Read a catalog in any shape and charset that gettext accepts.

    The header comes first and declares UTF-8; without one in the file it is empty. Obsolete
    entries come last. Comments after the last entry are added to it. What was mended is in the
    catalog's ``slips``. Raises L10nError for a damaged file, with its first faulty line.
    """
    return _parse(data, path)[0]


def parse_blocks(data: bytes, path: str) -> tuple[Catalog, array[int]]:
    """Read a catalog as ``parse_catalog`` does, and how many bytes each of its entries has there.

    The header is first, and the others follow as the catalog has them. There are none where not
    all of the file is just that, line by line, as it would be written again.
    """
    catalog, text, ends = _parse(data, path)
    return catalog, _sizes(text, data, catalog, ends)


def _parse(data: bytes, path: str) -> tuple[Catalog, str, Sequence[int]]:
    """Return a catalog, its text, and where each of its entries ends there."""
    expect_none_refused(data)
    if data.startswith(codecs.BOM_UTF8):
        message = "gettext refuses the byte order mark at the start: save as UTF-8 without BOM"
        raise L10nError(message, path=path, line=1)
    if b"\n" not in data and b"\r" in data:  # for gettext all of it is one comment
        message = "the line ends are those of old Macs (CR): save the file with LF"
        raise L10nError(message, path=path, line=1)
    found = _CHARSET_BYTES.search(data)
    charset = found[1].decode("ascii", "replace") if found else ""
    guess = _codec(charset)
    source = _decode(data, path, guess or _UTF8)
    catalog, ends = _read(source)
    declared = _CHARSET.search(catalog.header.msgstr)
    name = declared[1] if declared else ""
    codec = _codec(name)
    if codec is None:
        message = f"unknown charset {name[:40]!r}: save the file as UTF-8 and declare charset=UTF-8"
        raise L10nError(message, path=path, line=catalog.header.line)
    if codec != _UTF8:
        _expect_not_utf8(data, path, name, catalog.header.line)
    if codec != source.codec:
        source = _decode(data, path, codec)
        catalog, ends = _read(source)
    first = min((entry.line for entry in catalog.entries), default=catalog.header.line)
    if codec != _UTF8 and first < catalog.header.line:
        # gettext reads bytes until it meets the declaration, and finds quotes within characters.
        message = "the charset is declared too late: move the entry with the empty msgid to the top"
        raise L10nError(message, path=path, line=catalog.header.line)
    header = _declare_utf8(catalog.header, name)
    verbatim = codec == _UTF8 and header == catalog.header
    catalog = replace(catalog, header=header, verbatim=verbatim, charset=charset)
    return catalog, source.text, ends


def _sizes(text: str, data: bytes, catalog: Catalog, ends: Sequence[int]) -> array[int]:
    """Return how many bytes each entry has; nothing where a file is more than its entries."""
    entries = (catalog.header, *catalog.entries)
    lines = [each.line for each in entries]
    is_plain = (
        catalog.verbatim
        and bool(catalog.header.msgstr)
        and not catalog.slips
        and len(ends) == len(entries)
        and lines == sorted(lines)
        and all(each.has_text or each.comments for each in entries if each.obsolete)
        and data.endswith(b"\n")
        and b"\r" not in data
        and b"\\ \n" not in data
    )
    sizes = array("I")
    start = 0
    for behind in ends if is_plain else ():
        end = behind if text[behind - 1] == "\n" else text.rfind("\n", 0, behind) + 1
        if end <= start or text[end:behind].strip(_MARKS):
            return array("I")
        sizes.append(len(text[start:end].encode()))
        start = end
    return sizes if start == len(text) else array("I")


class Located(NamedTuple):
    """Where a file has an entry, with its comments and the blank lines behind it."""

    entry: Entry
    start: int
    end: int
    closes: bool = False
    """Whether its last comments are those that stand behind it at the end of the file."""


def locate_entries(data: bytes) -> tuple[str, tuple[Located, ...]]:
    """Return the text of a catalog in UTF-8, and where in it each entry is, in the file's order.

    Line ends are LF. What was mended is left out; there is nothing where entries share a line.
    Comments after the last entry are part of it. Raises L10nError as ``parse_catalog`` does.
    """
    source = _decode(data, "", _UTF8)
    text = source.text
    found: list[Located] = []
    start = 0
    for behind, entry, rest, slip in _scan(source):
        end = behind if behind == len(text) else text.rfind("\n", 0, behind) + 1
        if text[end:behind].strip(_MARKS):
            return text, ()
        if entry is not None:
            found += [] if slip else [Located(entry, start, end)]
            start = end
        elif rest and found and found[-1].end == start:
            last = found.pop()
            joined = last.entry._replace(comments=(*last.entry.comments, *rest))
            found.append(Located(joined, last.start, len(text), closes=True))
    return text, tuple(found)


def _codec(name: str) -> str | None:
    lowered = name.lower()
    if lowered in ("", "charset", "utf8"):
        return _UTF8
    return lowered if lowered in CHARSETS else None


def _expect_not_utf8(data: bytes, path: str, name: str, line: int) -> None:
    """Raise L10nError for what is UTF-8 and called otherwise: its letters would be lost.

    What is in another charset is UTF-8 by chance only where it is very short.
    """
    try:
        data.decode(_UTF8)
    except UnicodeDecodeError:
        return
    if not data.isascii():
        message = f"the file is UTF-8, its header says {name[:40]}: write charset=UTF-8 there"
        raise L10nError(message, path=path, line=line)


def _decode(data: bytes, path: str, codec: str) -> Source:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not valid {codec.upper()}: save the file as UTF-8 and declare charset=UTF-8"
        raise L10nError(message, path=path, line=line) from error
    for wrong, message in _WRONG_BYTES.items():
        position = data.find(wrong)
        if position >= 0:
            raise L10nError(message, path=path, line=data.count(b"\n", 0, position) + 1)
    text = _LINE_END.sub("", text) if "\r" in text else text
    # The space that the writer puts behind such a backslash is not part of the comment.
    return Source(text.replace("\\ \n", "\\\n"), path, codec)


def _read(source: Source) -> tuple[Catalog, list[int]]:
    """Return the catalog, and where each entry ends; comments at the end of the file are none."""
    entries: dict[Identity, Entry] = {}
    ends: list[int] = []
    slips: list[Slip] = []
    behind: tuple[str, ...] = ()
    for end, entry, rest, slip in _scan(source):
        if entry is None:
            behind = rest
            continue
        ends.append(end)
        if (identity := (entry.msgctxt, entry.msgid)) in entries or not entry.msgid:
            slips += _add(source, entry, entries)
        else:
            entries[identity] = entry
        if slip is not None:
            slips.append(slip)
    if behind and entries:
        last = next(reversed(entries))
        entries[last] = entries[last]._replace(comments=(*entries[last].comments, *behind))
    header = entries.pop((None, ""), None) or Entry("", comments=() if entries else behind)
    ordered = sorted(entries.values(), key=attrgetter("obsolete"))
    return Catalog(header, tuple(ordered), tuple(slips)), ends


def _scan(source: Source) -> Iterator[tuple[int, Entry | None, tuple[str, ...], Slip | None]]:
    """Yield where each entry of a catalog ends, the entry, and what was mended in it.

    The comments behind the last entry come last, without one.
    """
    text, cursor = source.text, Cursor()
    position, line = cursor.position, cursor.line
    rest: tuple[str, ...] = ()
    while position < len(text) and not rest:
        match = _ENTRY.match(text, position) if not position or text[position - 1] == "\n" else None
        entry: Entry | None
        slip: Slip | None = None
        if match:
            strings, end = match.start(6), match.end()
            line += text.count("\n", position, strings)
            entry = _entry(match, line)
            line += text.count("\n", strings, end)
            position = end
            has_breaks = "\n" in entry.msgid or "\n" in entry.msgstr
            if has_breaks and entry.msgstr and "fuzzy" not in entry.flags:
                entry, slip = mend_newlines(entry, source.path)
        else:
            start = cursor if cursor.position == position else Cursor(position, line)
            cursor, entry, rest, slip = scan_entry(source, start)
            position, line = cursor.position, cursor.line
        yield position, entry, rest, slip


def _entry(match: re.Match[str], line: int) -> Entry:
    comments, extracted, references, flags, msgctxt, _, msgid, msgstr = match.groups()
    return Entry(
        unquote(msgid),
        unquote(msgstr),
        unquote(msgctxt) if msgctxt else None,
        _lines(comments, 2) if comments else (),
        _lines(extracted, 3) if extracted else (),
        _references(references) if references else (),
        tuple(dict.fromkeys(split_flags(flags))) if flags else (),
        line=line,
    )


@lru_cache(maxsize=4096)  # most segments are paragraphs or list items
def _lines(block: str, marker: int) -> tuple[str, ...]:
    return tuple([line[marker:] for line in block[:-1].split("\n")])


@lru_cache(maxsize=64)  # all entries of a catalog have the same
def _references(block: str) -> tuple[str, ...]:
    lines = block[:-1].split("\n")
    return tuple(name for line in lines for name in split_references(line[2:]))


def _add(source: Source, entry: Entry, entries: dict[Identity, Entry]) -> Iterator[Slip]:
    """Add an entry to those before it; yield a slip when it is there already."""
    identity = entry.identity
    if identity in entries:
        entry, slip = mend_repeated(entries[identity], entry, source.path)
        yield slip
    elif identity == (None, "") and (entry.obsolete or entry.msgid_plural is not None):
        message = "an obsolete or plural entry needs a msgid: delete it"
        raise L10nError(message, path=source.path, line=entry.line)
    entries[identity] = entry


def _declare_utf8(header: Entry, name: str) -> Entry:
    """Return the header as it must read in a UTF-8 file; an empty one stays empty."""
    if name.upper() == "UTF-8" or not header.msgstr:
        return header
    if name:
        msgstr = header.msgstr.replace(f"charset={name}", "charset=UTF-8", 1)
        return header._replace(msgstr=msgstr)
    fields = [
        field
        for field in header.msgstr.split("\n")
        if field and not field.lower().startswith("content-type:")
    ]
    return header._replace(msgstr="".join(f"{field}\n" for field in fields) + _CONTENT_TYPE)
