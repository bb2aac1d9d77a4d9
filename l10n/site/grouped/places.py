"""Where people find what is said of a private catalog: in the file that they see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import NamedTuple

from l10n.catalog import Identity
from l10n.errors import L10nError
from l10n.po.contents import Contents, find_lines
from l10n.site.grouped.opened import known_contents, open_group
from l10n.site.grouped.shares import FOLDER, Spread, read_own, whose
from l10n.site.paths import SECTION, group_path
from l10n.site.sitefiles import SiteFiles


class _Lines(NamedTuple):
    """Where a file of many guides has what."""

    entry: Callable[[Identity], int]
    """Returns the line of an entry; 0 for one that is not there."""
    slips: Mapping[tuple[Identity, str], int]


def places_shown(files: SiteFiles, found: Spread) -> Callable[[str, int], tuple[str, int]]:
    """Return what finds the place that people see, by one in a private catalog.

    Those of one file are found best one after the other: it is read for them.
    """
    config = found.config
    lines_of = lru_cache(maxsize=2)(partial(_lines, files))
    paths = {key: path for path, key in found.sources.items()}

    def place(path: str, line: int) -> tuple[str, int]:
        if not path.startswith(FOLDER):
            return path, line
        language, key = whose(path)
        if not line and SECTION not in config.grouped:
            return group_path(config, language, key), line
        own = read_own(config, language, key)
        shown = group_path(config, language, found.source(key, own) or paths.get(key, key))
        if own is None:
            return shown, line
        slip = next((each for each in own.slips if each.line == line), None)
        if slip:
            return shown, lines_of(shown).slips.get((slip.identity, slip.message), 0)
        before = [each for each in own.entries if each.line <= line]
        if not before:
            return shown, line
        entry = max(before, key=lambda each: each.line)
        there = lines_of(shown).entry(entry.identity)
        return shown, there and there + line - entry.line

    return place


def _lines(files: SiteFiles, path: str) -> _Lines:
    known = known_contents(files, path) if path in files.index.files else None
    group = open_group(files.config, path, known)
    if isinstance(group, L10nError):
        return _Lines(lambda _: 0, {})
    if isinstance(group.has, Contents):
        return _Lines(find_lines(group.data, path, group.has), {})
    slips = {(each.identity, each.message): each.line for each in group.has.slips}
    entries = {each.identity: each.line for each in group.has.entries}
    return _Lines(lambda name: entries.get(name, 0), slips)
