"""Check a site: its source guides, its catalogs and every translation in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.disk.jobs import map_in_order
from l10n.disk.output import Track, Write, refusal
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.links.site import Page
from l10n.run.check_guide import CatalogChecked, GuideChecked, check_guide
from l10n.run.check_run import Run, start_run
from l10n.run.check_together import check_together
from l10n.site.catalogs import read_catalog, write_catalog
from l10n.site.paths import catalog_path
from l10n.site.selection import Selection
from l10n.site.tree import GuideFile, Tree, all_findings

_MANY: Final = 1_000
"""Catalogs whose languages are worth a process each."""
_REPEATED: Final = "repeated-front-matter-key"
"""What scanning says of keys that agree; the check repeated-keys says it too."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What was looked at, and what is wrong with it."""

    findings: tuple[Finding, ...]
    """By guide; those that concern several guides come last."""
    keys: Mapping[str, str]
    """The guide that a path belongs to, by path."""
    catalogs: int
    entries: int
    """How many translations were looked at."""
    fixed: Mapping[str, int]
    """How many entries were mended, by catalog path."""


def check_site(  # the site, what to check, and how
    config: Config,
    tree: Tree,
    selection: Selection,
    *,
    only: Iterable[str] = (),
    skip: Iterable[str] = (),
    write: Write | None = None,
    jobs: int = 1,
    track: Track,
) -> Checked:
    """Check the selected guides and their catalogs.

    With ``write``, fixes that are certain are written to the catalogs, and only what is left is
    reported. What cannot be read is a finding. Raises L10nError for a damaged glossary.
    """
    run = start_run(config, tree, selection, (tuple(only), tuple(skip)), fixes=write is not None)
    findings = [each for each in all_findings(tree) if each.check != _REPEATED]
    keys: dict[str, str] = {}
    pages: dict[str, Page] = {}
    catalogs: list[CatalogChecked] = []
    pairs = dict(selection.pairs(config))
    every = map_in_order(partial(_check_guide, run, pairs), tuple(pairs), jobs)
    # The workers start before a bar does: it brings a thread, and what has one is not copied.
    for checked, file in zip(every, track(tuple(pairs)), strict=True):
        keys[file.path] = file.key
        page = run.site.pages[file.language][file.key]
        pages.update((catalog_path(config, tag, file.key), page) for tag in pairs[file])
        findings += checked.findings
        catalogs += checked.catalogs
    mended = {each.path: dict(each.mended) for each in catalogs if each.mended}
    together = partial(check_together, run, catalogs, pages)
    many = jobs if len(catalogs) >= _MANY else 1
    for found, changed in map_in_order(together, tuple(run.languages.values()), many, fewest=2):
        findings += found
        for path, entries in changed.items():
            mended.setdefault(path, {}).update(entries)
    if write is not None:
        for each in (each for each in catalogs if each.path in mended):
            key = pages[each.path].key
            try:
                _write_mended(config, (each.language, key), mended[each.path], write)
            except L10nError as error:
                findings.append(refusal(error, each.path))
    return Checked(
        findings=tuple(dict.fromkeys(findings)),
        keys=keys | {path: page.key for path, page in pages.items()},
        catalogs=len(catalogs),
        entries=sum(len(each.lines) for each in catalogs),
        fixed={path: len(entries) for path, entries in mended.items()},
    )


def _check_guide(
    run: Run, pairs: Mapping[GuideFile, Iterable[str]], file: GuideFile
) -> GuideChecked:
    return check_guide(run, file, pairs[file])


def _write_mended(
    config: Config, name: tuple[str, str], mended: Mapping[Identity, str], write: Write
) -> None:
    """Write the catalog of a language and key; nothing but the mended msgstrs changes in it.

    Raises L10nError when it cannot be read or written.
    """
    if catalog := read_catalog(config, *name):
        entries = tuple(
            entry._replace(msgstr=mended.get(entry.identity, entry.msgstr))
            for entry in catalog.entries
        )
        write_catalog(config, *name, replace(catalog, entries=entries), write)
