"""Look over the keys of a site: which guides lack one, say it twice, or are without a partner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from l10n.config.settings import Config
from l10n.config.trees import KEY_FIELD
from l10n.disk.digests import digest
from l10n.disk.files import decode, encode, read_bytes
from l10n.disk.names import fold_key, key_fault
from l10n.disk.output import Write, refusal
from l10n.errors import L10nError
from l10n.frontmatter.keys import add_key, drop_repeated
from l10n.guide import Finding, Severity
from l10n.markdown.syntaxes import base_name
from l10n.run.run import Run, is_whole
from l10n.site.catalogs import stored_keys
from l10n.site.paths import catalog_path, syntax_at
from l10n.site.record import Record
from l10n.site.sitefiles import SiteFiles
from l10n.site.sources import (
    explain_doubt,
    explain_orphan,
    find_sources,
    unusable_keys,
    unusable_sources,
)
from l10n.site.tree import GuideFile, Tree, all_findings, broken_keys
from l10n.suffixes import is_data_name

_READ_FRONT_MATTER: Final = ("mdbook", "github")
"""Syntaxes whose readers see front matter."""
REPEATED = "repeated-front-matter-key"
SHARED = frozenset({"same-key-twice", "clashing-keys"})


class Unkeyed(NamedTuple):
    """A guide without a key of its own."""

    path: str
    language: str
    old_key: str
    new_key: str
    """What to call it; empty when it has no source guide to agree with, or no such key is valid."""


@dataclass(frozen=True, slots=True)
class KeyAudit:
    """What is odd about a site's keys; everything is in the order of paths."""

    unkeyed: tuple[Unkeyed, ...]
    repeated: tuple[Finding, ...]
    shared: tuple[Finding, ...]
    catalogs: tuple[Finding, ...]
    """Catalogs without a source guide."""
    pages: tuple[Finding, ...]
    """Localized guides without a source guide."""

    @property
    def clean(self) -> bool:
        """Return whether there is nothing to mend."""
        return not (self.unkeyed or self.repeated or self.shared or self.catalogs or self.pages)


class Rekeyed(NamedTuple):
    """What writing keys did."""

    paths: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Guides that could not be changed."""


def audit_keys(files: SiteFiles, tree: Tree, record: Record) -> KeyAudit:
    """Look over all keys of a tree, which may lack languages.

    Raises L10nError for a page or a folder that cannot be read.
    """
    config, found = files.config, all_findings(tree)
    sources = find_sources(config, tree, record)
    known = sources.keys() | unusable_keys(config, tree)
    broken = unusable_sources(config, tree)
    return KeyAudit(
        unkeyed=tuple(sorted(_unkeyed(config, tree, sources, record), key=lambda each: each.path)),
        repeated=tuple(each for each in found if each.check == REPEATED),
        shared=tuple(each for each in found if each.check in SHARED),
        catalogs=tuple(_lone_catalogs(files, tree, known, broken)),
        pages=tuple(sorted(_lone_pages(config, tree, known, broken), key=lambda each: each.path)),
    )


def find_gone(run: Run, tree: Tree, record: Record) -> tuple[str, ...]:
    """Return the paths of pages that merging published, and whose source guide is gone.

    ``tree`` and ``record`` are as the run has left them. None unless all guides are selected, or
    while a source guide cannot be read, which may be theirs.
    """
    config, sources = run.config, run.linker.sources
    if not is_whole(run) or unusable_sources(config, tree):
        return ()
    found = (
        file.path
        for language in run.selection.languages
        for key, file in tree.guides.get(language, {}).items()
        if key not in sources and (language, key) in record
    )
    return tuple(sorted(found))


def paths_of(tree: Tree, keys: Collection[str]) -> frozenset[str]:
    """Return the paths of the guides that have these keys, in all scanned languages."""
    return frozenset(
        guides[key].path for guides in tree.guides.values() for key in keys if key in guides
    )


def narrow(audit: KeyAudit, paths: Collection[str] | None) -> KeyAudit:
    """Return the part of an audit that is about the files at ``paths``; for None, all of it."""
    if paths is None:
        return audit
    return KeyAudit(
        tuple(each for each in audit.unkeyed if each.path in paths),
        *(
            tuple(each for each in found if each.path in paths)
            for found in (audit.repeated, audit.shared, audit.catalogs, audit.pages)
        ),
    )


def remaining(before: KeyAudit, after: KeyAudit) -> KeyAudit:
    """Return what is left to mend after keys were written.

    Catalogs and pages that only now have no source guide follow it when it is extracted.
    """
    pages = tuple(each for each in after.pages if each in before.pages)
    catalogs = tuple(each for each in after.catalogs if each in before.catalogs)
    return replace(after, pages=pages, catalogs=catalogs)


def write_keys(config: Config, audit: KeyAudit, record: Record, write: Write) -> Rekeyed:
    """Add the missing keys, and take out the lines that repeat one and agree.

    Pages that merging wrote are left to it: they follow their source.
    """
    ours = _published_digests(record)
    keys = {each.path: each.new_key for each in audit.unkeyed if each.new_key}
    repeated = {each.path for each in audit.repeated}
    written: list[str] = []
    findings: list[Finding] = []
    for path in sorted({*keys, *repeated}):
        try:
            if _rewrite(config, ours, path, keys.get(path, ""), write):
                written.append(path)
        except L10nError as error:
            findings.append(refusal(error, path))
    return Rekeyed(tuple(written), tuple(findings))


def _rewrite(
    config: Config, ours: Mapping[str, frozenset[str]], path: str, key: str, write: Write
) -> bool:
    data = read_bytes(config.root / path, path)
    if digest(data) in ours.get(path, ()):
        return False
    before, bom = decode(data, path)
    text = drop_repeated(before, path)
    text = add_key(text, KEY_FIELD, key, path) if key else text
    return text != before and write(path, encode(text, bom=bom), durable=True) is not None


def _unkeyed(
    config: Config, tree: Tree, sources: Mapping[str, GuideFile], record: Record
) -> Iterator[Unkeyed]:
    """Yield what has no key; a localized guide gets that of the source guide at the same path.

    Where readers would see it, none is missing: the path is the key there.
    """
    ours = _published_digests(record)
    groups: defaultdict[str, list[GuideFile]] = defaultdict(list)
    taken: defaultdict[str, set[str]] = defaultdict(set)
    for language, guides in tree.guides.items():
        taken[language].update(map(fold_key, broken_keys(tree, language)))
        for key, file in guides.items():
            if file.keyed or is_data_name(file.path):
                taken[language].add(fold_key(key))
            elif file.digest not in ours.get(file.path, ()):
                groups[key].append(file)
    for key, files in sorted(groups.items()):
        source = sources.get(key)
        if base_name(syntax_at(config, files[0].path)) in _READ_FRONT_MATTER and not (
            source and source.keyed
        ):
            continue
        new = ""
        if source:
            used = frozenset[str]().union(*(taken[file.language] for file in files))
            new = key if source.keyed else _new_key(key, used)
            for file in files:
                taken[file.language].add(fold_key(new))
        for file in files:
            yield Unkeyed(file.path, file.language, key, new)


def _published_digests(record: Record) -> Mapping[str, frozenset[str]]:
    """Return the digests of the pages that merging wrote, by path: those follow their source."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for page in record.values():
        found[page.path].update(page.digests)
    return {path: frozenset(digests) for path, digests in found.items()}


def _new_key(path_key: str, used: Collection[str]) -> str:
    """Return a key made of a path that is not ``used``, empty when none is valid."""
    stem = path_key.replace("/", "-")
    number = 1
    while fold_key(key := stem if number == 1 else f"{stem}-{number}") in used:
        number += 1
    return "" if key_fault(key) else key


def _lone_catalogs(
    files: SiteFiles, tree: Tree, known: Collection[str], broken: Sequence[str]
) -> Iterator[Finding]:
    config = files.config
    for language in config.languages:
        for key in stored_keys(files, language, known) if language in tree.guides else ():
            if key not in known:
                path = catalog_path(config, language, key)
                message = explain_orphan(config, key, broken)
                yield Finding("orphaned-catalog", Severity.WARNING, path, 0, message)


def _lone_pages(
    config: Config, tree: Tree, known: Collection[str], broken: Sequence[str]
) -> Iterator[Finding]:
    for language, guides in tree.guides.items():
        for key, file in guides.items() if language != config.source_language else ():
            if key not in known:
                message = (
                    explain_doubt(key, broken)
                    if broken
                    else f"no source guide has the key {key}: correct the key, write the source "
                    f"guide, add {language} to fallback-sources, or remove the page"
                )
                yield Finding("page-without-source", Severity.WARNING, file.path, 0, message)
