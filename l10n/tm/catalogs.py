"""The memories of a site's languages: what their catalogs hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial

from l10n.catalog import Catalog
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.guide import Localized
from l10n.site.catalogs import read_catalog
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import SiteFiles
from l10n.tm.base import MemoryBase
from l10n.tm.refresh import Read


def bring_up(base: MemoryBase, files: SiteFiles, keys: Mapping[str, Collection[str]]) -> None:
    """Bring the memories up to the catalogs; ``keys`` are those that have one, by language."""
    for language, found in keys.items():
        base.refresh(language, _digests(files, language, found), _reader(files, language))


def take_in(base: MemoryBase, files: SiteFiles, written: Collection[Localized]) -> None:
    """Bring the memories up to catalogs that were written, when no others have changed."""
    for language in dict.fromkeys(each.language for each in written):
        keys = [each.key for each in written if each.language == language]
        base.refresh(language, _digests(files, language, keys), _reader(files, language), keys)


def _digests(files: SiteFiles, language: str, keys: Collection[str]) -> dict[str, str]:
    """Return the digests of catalogs; empty for one that is not there."""
    digest, config = files.index.files.digest, files.config
    return {key: digest(catalog_path(config, language, key)) for key in keys}


def _reader(files: SiteFiles, language: str) -> Read:
    return partial(_read, files.config, language)


def _read(config: Config, language: str, key: str) -> Catalog | None:
    with suppress(L10nError):  # reported where it is worked on
        return read_catalog(config, language, key)
    return None
