"""Bring the files of many guides up to the private catalogs that have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from l10n.cache.actions import mark, put
from l10n.cache.index import note, note_gone, written_state
from l10n.disk.jobs import Jobs, map_in_order
from l10n.disk.look import NOTHING, FileVersion
from l10n.disk.output import Write
from l10n.errors import L10nError
from l10n.guide import Localized
from l10n.po import render_catalog
from l10n.po.grouped import Extracted
from l10n.site.grouped.alike import Begun, common_head, find_alike
from l10n.site.grouped.join import Joined, join_own
from l10n.site.grouped.opened import Known, known_contents, note_contents, packed_contents
from l10n.site.grouped.shares import (
    GROUP,
    Spread,
    group_fact,
    groups_of,
    looks_now,
    processes,
    read_data,
    try_group,
    whose,
)
from l10n.site.grouped.spread import remove_own, write_own
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import ANY_FILE, SiteFiles


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What was written of one language."""

    states: Mapping[str, FileVersion]
    contents: Mapping[str, str]
    """What the files that were written have where."""
    own: Mapping[str, FileVersion]
    """Of the private catalogs that were written."""
    moved: Collection[str]
    """Those of them that say the same of every text, in other places."""
    gone: tuple[str, ...]


def gather_groups(
    files: SiteFiles, found: Spread, write: Write, extracted: Extracted, jobs: Jobs = 1
) -> dict[Localized, bool]:
    """Bring the files of many guides up to the private catalogs that have changed.

    Returns the guides and languages whose private catalog was written by that, and whether it says
    something else of a text; the caller makes stale what depends on these. Raises L10nError for a
    file that cannot be read or written, or has changed meanwhile.
    """
    changed = _look_again(found) | found.strayed
    found.strayed.clear()
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for language, key in map(whose, changed):
        keys[language].add(key)
    ordered = sorted(keys)
    groups = {
        language: {path: known_contents(files, path) for path in groups_of(files, language)}
        for language in ordered
    }
    begun: list[Begun] = []  # what this process and those that it starts have in common
    work = partial(_gather, found, keys, groups, write, extracted, begun)
    size = sum(found.looks.get(path, NOTHING)[0] for path in changed)
    size += sum(files.index.files[path].size for each in groups.values() for path in each)
    # What becomes of a language without files may become of others, too.
    alone = [language for language in ordered[:1] if not groups[language]]
    rest = map_in_order(work, ordered[len(alone) :], processes(jobs, size), fewest=2)
    renewed: dict[Localized, bool] = {}
    for language, done in zip(ordered, chain(map(work, alone), rest), strict=True):
        note(files.store, files.index, {**done.states, **done.own})
        note_contents(files, done.contents)
        note_gone(files.store, files.index, done.gone)
        mark(files.store, [*done.states, ANY_FILE])
        put(files.store, GROUP, {language: group_fact(files, found, language)})
        paths = (*done.own, *done.gone)
        renewed |= {Localized(*whose(path)): path not in done.moved for path in paths}
        for path in done.gone:
            found.looks.pop(path, None)
        found.looks.update((path, state[:4]) for path, state in done.own.items())
    return renewed


def _look_again(found: Spread) -> set[str]:
    """Return the private catalogs that look otherwise than when they agreed with the files."""
    before, now = dict(found.looks), looks_now(found.config)
    found.looks.clear()
    found.looks.update(now)
    return {path for path in before.keys() | now.keys() if before.get(path) != now.get(path)}


def settle_groups(files: SiteFiles, found: Spread, write: Write, jobs: Jobs = 1) -> None:
    """Gather what was written of texts that guides have had before, as ``gather_groups`` does.

    What has strayed is left to a run that extracts: this one may have found that all lies in
    another form.
    """
    found.strayed.clear()
    renewed = gather_groups(files, found, write, lambda *_: (), jobs)
    mark(files.store, (catalog_path(found.config, *each) for each in renewed))


def reshape_groups(files: SiteFiles, found: Spread, languages: Iterable[str], write: Write) -> int:
    """Bring the files of many guides to canonical form; return how many were not.

    Raises L10nError as ``gather_groups`` does.
    """
    states: dict[str, FileVersion] = {}
    for language in languages:
        for path in groups_of(files, language):
            group = try_group(found.config, path)
            if isinstance(group, L10nError):  # which the checks have said
                continue
            data = render_catalog(group.catalog).encode()
            if data != group.data:
                states[path] = written_state(data, write(path, data, durable=True) or NOTHING)
    note(files.store, files.index, states)
    return len(states)


def _gather(  # what, how, and of which language
    found: Spread,
    keys: Mapping[str, Collection[str]],
    groups: Mapping[str, Mapping[str, Known | None]],
    write: Write,
    extracted: Extracted,
    begun: list[Begun],
    language: str,
) -> _Gathered:
    """Bring a language's files up to the private catalogs that have changed."""
    config = found.config
    own = {key: read_data(config, language, key) for key in sorted(keys[language])}
    head = b"" if groups[language] else common_head(own)
    joined = find_alike(config, begun, own, head, language) if head else None
    if joined is None:
        joined = join_own(found, language, groups[language], own, extracted)
        if head:
            begun.append(Begun(language, head, own, joined))
    return _write(found, language, joined, write)


def _write(found: Spread, language: str, joined: Joined, write: Write) -> _Gathered:
    """Write the files of a language: first what people see, which is the truth."""
    config = found.config
    states = {
        path: written_state(each.data, write(path, each.data, durable=True) or NOTHING)
        for path, each in joined.groups.items()
    }
    contents = {path: packed_contents(each) for path, each in joined.groups.items()}
    gone = (catalog_path(config, language, key) for key in sorted(joined.gone))
    there = tuple(path for path in gone if path in found.looks)
    remove_own(config, there)
    renewed = {catalog_path(config, language, key): key for key in joined.renewed}
    own = {path: write_own(config, path, joined.own[key]) for path, key in renewed.items()}
    moved = frozenset(path for path, key in renewed.items() if not joined.renewed[key])
    return _Gathered(states, contents, own, moved, there)
