"""Write a catalog in canonical form: what ``msgcat --no-wrap`` leaves as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.later import later
from l10n.po.strings import ESCAPED

_ESCAPES: Final = str.maketrans({char: escape for escape, char in ESCAPED.items()})
_ILLEGAL: Final = later("[\0\x04\ud800-\udfff]")
_NUMBERED: Final = re.compile(r"(.*):([0-9]++)", re.DOTALL)
# msgcat fills the lines of references up to here, also with --no-wrap.
_WIDTH: Final = 79


def render_catalog(catalog: Catalog) -> str:
    """Return the catalog as a PO file, without an empty header and obsolete entries without words.

    Raises L10nError for a character that no PO file can hold (NUL, EOT, a lone surrogate).
    """
    return join_entries([render_entry(entry) for entry in entries_written(catalog)])


def join_entries(entries: Iterable[str]) -> str:
    """Return the PO file of rendered entries; raises L10nError as ``render_catalog`` does."""
    text = "\n".join(entries)
    # A search takes long, and what may be a surrogate's first byte is hardly ever there.
    suspicious = "\0" in text or "\4" in text or b"\xed" in text.encode("utf-8", "surrogatepass")
    if suspicious and (wrong := _ILLEGAL.search(text)):
        message = f"a catalog cannot hold U+{ord(wrong[0]):04X}: delete it from the guide"
        raise L10nError(message)
    # gettext would join such a line, always a comment, to the next one.
    return text.replace("\\\n", "\\ \n")


def entries_written(catalog: Catalog) -> list[Entry]:
    """Return the header and the entries of a catalog in the order in which a file has them."""
    entries = catalog.entries
    live = [entry for entry in entries if not entry.obsolete]
    gone = [entry for entry in entries if entry.obsolete and (entry.has_text or entry.comments)]
    header = [] if catalog.header == Entry("") else [catalog.header]
    return [*header, *live, *gone]


def render_entry(entry: Entry) -> str:
    """Return an entry's lines."""
    text = ""
    if entry.comments:
        text += _comments("#", entry.comments)
    if entry.extracted:
        text += _comments("#.", entry.extracted)
    if entry.references:
        text += _references(entry.references)
    if entry.flags:
        text += _flags(entry)
    mark = ""
    if entry.obsolete:
        mark = "#~ "
        text += _previous(entry, "#~| ")
    elif entry.previous_msgid is not None:
        text += _previous(entry, "#| ")
    if entry.msgctxt is not None:
        text += _string(mark, "msgctxt", entry.msgctxt)
    text += _string(mark, "msgid", entry.msgid)
    if entry.msgid_plural is None:
        return text + _string(mark, "msgstr", entry.msgstr)
    text += _string(mark, "msgid_plural", entry.msgid_plural)
    forms = entry.msgstr_plural or ("",)
    return text + "".join([_string(mark, f"msgstr[{n}]", form) for n, form in enumerate(forms)])


def _string(mark: str, keyword: str, value: str) -> str:
    if not value or not _is_special(value):
        return f'{mark}{keyword} "{value}"\n'
    if "\n" not in value[:-1]:
        return f'{mark}{keyword} "{value.translate(_ESCAPES)}"\n'
    lines = value.split("\n")
    last = lines.pop().translate(_ESCAPES)
    text = "".join([f'{mark}"{line.translate(_ESCAPES)}\\n"\n' for line in lines])
    return f'{mark}{keyword} ""\n{text}' + (f'{mark}"{last}"\n' if last else "")


def _is_special(value: str) -> bool:
    """Return whether any character must be escaped; to look for each is faster than a pattern."""
    return (
        '"' in value
        or "\n" in value
        or "\\" in value
        or "\t" in value
        or "\r" in value
        or "\a" in value
        or "\b" in value
        or "\f" in value
        or "\v" in value
    )


def _previous(entry: Entry, mark: str) -> str:
    # gettext has no previous context without a previous msgid.
    if entry.previous_msgid is None:
        return ""
    text = ""
    if entry.previous_msgctxt is not None:
        text += _string(mark, "msgctxt", entry.previous_msgctxt)
    text += _string(mark, "msgid", entry.previous_msgid)
    if entry.previous_msgid_plural is not None:
        text += _string(mark, "msgid_plural", entry.previous_msgid_plural)
    return text


@lru_cache(maxsize=4096)  # most segments are paragraphs or list items
def _comments(mark: str, lines: tuple[str, ...]) -> str:
    text = ""
    for line in lines:
        # A newline in a comment would end it: what follows must not become syntax.
        for part in line.split("\n") if "\n" in line else (line,):
            text += f"{mark} {part}\n" if part else f"{mark}\n"
    return text


def _flags(entry: Entry) -> str:
    """Write fuzzy first, and not at all where there is nothing to look at, as msgcat does."""
    is_fuzzy = entry.fuzzy and entry.has_text
    flags = ("fuzzy", *entry.other_flags) if is_fuzzy else entry.other_flags
    return f"#, {', '.join(flags)}\n" if flags else ""


def references_written(references: Iterable[str]) -> tuple[str, ...]:
    """Return references as who reads the file finds them."""
    return tuple([_reference(each) for each in references])


def _reference(reference: str) -> str:
    name = " ".join(reference.split("\n"))
    while name.startswith("./"):
        name = name[2:]
    return name


@lru_cache  # all entries of a catalog have the same
def _references(references: tuple[str, ...]) -> str:
    text, column = "#:", 2
    for name in references_written(references):
        width = len(name.encode("utf-8", "replace")) + 1
        if column > 2 and column + width > _WIDTH:
            text, column = text + "\n#:", 2
        text, column = f"{text} {_isolate(name)}", column + width
    return text + "\n"


def _isolate(name: str) -> str:
    if " " not in name and "\t" not in name:
        return name
    numbered = _NUMBERED.fullmatch(name)
    return f"\u2068{numbered[1]}\u2069:{numbered[2]}" if numbered else f"\u2068{name}\u2069"
