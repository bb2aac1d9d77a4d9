"""Check a site: its source guides, its catalogs and every translation in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from functools import partial
from itertools import islice
from typing import Any, Final, NamedTuple

from l10n.cache.actions import Made, drop_steps, gather, last_outcome, observe, recall, record
from l10n.catalog import Identity
from l10n.checks.habits import Counts, own_style
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.jobs import map_in_order
from l10n.disk.output import Action, Track, Write, refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Localized
from l10n.run.checks.guide import SAID_SIZE, CatalogChecked, GuideChecked, check_guide
from l10n.run.checks.plan import CheckRun, start_checks
from l10n.run.checks.style import (
    STYLE,
    Found,
    observe_styles,
    pack_found,
    settle,
    unpack_found,
)
from l10n.run.checks.together import Known, Together, check_together, flat
from l10n.run.keys import find_gone
from l10n.run.run import Run, by_guide, is_whole
from l10n.site.catalogs import read_catalog, write_canonical
from l10n.site.glossaries import glossary_paths
from l10n.site.grouped.gather import reshape_groups, settle_groups
from l10n.site.outside import note_outside
from l10n.site.packed import pack_findings, unpack_findings
from l10n.site.paths import catalog_path, group_path
from l10n.site.selection import languages_of
from l10n.site.shows import NEAR, gather_links, shown_by
from l10n.site.tree import GuideFile, all_findings, within

_REPEATED: Final = "repeated-front-matter-key"
"""What scanning reports of repeated keys that agree; the check repeated-keys does so too."""
_AT_ONCE: Final = 64
"""Guides whose results are held until they are recorded."""
_LINKED: Final = "linked"
"""The group of what all pages show of a guide and of those that it links to, in comments too."""
_COUNTED: Final = "counted"
"""The kind of fact that says which catalogs of a language are looked at together."""


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
    reshaped: int = 0
    """How many other catalogs were brought to canonical form."""
    annotated: int = 0
    """How many translations say in a comment what is wrong with them."""
    gone: tuple[str, ...] = ()
    """The pages that have lost their source guide."""


class _Looked(NamedTuple):
    """What is wrong with guides, with catalogs, and what was looked at to be mended."""

    guides: dict[str, tuple[Finding, ...]]
    catalogs: dict[str, Found]
    made: dict[Localized, CatalogChecked]
    styles: dict[str, frozenset[str]]
    """By language, the rules that its team does not follow in the selected guides."""


@dataclass(frozen=True, slots=True)
class _Names:
    """The names of the steps of one choice of checks."""

    guide: str
    catalog: str
    said: str
    together: str


def check_site(
    run: Run,
    *,
    only: Collection[str] = (),
    skip: Collection[str] = (),
    fix: bool = False,
    track: Track,
) -> Checked:
    """Check the selected guides and their catalogs.

    With ``fix``, fixes that are certain are written to the catalogs, and only what is left is
    reported. What cannot be read is a finding.
    """
    store = run.files.store
    usual, names = _step_names((), (), fix=False), _step_names(only, skip, fix=False)
    drop_steps(store, "check", {*astuple(usual), *astuple(names)})
    checks = start_checks(run, (tuple(only), tuple(skip)))
    looked = _look(checks, names, track)
    styles = looked.styles
    if fix:
        names = _step_names(only, skip, fix=True)
        checks = start_checks(run, (tuple(only), tuple(skip)), styles)
        observe_styles(store, styles)
        looked = _look(checks, names, track)
    said = recall(store, names.said, str)
    fixed, failed = _write_all(run, looked.made) if fix else ({}, [])
    mended = {path: count for path, count in fixed.items() if count}
    findings = [
        *(each for each in _tree_findings(run) if each.check != _REPEATED),
        *(each.refused for each in checks.languages.values() if each.refused),
        *_in_order(run, looked, styles),
        *_check_languages(checks, names, said),
        *failed,
    ]
    read = {each: said[name] for name, each in run.names.items() if name in said}
    return Checked(
        findings=tuple(dict.fromkeys(findings)),
        keys={path: file.key for file in run.pairs for path in _paths(run, file)},
        catalogs=len({_file_of(run, each) for each in read}),
        entries=sum(len(each) // SAID_SIZE for each in read.values()),
        fixed=mended,
        reshaped=_reshape_groups(run) if fix and run.spread else len(fixed) - len(mended),
        gone=find_gone(run, run.tree, run.record),
    )


def _reshape_groups(run: Run) -> int:
    """Bring catalogs of many guides to canonical form, with what was mended in the guides' own."""
    if run.spread is None:
        return 0
    write = run.output.write
    settle_groups(run.files, run.spread, write, run.jobs)
    return reshape_groups(run.files, run.spread, run.selection.languages, write)


def _file_of(run: Run, each: Localized) -> str:
    """Return where people see a guide's entries."""
    if not run.config.grouped:
        return catalog_path(run.config, *each)
    return group_path(run.config, each.language, run.linker.sources[each.key].path)


def _look(checks: CheckRun, names: _Names, track: Track) -> _Looked:
    """Return what is wrong with the selected guides and catalogs, and what is to be mended."""
    run, store = checks.run, checks.run.files.store
    guides = recall(store, names.guide, unpack_findings)
    catalogs = recall(store, names.catalog, unpack_found)
    stale = by_guide(run, [each for name, each in run.names.items() if name not in catalogs])
    new = [file for file in run.pairs if file in stale or file.key not in guides]
    made: dict[Localized, CatalogChecked] = {}
    counts: dict[str, Counts] = {tag: Counter() for tag in run.selection.languages}
    for known, one in run.names.items():
        if known in catalogs:
            catalogs[known] = settle(counts[one.language], catalogs[known])
    done = run.map(partial(_check_guide, checks, stale), new, track)
    while part := dict(islice(done, _AT_ONCE)):
        _record(checks, names, part)
        for file, checked in part.items():
            guides[file.key] = checked.findings
            for language, each in checked.catalogs.items():
                name = Localized(language, file.key)
                found = Found(each.findings, each.habits)
                catalogs[name.name] = settle(counts[language], found)
                if checks.fixes:
                    made[name] = each
    styles = {tag: own_style(found) for tag, found in counts.items()}
    return _Looked(guides, catalogs, made, styles)


def _step_names(only: Collection[str], skip: Collection[str], *, fix: bool) -> _Names:
    chosen = "".join(f" --only {each}" for each in sorted(only))
    chosen += "".join(f" --skip {each}" for each in sorted(skip))
    step = f"check{chosen}{' --fix' if fix else ''}"
    return _Names(f"{step} guide", f"{step} catalog", f"{step} said", f"{step} together")


def _tree_findings(run: Run) -> tuple[Finding, ...]:
    return all_findings(within(run.tree, run.config, run.selection.languages))


def _in_order(run: Run, looked: _Looked, styles: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    """Yield what was found, guide by guide, without what is the team's own style."""
    for file, languages in run.pairs.items():
        yield from looked.guides.get(file.key, ())
        for language in languages:
            if found := looked.catalogs.get(Localized(language, file.key).name):
                yield from found.without(styles[language])


def _paths(run: Run, file: GuideFile) -> Iterator[str]:
    yield file.path
    for language in run.pairs[file]:
        yield catalog_path(run.config, language, file.key)


def _check_guide(
    checks: CheckRun, wanted: Mapping[GuideFile, tuple[str, ...]], file: GuideFile
) -> GuideChecked:
    every = languages_of(checks.config, file, checks.config.languages)
    return check_guide(checks, file, wanted.get(file, ()), every)


def _record(checks: CheckRun, names: _Names, done: Mapping[GuideFile, GuideChecked]) -> None:
    """Record what was found in guides and their catalogs, and digests of the translations."""
    run, config = checks.run, checks.config
    gather_links(run.files, {file.key: each.links for file, each in done.items()})
    linked = {
        file.key: shown_by((file.key, *each.linked.keys), each.linked)
        for file, each in done.items()
    }
    gather(run.files.store, _LINKED, linked)
    limits = config.checks.general.max_length or config.checks.general.min_length
    guides: list[Made] = []
    catalogs: list[Made] = []
    said: list[Made] = []
    for file, checked in done.items():
        groups = (f"{NEAR}:{file.key}", f"{_LINKED}:{file.key}")
        every = languages_of(config, file, config.languages) if limits else ()
        others = [*checked.anchored, *checked.looked]
        note_outside(run.files.store, run.files.index, run.files.folders, others)
        others += (catalog_path(config, each, file.key) for each in every)
        guides.append(
            Made(file.key, (file.path, *groups, *others), pack_findings(checked.findings))
        )
        for language, each in checked.catalogs.items():
            name, path = (
                Localized(language, file.key).name,
                catalog_path(config, language, file.key),
            )
            inputs = (file.path, path, *groups, *glossary_paths(config, language), *checked.images)
            if checks.fixes:
                inputs = (*inputs, f"{STYLE}:{language}")
            catalogs.append(Made(name, inputs, pack_found(each.findings, each.habits)))
            if each.said is not None:
                said.append(Made(name, (path,), each.said))
    record(run.files.store, names.guide, guides)
    record(run.files.store, names.catalog, catalogs)
    record(run.files.store, names.said, said)


def _check_languages(checks: CheckRun, names: _Names, said: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what is wrong with all catalogs of each language together."""
    run = checks.run
    keys = {
        tag: [file.key for file, languages in run.pairs.items() if tag in languages]
        for tag in checks.languages
    }
    told = {
        tag: {key: said[name] for key in found if (name := Localized(tag, key).name) in said}
        for tag, found in keys.items()
    }
    if not is_whole(run):
        for tag, each in told.items():
            found = check_together(checks, checks.languages[tag], each, {})
            yield from flat(found.groups.values())
        return
    store = run.files.store
    counted = {tag: digest_of(_joined(sorted(each))) for tag, each in told.items()}
    observe(store, _COUNTED, counted, counted)
    groups: dict[str, Known] = {**recall(store, names.together, _unpack_groups)}
    stale = [tag for tag in told if tag not in groups]
    known = {tag: _last_groups(run, names, tag) for tag in stale}
    # Where much is known, it is not worth a process.
    jobs = 1 if any(known.values()) else run.jobs
    work = partial(_check_language, checks, told, known)
    for tag, found in zip(stale, map_in_order(work, stale, jobs, fewest=2), strict=True):
        packed = {name: pack_findings(findings) for name, findings in found.groups.items()}
        inputs = (f"{names.said}:{Localized(tag, key).name}" for key in keys[tag])
        made = Made(tag, [f"{_COUNTED}:{tag}", *inputs, *found.paths], packed)
        record(store, names.together, [made])
        groups[tag] = found.groups
    for tag in told:
        yield from flat(groups[tag].values())


def _joined(parts: Iterable[str]) -> bytes:
    return "\n".join(parts).encode("utf-8", "surrogatepass")


def _check_language(
    checks: CheckRun,
    told: Mapping[str, Mapping[str, str]],
    known: Mapping[str, Known],
    tag: str,
) -> Together:
    return check_together(checks, checks.languages[tag], told[tag], known[tag])


def _last_groups(run: Run, names: _Names, tag: str) -> Known:
    try:
        return _unpack_groups(last_outcome(run.files.store, names.together, tag) or {})
    except (ValueError, TypeError, LookupError, AttributeError):
        return {}


def _write_all(
    run: Run, made: Mapping[Localized, CatalogChecked]
) -> tuple[dict[str, int], list[Finding]]:
    """Write the catalogs in canonical form, with what was mended in them.

    Return how many entries were, by the path of what was written, and what could not be.
    """
    fixed: dict[str, int] = {}
    failed: list[Finding] = []
    for each, checked in made.items():
        path = catalog_path(run.config, *each)
        try:
            readable = checked.said is not None
            if readable and _write_mended(run.config, each, checked.mended, run.output.write):
                fixed[path] = len(checked.mended)
        except L10nError as error:
            failed.append(refusal(error, path))
    return fixed, failed


def _write_mended(
    config: Config, each: Localized, mended: Mapping[Identity, str], write: Write
) -> bool:
    """Write a catalog in which only the mended msgstrs say something else; return if it changed.

    Raises L10nError when it cannot be read or written.
    """
    catalog = read_catalog(config, *each)
    if catalog is None:
        return False
    entries = tuple(
        entry._replace(msgstr=mended.get(entry.identity, entry.msgstr)) for entry in catalog.entries
    )
    stored = write_canonical(config, *each, replace(catalog, entries=entries), write)
    return stored.action is not Action.UNCHANGED


def _unpack_groups(packed: Any) -> dict[str, tuple[Finding, ...]]:
    return {str(name): unpack_findings(found) for name, found in packed.items()}
