"""One PO file for all guides of a language."""

from __future__ import annotations

import re
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.errors import L10nError
from l10n.exchange.values import Answer, Parcel, Returned, State, Unit
from l10n.po import header_field, parse_catalog, render_catalog

_ID: Final = "id: "
_GUIDE: Final = "guide: "
_SUFFIX: Final = re.compile(rf"(?:(.*)\n)?{_GUIDE}([^\n]*)", re.DOTALL)


def write(parcel: Parcel) -> bytes:
    """Return the file; where guides say different things of a text, its context names them."""
    known: set[Identity] = set()
    entries: list[Entry] = []
    for unit in parcel.units:
        entry = _entry(unit)
        if entry.identity in known:
            context = "" if unit.msgctxt is None else f"{unit.msgctxt}\n"
            entry = entry._replace(msgctxt=f"{context}{_GUIDE}{unit.paths[0]}")
        known.add(entry.identity)
        entries.append(entry)
    header = Entry("", parcel.header)
    return render_catalog(Catalog(header, tuple(entries))).encode()


def read(data: bytes, path: str) -> Returned:
    """Return what a file says. Raises L10nError for a damaged one."""
    catalog = parse_catalog(data, path)
    if not (catalog.entries or catalog.header.msgstr):
        message = "there is nothing in this file: ask for it again"
        raise L10nError(message, path=path, line=1)
    answers = tuple(_answer(entry) for entry in catalog.live)
    return Returned(header_field(catalog.header, "Language") or "", answers)


def _entry(unit: Unit) -> Entry:
    return Entry(
        unit.msgid,
        unit.texts[0] if unit.plural is None else "",
        unit.msgctxt,
        comments=unit.comments,
        extracted=(*unit.notes, f"{_ID}{unit.id}"),
        references=unit.paths,
        flags=("fuzzy",) if unit.fuzzy else (),
        previous_msgid=unit.previous or None,
        msgid_plural=unit.plural,
        msgstr_plural=() if unit.plural is None else unit.texts,
    )


def _answer(entry: Entry) -> Answer:
    ids = (line.removeprefix(_ID) for line in entry.extracted if line.startswith(_ID))
    context = entry.msgctxt
    named = _SUFFIX.fullmatch(context) if context is not None else None
    if named and named[2] in entry.references:
        context = named[1]
    return Answer(
        entry.line,
        next(ids, ""),
        entry.msgid,
        entry.msgstr_plural if entry.msgid_plural is not None else (entry.msgstr,),
        State.DRAFT if entry.fuzzy else State.DONE,
        context,
        entry.references,
    )
