"""A language's glossary as a file: glossary.po or glossary.csv beside its catalogs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from l10n.catalog import Entry
from l10n.checks.glossary import Glossary, Term
from l10n.config.settings import Config
from l10n.disk.files import is_there, read_bytes, read_text
from l10n.errors import L10nError
from l10n.po import parse_catalog
from l10n.site.paths import beside_catalogs
from l10n.suffixes import is_guide_name

GLOSSARY: Final = "glossary"

_COLUMNS: Final = ("term", "translation", "forbidden")
_SEPARATOR: Final = ";"


def read_glossary(config: Config, language: str) -> Glossary:
    """Read both files, each of which may be missing.

    In a PO file, an entry with the flag ``forbidden`` names a translation that must not be used,
    one with ``read-only`` a term that stays as it is. The entries of a guide that is called so are
    no terms. In a CSV file with the columns term,
    translation and forbidden, ``;`` parts several. Raises L10nError for what cannot be read.
    """
    po, table = glossary_paths(config, language)
    return Glossary.of((*_read_po(config, po), *_read_csv(config, table)))


def glossary_paths(config: Config, language: str) -> tuple[str, str]:
    """Return where a language's glossary is, as PO and as CSV, relative to the root."""
    po = beside_catalogs(config, language, GLOSSARY)
    return po, po.removesuffix("po") + "csv"


def _read_po(config: Config, relative: str) -> Iterator[Term]:
    path = config.root / relative
    if not is_there(path, relative):
        return
    for entry in parse_catalog(read_bytes(path, relative), relative).entries:
        forms = _split(entry.msgstr)
        if entry.obsolete or entry.fuzzy or _is_of_guide(entry):
            continue
        if "read-only" in entry.flags:
            yield Term(entry.msgid, (entry.msgid,))
        elif forms and "forbidden" in entry.flags:
            yield Term(entry.msgid, forbidden=forms)
        elif forms:
            yield Term(entry.msgid, forms)


def _is_of_guide(entry: Entry) -> bool:
    """Return whether this is a text of a guide, whose key happens to be ``glossary``."""
    return any(is_guide_name(each) for each in entry.references)


def _read_csv(config: Config, relative: str) -> Iterator[Term]:
    path = config.root / relative
    if not is_there(path, relative):
        return
    text, _ = read_text(path, relative)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        rows = [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error as error:
        message = f"not valid CSV: {error}; quote cells that hold quotes or commas"
        raise L10nError(message, path=relative, line=reader.line_num) from None
    if not rows:
        return
    names = [name.strip().lower() for name in rows[0][1]]
    if "term" not in names or "translation" not in names:
        message = f"the first line must name the columns {', '.join(_COLUMNS)}: add it"
        raise L10nError(message, path=relative, line=1)
    for line, cells in rows[1:]:
        row = dict(zip(names, cells, strict=False))
        term = row.get("term", "").strip()
        if not term:
            message = "a translation without its term: fill the first column"
            raise L10nError(message, path=relative, line=line)
        yield Term(term, _split(row.get("translation", "")), _split(row.get("forbidden", "")))


def _split(text: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in text.split(_SEPARATOR) if form.strip())
