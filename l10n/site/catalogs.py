"""The catalogs of a site as files: read strictly, written when they change."""

from __future__ import annotations

from collections.abc import Collection, Container
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from l10n.catalog import Catalog
from l10n.config.settings import Config
from l10n.disk.files import is_there, read_bytes
from l10n.disk.look import NOTHING, Seen
from l10n.disk.output import Action, Write
from l10n.guide import Localized
from l10n.match.machine import publish_machine
from l10n.po import new_header, parse_catalog, render_catalog, splice_catalog
from l10n.po.splice import says_same
from l10n.site.glossaries import GLOSSARY
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import SiteFiles, listed

_SUFFIX: Final = ".po"
_parse: Final = lru_cache(maxsize=64)(parse_catalog)  # each step reads those of one guide


def read_catalog(config: Config, language: str, key: str) -> Catalog | None:
    """Read a guide's catalog, None when it has none; raises L10nError when it is damaged."""
    relative = catalog_path(config, language, key)
    data = _read_bytes(config, relative)
    return None if data is None else _parse(data, relative)


def as_published(config: Config, language: str, catalog: Catalog) -> Catalog:
    """Return a catalog as merging sees it: some languages publish what a machine wrote."""
    return publish_machine(catalog) if language in config.machine else catalog


def stored_keys(files: SiteFiles, language: str, known: Collection[str]) -> tuple[str, ...]:
    """Return the keys that have a catalog in a language, sorted, whatever the catalogs hold.

    The glossary is a catalog only when a guide has its key, one of those ``known``. Raises
    L10nError for a folder that cannot be listed: its catalogs may still be there.
    """
    config = files.config
    ours = _prefix(config, language)
    # Of "{lang}-{key}.po", pt-BR-visa.po is not a catalog of pt.
    longer = tuple(
        prefix
        for other in config.languages
        if len(prefix := _prefix(config, other)) > len(ours) and prefix.startswith(ours)
    )
    folder = ours.rpartition("/")[0]
    keys = {
        path.removeprefix(ours).removesuffix(_SUFFIX)
        for path in listed(files, folder)
        if path.startswith(ours) and path.endswith(_SUFFIX) and not path.startswith(longer)
    }
    if GLOSSARY not in known:
        keys.discard(GLOSSARY)
    return tuple(sorted(keys))


def whose_catalog(config: Config, path: str, keys: Container[str]) -> Localized | None:
    """Return the guide, one of ``keys``, and language whose catalog is at ``path``, if any."""
    if not path.endswith(_SUFFIX):
        return None
    found = (
        Localized(language, path.removeprefix(prefix).removesuffix(_SUFFIX))
        for language in config.languages
        if path.startswith(prefix := _prefix(config, language))
    )
    # Of "{lang}-{key}.po", both pt and pt-BR may have a catalog of that name.
    return max((each for each in found if each.key in keys), key=_tag_length, default=None)


class Stored(NamedTuple):
    """What became of a catalog's file."""

    action: Action
    seen: Seen = NOTHING
    """How it looks after it was written."""


def write_catalog(
    config: Config, language: str, key: str, catalog: Catalog, write: Write
) -> Stored:
    """Write a catalog if that changes what its file says; the rest of the file keeps its bytes."""
    data = encode_catalog(config, language, key, catalog)
    return write_encoded(config, language, key, (catalog, data), write)


def write_canonical(
    config: Config, language: str, key: str, catalog: Catalog, write: Write
) -> Stored:
    """Write a catalog as gettext itself would, whatever shape an editor gave to its file."""
    encoded = (catalog, render_catalog(catalog).encode())
    return write_encoded(config, language, key, encoded, write)


def encode_catalog(config: Config, language: str, key: str, catalog: Catalog) -> bytes:
    """Return the file of a catalog: the one that is there, with what changed in it.

    Raises L10nError when that file cannot be read.
    """
    relative = catalog_path(config, language, key)
    data = _read_bytes(config, relative)
    if data is None:
        return render_catalog(catalog).encode()
    return splice_catalog(data, _parse(data, relative), catalog)


def is_stored(config: Config, language: str, key: str, catalog: Catalog) -> bool:
    """Return whether a catalog's file says this, in whatever shape."""
    old = read_catalog(config, language, key)
    return old is not None and says_same(old, catalog)


def write_encoded(
    config: Config, language: str, key: str, encoded: tuple[Catalog, bytes], write: Write
) -> Stored:
    """Write a catalog whose bytes were made already, if that changes the file."""
    catalog, data = encoded
    relative = catalog_path(config, language, key)
    old = _read_bytes(config, relative)
    if _is_same(old, data):
        return Stored(Action.UNCHANGED)
    # What a catalog without any translation holds can be made again after a power cut.
    seen = write(relative, data, durable=catalog.has_text)
    if seen is None:
        return Stored(Action.UNCHANGED)
    return Stored(Action.CREATED if old is None else Action.UPDATED, seen)


def with_header(config: Config, language: str, catalog: Catalog | None, now: datetime) -> Catalog:
    """Return ``catalog``, or an empty one, with a header if it has none."""
    if catalog is not None and catalog.header.msgstr:
        return catalog
    entries = catalog.entries if catalog else ()
    return Catalog(new_header(language, config.project, now), entries)


def _prefix(config: Config, language: str) -> str:
    """Return what the path of each of a language's catalogs begins with."""
    return catalog_path(config, language, "").removesuffix(_SUFFIX)


def _tag_length(each: Localized) -> int:
    return len(each.language)


def _is_same(old: bytes | None, data: bytes) -> bool:
    return old is not None and data in (old, old.replace(b"\r\n", b"\n"))


def _read_bytes(config: Config, relative: str) -> bytes | None:
    path = f"{config.root}/{relative}"
    return read_bytes(path, relative) if is_there(path, relative) else None
