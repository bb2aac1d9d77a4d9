"""Localized file names: what a translator calls a page, made harmless and unique."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Final

from l10n.catalog import Catalog, Entry
from l10n.config.settings import Config
from l10n.disk.names import clashes, path_key_fault
from l10n.guide import Finding, Localized, Severity
from l10n.site.catalogfacts import SLUG, CatalogFacts
from l10n.site.paths import catalog_path, guide_name
from l10n.site.tree import GuideFile

_INDEXES: Final = frozenset({"index", "_index"})
_LONGEST: Final = 120
"""Characters; as UTF-8 a name still fits everywhere."""
_EXPLANATION: Final = "slug: the page's name in its address; empty keeps the source's"


def slug_entry(config: Config, file: GuideFile) -> tuple[Entry, ...]:
    """Return the entry for a guide's slug, if it can have one.

    An index is named by its folder; and where there is no translationKey, only the same path joins
    the languages of a guide.
    """
    stem = guide_name(config, file.path)
    if stem.lower() in _INDEXES or not file.keyed:
        return ()
    entry = Entry(msgid=stem, msgctxt=SLUG, extracted=(_EXPLANATION,), references=(file.path,))
    return (entry,)


def keep_slug(config: Config, catalog: Catalog, file: GuideFile) -> Catalog:
    """Return a catalog whose slug goes with the guide's file name: it stays when that changes."""
    wanted = slug_entry(config, file)
    if not wanted or any(each.identity == wanted[0].identity for each in catalog.entries):
        return catalog
    entries = tuple(
        each._replace(msgid=wanted[0].msgid) if each.msgctxt == SLUG and not each.obsolete else each
        for each in catalog.entries
    )
    return replace(catalog, entries=entries)


def normalize_slug(text: str) -> str:
    """Return ``text`` as a name: lower case, words joined by hyphens; empty when nothing is left.

    Letters of any script, their marks, digits and underscores stay; all else parts words.
    """
    text = unicodedata.normalize("NFC", text).lower()
    kept = (char if char == "_" or unicodedata.category(char)[0] in "LMN" else "-" for char in text)
    return re.sub(r"-{2,}", "-", "".join(kept)).strip("-_")[:_LONGEST].strip("-_")


def name_pages(
    config: Config,
    sources: Collection[GuideFile],
    languages: Iterable[str],
    facts: Mapping[Localized, CatalogFacts],
) -> tuple[dict[tuple[str, str], str], list[Finding]]:
    """Return the file names that slugs give, by language and key, and what is wrong with them.

    A slug that cannot be used, or that two guides of a folder want, is a finding; those guides are
    called as their sources.
    """
    names: dict[tuple[str, str], str] = {}
    findings: list[Finding] = []
    files = sources if config.slugs else ()
    for language in languages if files else ():
        wanted: dict[GuideFile, tuple[str, int]] = {}
        for file in files:
            known = facts.get(Localized(language, file.key))
            if known and known.slug and slug_entry(config, file):
                text, line = known.slug
                slug = normalize_slug(text)
                if slug in _INDEXES or not slug or path_key_fault(slug):
                    message = f'"{text}" cannot name a page: write a few words'
                    findings.append(_finding("bad-slug", config, language, file, line, message))
                else:
                    wanted[file] = slug, line
        refused = _not_unique(config, files, {file: slug for file, (slug, _) in wanted.items()})
        for file, (slug, line) in wanted.items():
            if file in refused:
                message = f'"{slug}" is the name of another page of this folder: choose another'
                findings.append(_finding("same-slug", config, language, file, line, message))
            else:
                names[language, file.key] = f"{slug}.{file.path.rpartition('.')[2]}"
    return names, findings


def _not_unique(
    config: Config, files: Collection[GuideFile], slugs: Mapping[GuideFile, str]
) -> frozenset[GuideFile]:
    """Return the guides whose slug is taken; giving one up may take another's name."""
    refused: set[GuideFile] = set()
    while True:
        named: defaultdict[str, list[GuideFile]] = defaultdict(list)
        for file in files:
            slug = None if file in refused else slugs.get(file)
            folder = file.path.rpartition("/")[0]
            named[f"{folder}/{slug or guide_name(config, file.path)}"].append(file)
        taken = {name for group in clashes(named) for name in group}
        taken |= {name for name, group in named.items() if len(group) > 1}
        new = {file for name in taken for file in named[name] if file in slugs} - refused
        if not new:
            return frozenset(refused)
        refused |= new


def _finding(
    check: str, config: Config, language: str, file: GuideFile, line: int, message: str
) -> Finding:
    return Finding(check, Severity.WARNING, catalog_path(config, language, file.key), line, message)
