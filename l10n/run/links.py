"""Follow every link of the pages that a site has, as they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Any, Final, NamedTuple, TypeAlias

from l10n.cache.actions import Made, drop, gather, recall, record
from l10n.config.settings import Config
from l10n.disk.files import read_text
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.frontmatter.block import find_body
from l10n.guide import Finding
from l10n.links.files import Beside, beside, find_file_links, is_lost
from l10n.links.localize import find_references
from l10n.links.report import Fate, LinkCounts, LinkReport, judge_link
from l10n.links.site import Page
from l10n.markdown.linkplaces import plain_address
from l10n.markdown.segments import Layout, read_layout
from l10n.markdown.syntaxes import base_name, syntax_of
from l10n.run.anchors import NO_PLACES, Places, read_places
from l10n.run.run import Run
from l10n.site.catalogfacts import digest_parts
from l10n.site.links import files_of, source_page
from l10n.site.outside import note_outside
from l10n.site.paths import syntax_at
from l10n.site.shows import Links, shown_by
from l10n.site.tree import GuideFile, read_guide
from l10n.suffixes import is_guide_name

_STEP: Final = "links"
_TARGETS: Final = "targets"
"""The groups of what links lead to. Most pages of a guide have the same, and share one."""
_REMEMBERED: Final = 4096

_PlacesOf: TypeAlias = Callable[[Page], Places]
_TargetsOf: TypeAlias = Callable[[str], frozenset[str]]
_TARGET: Final = re.compile(r"^[ \t]*\(([^\n]+)\)=[ \t]*$", re.MULTILINE)
_OBJECT: Final = re.compile(r"[A-Z.]")
"""In the name of a class or a function, the documentation of which is made of its program."""


@dataclass(frozen=True, slots=True)
class Followed:
    """Where the links of the chosen pages lead."""

    counts: tuple[LinkCounts, ...]
    """By language."""
    reports: tuple[LinkReport, ...]
    """Every link that is not fine, in the order of pages."""
    findings: tuple[Finding, ...]


class _Odd(NamedTuple):
    """A link that is not fine."""

    fate: Fate
    line: int
    written: str
    target: str


class _Outcome(NamedTuple):
    """Where the links of one page lead."""

    targets: str
    """The key of the group that they depend on."""
    fates: Mapping[Fate, int]
    odd: tuple[_Odd, ...]


class _Page(NamedTuple):
    """A page that was read: its outcome, or why there is none, and what its links lead to."""

    outcome: _Outcome | None
    targets: Collection[str] = ()
    refused: Finding | None = None
    paths: Collection[str] = ()
    """The files among ``targets``."""


def follow_links(
    run: Run, languages: Iterable[str], keys: Collection[str] | None, *, track: Track
) -> Followed:
    """Follow the links on all pages of ``languages``, or on those of the guides ``keys``.

    They may lead to any page of the site.
    """
    chosen = {
        language: [
            file
            for key, file in run.tree.guides[language].items()
            if keys is None or (key in keys and run.selection.means(language, key))
        ]
        for language in languages
    }
    there = frozenset(run.files.paths)
    known = _recall(run)
    new = [file for files in chosen.values() for file in files if file.path not in known]
    places_of = lru_cache(_REMEMBERED)(partial(read_places, run.config, there))
    follow = partial(_follow, run, places_of, cache(partial(_targets, run)))
    done = {file.path: page for file, page in run.map(follow, new, track)}
    _record(run, known, done)
    outcomes = known | {path: each.outcome for path, each in done.items() if each.outcome}
    return Followed(
        tuple(_count(language, files, outcomes) for language, files in chosen.items()),
        tuple(
            LinkReport(each.fate, language, file.path, each.line, each.written, each.target)
            for language, files in chosen.items()
            for file in files
            if file.path in outcomes
            for each in outcomes[file.path].odd
        ),
        tuple(each.refused for each in done.values() if each.refused),
    )


def _count(
    language: str, files: Collection[GuideFile], outcomes: Mapping[str, _Outcome]
) -> LinkCounts:
    fates: Counter[Fate] = Counter()
    for file in files:
        if file.path in outcomes:
            fates.update(outcomes[file.path].fates)
    return LinkCounts(language, len(files), fates)


def _follow(run: Run, places_of: _PlacesOf, targets_of: _TargetsOf, file: GuideFile) -> _Page:
    try:
        text, layout = _read_layout(run.config, file)
    except L10nError as error:
        return _Page(None, refused=refusal(error, file.path))
    site = run.linker.site
    page = site.pages[file.language][file.key]
    found, is_open = find_references(text, layout, site, page)
    fates: Counter[Fate] = Counter()
    odd: list[_Odd] = []
    inputs: set[str] = set()
    for each in found:
        written, fragment = each.place.span.of(text), each.fragment
        places = places_of(each.page) if each.page and fragment else NO_PLACES
        fate = judge_link(site, page, each, has_place=places.has(fragment))
        if fate is Fate.BROKEN:
            paths = {*files_of(run.linker, page, plain_address(written))}
            inputs |= paths
            is_there = any(each in run.linker.files for each in sorted(paths))
            fate = Fate.NO_GUIDE if is_there else fate
        elif each.page and fragment:
            inputs |= {each.page.path, *places.files}
            if fate is Fate.BROKEN_ANCHOR and places.is_open:
                fate = Fate.NO_GUIDE
            elif fate is Fate.BROKEN_ANCHOR and each.page is page and _is_myst(run.config, file):
                # "#x" means a target on any page, if this one has no such place.
                inputs |= {other.path for other in run.tree.guides[file.language].values()}
                is_open = True
                fate = _judge_target(fragment, targets_of(file.language))
        fates[fate] += 1
        if fate is not Fate.FINE:
            odd.append(_Odd(fate, each.place.line, written, each.page.path if each.page else ""))
    for file_paths, line, written in _files_linked(run, text, layout, page):
        inputs |= {*file_paths}
        if is_lost(site, run.linker.files, page, file_paths):
            fates[Fate.BROKEN] += 1
            odd.append(_Odd(Fate.BROKEN, line, written, file_paths.source))
    keys = {each.page.key for each in found if each.page} - {""}
    targets = shown_by(keys, Links((), is_open)) | (inputs - {file.path})
    return _Page(_Outcome(digest_parts(sorted(targets)), fates, tuple(odd)), targets, paths=inputs)


def _judge_target(fragment: str, targets: Container[str]) -> Fate:
    if fragment.lower() in targets:
        return Fate.FINE
    return Fate.NO_GUIDE if _OBJECT.search(fragment) else Fate.BROKEN_ANCHOR


def _is_myst(config: Config, file: GuideFile) -> bool:
    return base_name(syntax_at(config, file.path)) == "myst"


def _targets(run: Run, language: str) -> frozenset[str]:
    """Return the targets on all pages of a language, in lower case, as they are compared."""
    found: set[str] = set()
    for file in run.tree.guides[language].values():
        with suppress(L10nError):  # reported where it is followed
            found.update(_TARGET.findall(read_text(run.config.root / file.path, file.path)[0]))
    return frozenset(map(str.lower, found))


def _files_linked(
    run: Run, text: str, layout: Layout, page: Page
) -> Iterator[tuple[Beside, int, str]]:
    """Yield where the files would be that a localized page links to, and where it does."""
    if page.key not in run.linker.sources:
        return
    source = source_page(run.linker, page.key)
    for place, address in find_file_links(text, layout, run.linker.site, page):
        paths = beside(source, page, address)
        if paths and paths.source != paths.page and not is_guide_name(paths.page):
            yield paths, place.line, place.span.of(text)


def _recall(run: Run) -> dict[str, _Outcome]:
    """Return the recorded outcomes that are not stale."""
    store = run.files.store
    drop(store, _STEP, {file.path for each in run.tree.guides.values() for file in each.values()})
    return recall(store, _STEP, _unpack)


def _record(run: Run, known: Mapping[str, _Outcome], done: Mapping[str, _Page]) -> None:
    store = run.files.store
    outcomes = {path: each.outcome for path, each in done.items() if each.outcome}
    paths = {path for each in done.values() for path in each.paths}
    note_outside(store, run.files.index, run.files.folders, paths)
    drop(store, _TARGETS, {each.targets for each in (*known.values(), *outcomes.values())})
    gather(
        store,
        _TARGETS,
        {each.outcome.targets: each.targets for each in done.values() if each.outcome},
    )
    made = (
        Made(path, (path, f"{_TARGETS}:{each.targets}"), each) for path, each in outcomes.items()
    )
    record(store, _STEP, made)


def _unpack(packed: Any) -> _Outcome:
    targets, fates, odd = packed
    return _Outcome(
        str(targets),
        {Fate(fate): int(count) for fate, count in fates.items()},
        tuple(
            _Odd(Fate(fate), int(line), str(written), str(target))
            for fate, line, written, target in odd
        ),
    )


def _read_layout(config: Config, file: GuideFile) -> tuple[str, Layout]:
    guide = read_guide(config, file)
    body = find_body(guide.text, guide.path)
    return guide.text, read_layout(guide.text, body, syntax_of(guide.syntax))
