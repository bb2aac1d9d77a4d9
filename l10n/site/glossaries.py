"""A language's glossary as a file: glossary.po or glossary.csv beside its catalogs."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.glossary import Glossary, Term
from l10n.config.settings import Config
from l10n.disk.files import is_there, read_bytes, read_text
from l10n.exchange.glossary import read_table, split_forms
from l10n.po import parse_catalog
from l10n.site.paths import beside_catalogs
from l10n.suffixes import is_guide_name

GLOSSARY: Final = "glossary"


def read_glossary(config: Config, language: str) -> Glossary:
    """Read both files, each of which may be missing.

    In a PO file, an entry with the flag ``forbidden`` names a translation that must not be used,
    one with ``read-only`` a term that stays as it is. The entries of a guide that is called so are
    no terms. In a CSV file with the columns term,
    translation and forbidden, ``;`` parts several. Raises L10nError for what cannot be read.
    """
    return Glossary.of(term for terms in read_terms(config, language) for term in terms)


def read_terms(config: Config, language: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return the terms of the PO file and those of the table, as ``read_glossary`` reads them."""
    po, table = glossary_paths(config, language)
    return tuple(_read_po(config, po)), tuple(_read_csv(config, table))


def glossary_paths(config: Config, language: str) -> tuple[str, str]:
    """Return where a language's glossary is, as PO and as CSV, relative to the root."""
    po = beside_catalogs(config, language, GLOSSARY)
    return po, po.removesuffix("po") + "csv"


def _read_po(config: Config, relative: str) -> Iterator[Term]:
    path = config.root / relative
    if not is_there(path, relative):
        return
    for entry in parse_catalog(read_bytes(path, relative), relative).entries:
        forms = split_forms(entry.msgstr)
        if entry.obsolete or entry.fuzzy or _is_of_guide(entry):
            continue
        if "read-only" in entry.flags:
            yield Term(entry.msgid, (entry.msgid,))
        elif forms and "forbidden" in entry.flags:
            yield Term(entry.msgid, forbidden=forms)
        elif forms:
            yield Term(entry.msgid, forms)


def find_strangers(catalog: Catalog, texts: Collection[Identity]) -> tuple[Entry, ...]:
    """Return the terms in the catalog of a guide that is called ``glossary`` and has ``texts``.

    Where an editor has left out of which guide entries are, none is for sure.
    """
    live = catalog.live
    ours = [each for each in live if _is_of_guide(each)]
    if not ours and any(each.identity in texts for each in live):
        return ()
    return tuple(
        each
        for each in live
        if each.has_text and each.identity not in texts and not _is_of_guide(each)
    )


def _is_of_guide(entry: Entry) -> bool:
    """Return whether this is a text of a guide, whose key happens to be ``glossary``."""
    return any(is_guide_name(each) for each in entry.references)


def _read_csv(config: Config, relative: str) -> Iterator[Term]:
    path = config.root / relative
    if is_there(path, relative):
        text, _ = read_text(path, relative)
        yield from (term for _, term in read_table(text, relative))
