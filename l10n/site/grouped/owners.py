"""Whose texts are when catalogs are brought into another form, and what two say of one guide."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.match.doubts import people_wrote
from l10n.po import header_field
from l10n.po.grouped import parts_of
from l10n.site.paths import group_path, path_key
from l10n.site.tree import GuideFile

_REVISION: Final = "PO-Revision-Date"


@dataclass(frozen=True, slots=True)
class Own:
    """What there is of one guide in one language."""

    path: str
    """Of its source, as catalogs name it; or its key, where none does."""
    catalog: Catalog


def add_rest(
    config: Config,
    groups: Mapping[str, Catalog],
    language: str,
    sources: Mapping[str, GuideFile],
    own: dict[str, Own],
) -> None:
    """Give guides what catalogs of many guides have of none by now.

    It goes to those that had it last; else to one that has a fuzzy translation of it, or to the
    first in the file. Raises L10nError where there is none.
    """
    owners = _former_owners(sources, own)
    for path, catalog in groups.items():
        names = parts_of(catalog)
        here = sorted(
            key
            for key, one in own.items()
            if one.path in names or group_path(config, language, one.path) == path
        )
        if not here and any(_rest(catalog)):
            message = "all of this is of no guide: move the file away, or bring the guides back"
            raise L10nError(message, path=path)
        _give_rest(catalog, here, owners, sources, own)


def add_others(
    config: Config,
    catalogs: Iterable[Catalog],
    sources: Mapping[str, GuideFile],
    own: dict[str, Own],
) -> None:
    """Give guides what catalogs in another form have of them, and the rest as ``add_rest`` does."""
    keys = {each.path: key for key, each in sources.items()}
    found = [*catalogs]
    for catalog in found:
        for path, entries in parts_of(catalog).items():
            key = keys.get(path) or path_key(config, path)
            here = tuple(each._replace(references=(path,)) for each in entries)
            _add(own, key, path, Catalog(catalog.header, here))
    owners = _former_owners(sources, own) if found else {}
    for catalog in found:
        first = (keys.get(path) or path_key(config, path) for path in parts_of(catalog))
        _give_rest(catalog, [*first], owners, sources, own)


def alone(one: Own) -> Catalog:
    """Return a catalog as a guide has it alone: what is obsolete names no guide."""
    entries = (
        each._replace(references=()) if each.obsolete else each for each in one.catalog.entries
    )
    return replace(one.catalog, entries=tuple(entries))


def _rest(catalog: Catalog) -> Iterator[Entry]:
    """Yield what is of no guide, as obsolete."""
    for each in catalog.entries:
        if each.obsolete or not each.references:
            yield each._replace(extracted=(), obsolete=True)


def _former_owners(
    sources: Mapping[str, GuideFile], own: Mapping[str, Own]
) -> dict[str | Identity, list[str]]:
    """Return the keys of guides by their paths, and by the texts of which they have fuzzy ones."""
    found: defaultdict[str | Identity, list[str]] = defaultdict(list)
    for key in sorted({*sources, *own}):
        one = own.get(key)
        found[one.path if one else sources[key].path].append(key)
        for each in one.catalog.entries if one else ():
            if each.previous_msgid is not None:
                found[each.previous_msgctxt or each.msgctxt, each.previous_msgid].append(key)
    return found


def _give_rest(
    catalog: Catalog,
    here: Sequence[str],
    owners: Mapping[str | Identity, Sequence[str]],
    sources: Mapping[str, GuideFile],
    own: dict[str, Own],
) -> None:
    given: defaultdict[str, list[Entry]] = defaultdict(list)
    for each in _rest(catalog):
        named = [key for path in each.references for key in owners.get(path, ())]
        for key in named or owners.get(each.identity, here)[:1]:
            given[key].append(each)
    for key, entries in given.items():
        path = sources[key].path if key in sources else ""
        _add(own, key, path, Catalog(catalog.header, tuple(entries)))


def _add(own: dict[str, Own], key: str, path: str, catalog: Catalog) -> None:
    one = own.get(key, Own(path, Catalog(Entry(""))))
    own[key] = replace(one, catalog=_joined(one.catalog, catalog))


def _joined(own: Catalog, other: Catalog) -> Catalog:
    """Return a guide's catalog with what another one has of it."""
    known = {each.identity: each for each in own.entries}
    for each in other.entries:
        before = known.get(each.identity)
        known[each.identity] = better(before, each) if before else each
    header = merged_header([own.header, other.header]) if own.header.msgstr else other.header
    return Catalog(header, tuple(known.values()))


def better(own: Entry, other: Entry) -> Entry:
    """Return an entry with the better of two translations, and the other one as a comment."""
    best, less = (other, own) if _rank(other) > _rank(own) else (own, other)
    lines = [*best.comments, *people_wrote(less.comments)]
    if less.has_text and less.said != best.said:
        lines += written_out(less)
    return best._replace(
        comments=tuple(dict.fromkeys(lines)),
        extracted=own.extracted,
        references=own.references,
        obsolete=own.obsolete,
    )


def _rank(entry: Entry) -> tuple[bool, bool]:
    return entry.has_text, not entry.fuzzy


def written_out(entry: Entry) -> list[str]:
    """Return the lines of a comment with the translation that an entry has."""
    said = " | ".join(entry.msgstr_plural) or entry.msgstr
    return said.replace(FORM_SEPARATOR, " | ").split("\n")


def merged_header(headers: Sequence[Entry]) -> Entry:
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
