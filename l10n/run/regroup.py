"""Bring a site's catalogs into another form: one a guide, a language, or a section."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, NamedTuple

from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.config.settings import Config, parse_config
from l10n.disk.files import is_there, read_bytes, read_text
from l10n.disk.look import UNKNOWN
from l10n.disk.output import Output
from l10n.disk.write import write_text
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.po import header_field, parse_catalog, render_catalog
from l10n.po.grouped import Part, join_parts, parts_of
from l10n.site.catalogs import read_catalog, stored_keys
from l10n.site.glossaries import glossary_paths
from l10n.site.grouped.forms import other_catalogs
from l10n.site.grouped.shares import Spread, groups_of, read_group
from l10n.site.paths import beside_catalogs, catalog_path, group_path, path_key
from l10n.site.record import record_path
from l10n.site.sitefiles import SiteFiles
from l10n.site.tree import GuideFile

_LINE: Final = re.compile(r"(?m)^[ \t]*catalogs[ \t]*=.*$")
_TABLE: Final = re.compile(r"(?m)^[ \t]*\[|\Z")
_REVISION: Final = "PO-Revision-Date"


class Regrouped(NamedTuple):
    """What bringing catalogs into another form did."""

    written: tuple[str, ...]
    removed: tuple[str, ...]
    findings: tuple[Finding, ...]
    """Texts that guides had translated differently: one translation is kept, others are noted."""


@dataclass(frozen=True, slots=True)
class _Own:
    """What there is of one guide in one language."""

    path: str
    """Of its source, as catalogs name it; or its key, where none does."""
    catalog: Catalog


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
        _add_rest(old, {path: each.catalog for path, each in groups.items()}, language, own)
        _add_others(
            old, (each.catalog for each in others if each.language == language), sources, own
        )
        if new.grouped:
            made |= _group(new, language, own, findings)
        else:
            made |= {catalog_path(new, language, key): each.catalog for key, each in own.items()}
    encoded = {path: render_catalog(catalog).encode() for path, catalog in made.items()}
    _expect_free(old, encoded, before)
    for path, data in encoded.items():
        output.write(path, data, durable=True)
    _move_others(old, new, output)
    write_text(old.root, Path(old.path).name, text, durable=True, expected=UNKNOWN)
    gone = sorted(before - encoded.keys())
    for path in gone:
        output.remove(path)
    return Regrouped(tuple(encoded), tuple(gone), tuple(findings))


def _configured(config: Config, pattern: str) -> tuple[str, Config]:
    """Return the settings with another form of catalogs, as a text and as they are then."""
    name = Path(config.path).name
    text, _ = read_text(config.root / name, config.path)
    line = f'catalogs = "{pattern}"'
    start = _TABLE.search(text)
    end = start.start() if start else len(text)
    top, rest = text[:end], text[end:]
    if _LINE.search(top):
        top = _LINE.sub(lambda _: line, top, count=1)
    else:
        top = f"{top.rstrip()}\n{line}\n" + ("\n" if rest else "")
    return top + rest, parse_config(top + rest, config.root, config.path)


def _read(
    config: Config,
    found: Spread | None,
    language: str,
    keys: Iterable[str],
    sources: Mapping[str, GuideFile],
) -> dict[str, _Own]:
    """Return the catalogs of all guides in a language."""
    own: dict[str, _Own] = {}
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
        own[key] = _Own(path, replace(catalog, entries=tuple(entries)))
    return own


def _add_rest(
    config: Config, groups: Mapping[str, Catalog], language: str, own: dict[str, _Own]
) -> None:
    """Give what catalogs of many guides have of no guide to the first guide in each."""
    for path, catalog in groups.items():
        rest = tuple(
            each._replace(extracted=(), obsolete=True)
            for each in catalog.entries
            if each.obsolete or not each.references
        )
        names = parts_of(catalog)
        here = sorted(
            key
            for key, one in own.items()
            if one.path in names or group_path(config, language, one.path) == path
        )
        if rest and not here:
            message = "all of this is of no guide: move the file away, or bring the guides back"
            raise L10nError(message, path=path)
        if rest:
            one = own[here[0]]
            known = {each.identity for each in one.catalog.entries}
            more = (each for each in rest if each.identity not in known)
            catalog = replace(one.catalog, entries=(*one.catalog.entries, *more))
            own[here[0]] = replace(one, catalog=catalog)


def _add_others(
    config: Config,
    catalogs: Iterable[Catalog],
    sources: Mapping[str, GuideFile],
    own: dict[str, _Own],
) -> None:
    """Give guides what catalogs in another form have of them; the rest, to the first of each."""
    keys = {each.path: key for key, each in sources.items()}
    for catalog in catalogs:
        rest = tuple(
            each._replace(obsolete=True, extracted=())
            for each in catalog.entries
            if each.obsolete or not each.references
        )
        for path, entries in parts_of(catalog).items():
            key = keys.get(path) or path_key(config, path)
            here = (*(each._replace(references=(path,)) for each in entries), *rest)
            one, rest = own.get(key, _Own(path, Catalog(Entry("")))), ()
            own[key] = replace(one, catalog=_joined(one.catalog, Catalog(catalog.header, here)))


def _joined(own: Catalog, other: Catalog) -> Catalog:
    """Return a guide's catalog with what another one has of it."""
    known = {each.identity: each for each in own.entries}
    for each in other.entries:
        before = known.get(each.identity)
        known[each.identity] = _better(before, each) if before else each
    header = _merged_header([own.header, other.header]) if own.header.msgstr else other.header
    return Catalog(header, tuple(known.values()))


def _better(own: Entry, other: Entry) -> Entry:
    """Return an entry with the better of two translations, and the other one as a comment."""
    best, less = (other, own) if _rank(other) > _rank(own) else (own, other)
    lines = [*best.comments, *less.comments]
    if less.has_text and less.said != best.said:
        lines += _shown(less)
    return best._replace(
        comments=tuple(dict.fromkeys(lines)),
        extracted=own.extracted,
        references=own.references,
        obsolete=own.obsolete,
    )


def _rank(entry: Entry) -> tuple[bool, bool]:
    return entry.has_text, not entry.fuzzy


def _shown(entry: Entry) -> list[str]:
    said = " | ".join(entry.msgstr_plural) or entry.msgstr
    return said.replace(FORM_SEPARATOR, " | ").split("\n")


def _group(
    config: Config, language: str, own: Mapping[str, _Own], findings: list[Finding]
) -> dict[str, Catalog]:
    """Return the catalogs of many guides that these are in."""
    together: defaultdict[str, list[_Own]] = defaultdict(list)
    for each in own.values():
        together[group_path(config, language, each.path)].append(each)
    made: dict[str, Catalog] = {}
    for path, group in together.items():
        group.sort(key=lambda each: each.path)
        parts = [Part(each.path, frozenset(), each.catalog.entries) for each in group]
        base = Catalog(_merged_header([each.catalog.header for each in group]))
        joined = join_parts(base, parts, lambda *_: ())
        made[path] = replace(joined, entries=tuple(_noted(joined, group)))
        findings += _differences(path, made[path], group)
    return made


def _merged_header(headers: Sequence[Entry]) -> Entry:
    """Return the header that was revised last, with what only others have."""
    latest = max(headers, key=lambda each: header_field(each, _REVISION) or "")
    fields = latest.msgstr
    for header in headers:
        for line in header.msgstr.split("\n"):
            name, colon, _ = line.partition(":")
            if colon and header_field(latest._replace(msgstr=fields), name) is None:
                fields += f"{line}\n"
    comments = dict.fromkeys(line for each in (latest, *headers) for line in each.comments)
    return latest._replace(msgstr=fields, comments=tuple(comments))


def _noted(joined: Catalog, group: Iterable[_Own]) -> Iterator[Entry]:
    """Yield the entries, with what guides have of the same text besides, as comments."""
    notes: defaultdict[Identity, dict[str, None]] = defaultdict(dict)
    said = {each.identity: each.said for each in joined.entries}
    for one in group:
        for each in one.catalog.entries:
            notes[each.identity].update(dict.fromkeys(each.comments))
            if each.has_text and each.said != said.get(each.identity):
                first, *others = _shown(each)
                notes[each.identity].update(dict.fromkeys((f"{one.path}: {first}", *others)))
    for each in joined.entries:
        more = (line for line in notes[each.identity] if line not in each.comments)
        yield each._replace(comments=(*each.comments, *more))


def _differences(path: str, joined: Catalog, group: Iterable[_Own]) -> Iterator[Finding]:
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


def _move_others(old: Config, new: Config, output: Output) -> None:
    """Move what lies beside catalogs to where it belongs beside the new ones."""
    moves = {record_path(old): record_path(new)}
    for language in old.languages:
        moves |= dict(
            zip(glossary_paths(old, language), glossary_paths(new, language), strict=True)
        )
        here, there = (beside_catalogs(each, language, "instructions") for each in (old, new))
        moves[f"{here.removesuffix('po')}md"] = f"{there.removesuffix('po')}md"
    for path, place in moves.items():
        if path != place and is_there(old.root / path, path):
            output.move(path, place)
