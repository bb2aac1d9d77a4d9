"""What the memory offers for texts that a page has not translated: a person decides on it.

Merging would show it at once, on a page that a person wrote otherwise.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from l10n.catalog import Catalog
from l10n.errors import L10nError
from l10n.match.memory import TranslationMemory, propose_same, wants_translation
from l10n.run.run import Run
from l10n.site.catalogs import read_catalog, stored_keys, write_catalog
from l10n.tm.base import open_memory_base
from l10n.tm.catalogs import bring_up


def propose_offers(run: Run, language: str, keys: Collection[str]) -> None:
    """Fill what the pages with these ``keys`` have not translated, as fuzzy, where it is known.

    A catalog that cannot be read or written is left alone, for that was reported when its page was
    taken in.
    """
    config, sources = run.config, run.linker.sources
    with open_memory_base(config.root) as base:
        stored = {*stored_keys(run.files, language, sources), *keys}
        bring_up(base, run.files, {language: stored})
        memory = base.memory(language)
        for key in keys if memory else ():
            with suppress(L10nError):
                catalog = read_catalog(config, language, key)
                proposed = _propose(memory, catalog) if memory and catalog else catalog
                if proposed and proposed != catalog:
                    write_catalog(config, language, key, proposed, run.output.write)


def _propose(memory: TranslationMemory, catalog: Catalog) -> Catalog:
    entries = (
        (not each.obsolete and wants_translation(each) and propose_same(memory, each)) or each
        for each in catalog.entries
    )
    return replace(catalog, entries=tuple(entries))
