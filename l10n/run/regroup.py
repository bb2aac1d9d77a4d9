"""Bring a site's catalogs into another form: one a guide, a language, or a section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry, Identity
from l10n.config.settings import Config, parse_config
from l10n.disk.files import is_there, read_bytes, read_text
from l10n.disk.look import UNKNOWN
from l10n.disk.output import Output
from l10n.disk.write import remove_empty_folders, write_text
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.match.doubts import people_wrote
from l10n.po import parse_catalog, render_catalog
from l10n.po.grouped import Part, join_parts
from l10n.site.catalogs import read_catalog, stored_keys
from l10n.site.glossaries import glossary_paths
from l10n.site.grouped.forms import other_catalogs
from l10n.site.grouped.owners import Own, add_others, add_rest, alone, merged_header, written_out
from l10n.site.grouped.shares import Spread, groups_of, read_group
from l10n.site.paths import beside_catalogs, catalog_path, group_path
from l10n.site.record import record_path
from l10n.site.sitefiles import SiteFiles
from l10n.site.tree import GuideFile
from l10n.text import newline_of

_LINE: Final = re.compile(r"(?m)^[ \t]*catalogs[ \t]*=[^\r\n]*")
_TABLE: Final = re.compile(r"(?m)^[ \t]*\[|\Z")


class Regrouped(NamedTuple):
    """What bringing catalogs into another form did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Texts that guides had translated differently: one translation is kept, others are noted."""


def regroup_site(  # what there is, how to write, and the new form
    files: SiteFiles,
    sources: Mapping[str, GuideFile],
    found: Spread | None,
    output: Output,
    pattern: str,
) -> Regrouped:
    """Write all catalogs in the form of ``pattern``, then the setting, and remove the others.

    No text and no comment is lost. While the setting is the old one, the old catalogs count; those
    that it has left behind in another form are brought over too.
    Raises L10nError, with nothing removed, for a catalog that is damaged, or a file in the way.
    """
    old = files.config
    text, new = _configured(old, pattern)
    made: dict[str, Catalog] = {}
    findings: list[Finding] = []
    others = other_catalogs(files, sources)
    before = {each.path for each in others}
    left = frozenset(before)
    for language in old.languages:
        groups = {path: read_group(old, path) for path in groups_of(files, language)}
        keys = [
            key
            for key in stored_keys(files, language, sources)
            if catalog_path(old, language, key) not in left
        ]
        own = _read(old, found, language, keys, sources)
        before |= {*groups} if old.grouped else {catalog_path(old, language, key) for key in keys}
        add_rest(old, {path: each.catalog for path, each in groups.items()}, language, sources, own)
        add_others(
            old, (each.catalog for each in others if each.language == language), sources, own
        )
        if new.grouped:
            made |= _group(new, language, own, findings)
        else:
            made |= {catalog_path(new, language, key): alone(each) for key, each in own.items()}
    encoded = {path: render_catalog(catalog).encode() for path, catalog in made.items()}
    _expect_free(old, encoded, before)
    for path, data in encoded.items():
        output.write(path, data, durable=True)
    moved = _move_others(old, new, output)
    write_text(old.root, Path(old.path).name, text, durable=True, expected=UNKNOWN)
    gone = sorted(before - encoded.keys())
    for path in gone:
        output.remove(path)
    remove_empty_folders(old.root, (*gone, *moved))
    return Regrouped(tuple(encoded), tuple(gone), tuple(findings))


def _configured(config: Config, pattern: str) -> tuple[str, Config]:
    """Return the settings with another form of catalogs, as a text and as they are then.

    Raises L10nError for a pattern that is none.
    """
    name = Path(config.path).name
    text, _ = read_text(config.root / name, config.path)
    line = f'catalogs = "{pattern}"'
    start = _TABLE.search(text)
    end = start.start() if start else len(text)
    top, rest = text[:end], text[end:]
    if _LINE.search(top):
        top = _LINE.sub(lambda _: line, top, count=1)
    else:
        newline = newline_of(text)
        top = f"{top.rstrip()}{newline}{line}{newline}" + (newline if rest else "")
    try:
        return top + rest, parse_config(top + rest, config.root, config.path)
    except L10nError as error:  # the line is of what was not written
        message = f"--regroup {pattern}: {error.message}"
        raise L10nError(message) from None


def _read(
    config: Config,
    found: Spread | None,
    language: str,
    keys: Iterable[str],
    sources: Mapping[str, GuideFile],
) -> dict[str, Own]:
    """Return the catalogs of all guides in a language."""
    own: dict[str, Own] = {}
    for key in keys:
        catalog = read_catalog(config, language, key)
        if catalog is None:
            continue
        names = [name for each in catalog.entries for name in each.references]
        path = sources[key].path if key in sources else (names or [key])[0]
        if found and key not in sources:
            path = found.source(key, catalog) or path
        entries = (
            each if each.obsolete else each._replace(references=(path,)) for each in catalog.entries
        )
        own[key] = Own(path, replace(catalog, entries=tuple(entries)))
    return own


def _group(
    config: Config, language: str, own: Mapping[str, Own], findings: list[Finding]
) -> dict[str, Catalog]:
    """Return the catalogs of many guides that these are in."""
    together: defaultdict[str, list[Own]] = defaultdict(list)
    for each in own.values():
        together[group_path(config, language, each.path)].append(each)
    made: dict[str, Catalog] = {}
    for path, group in together.items():
        group.sort(key=lambda each: each.path)
        parts = [Part(each.path, frozenset(), each.catalog.entries) for each in group]
        base = Catalog(merged_header([each.catalog.header for each in group]))
        joined = join_parts(base, parts, lambda *_: ())
        made[path] = replace(joined, entries=tuple(_noted(joined, group)))
        findings += _differences(path, made[path], group)
    return made


def _noted(joined: Catalog, group: Iterable[Own]) -> Iterator[Entry]:
    """Yield the entries, with what guides have of the same text besides, as comments."""
    notes: defaultdict[Identity, dict[str, None]] = defaultdict(dict)
    said = {each.identity: each.said for each in joined.entries}
    for one in group:
        for each in one.catalog.entries:
            notes[each.identity].update(dict.fromkeys(people_wrote(each.comments)))
            if each.has_text and each.said != said.get(each.identity):
                first, *others = written_out(each)
                notes[each.identity].update(dict.fromkeys((f"{one.path}: {first}", *others)))
    for each in joined.entries:
        more = (line for line in notes[each.identity] if line not in each.comments)
        yield each._replace(comments=(*each.comments, *more))


def _differences(path: str, joined: Catalog, group: Iterable[Own]) -> Iterator[Finding]:
    """Yield a finding for each text of which guides had different translations."""
    said: defaultdict[Identity, set[str]] = defaultdict(set)
    for one in group:
        for each in one.catalog.entries:
            if each.translated:
                said[each.identity].add(each.said)
    for entry in parse_catalog(render_catalog(joined).encode(), path).entries:
        if (count := len(said[entry.identity])) > 1:
            message = (
                f"guides had {count} translations of this: one is kept, the others are in "
                "comments; choose, and delete those"
            )
            yield Finding("regrouped", Severity.WARNING, path, entry.line, message)


def _expect_free(config: Config, encoded: Mapping[str, bytes], before: Collection[str]) -> None:
    """Refuse to write over a file that is none of the catalogs that are brought into a form."""
    for path, data in encoded.items():
        full = config.root / path
        if path not in before and is_there(full, path) and read_bytes(full, path) != data:
            message = "in the way of a catalog that is to be written here: move it away"
            raise L10nError(message, path=path)


def _move_others(old: Config, new: Config, output: Output) -> list[str]:
    """Move what lies beside catalogs to where it belongs beside the new ones; return what moved."""
    moves = {record_path(old): record_path(new)}
    for language in old.languages:
        moves |= dict(
            zip(glossary_paths(old, language), glossary_paths(new, language), strict=True)
        )
        here, there = (beside_catalogs(each, language, "instructions") for each in (old, new))
        moves[f"{here.removesuffix('po')}md"] = f"{there.removesuffix('po')}md"
    found = [path for path in moves if path != moves[path] and is_there(old.root / path, path)]
    for path in found:
        output.move(path, moves[path])
    return found
