"""The memories of a site's languages: what their catalogs hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from l10n.guide import Localized
from l10n.site.catalogs import read_catalog
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import SiteFiles
from l10n.tm.base import MemoryBase


def bring_up(base: MemoryBase, files: SiteFiles, keys: Mapping[str, Collection[str]]) -> None:
    """Bring the memories up to the catalogs; ``keys`` are those that have one, by language."""
    for language, found in keys.items():
        base.refresh(
            language,
            _digests(files, language, found),
            partial(read_catalog, files.config, language),
        )


def take_in(base: MemoryBase, files: SiteFiles, written: Collection[Localized]) -> None:
    """Bring the memories up to catalogs that were written, when no others have changed."""
    for language in dict.fromkeys(each.language for each in written):
        keys = [each.key for each in written if each.language == language]
        base.refresh(
            language,
            _digests(files, language, keys),
            partial(read_catalog, files.config, language),
            keys,
        )


def _digests(files: SiteFiles, language: str, keys: Collection[str]) -> dict[str, str]:
    """Return the digests of catalogs; empty for one that is not there."""
    digest, config = files.index.files.digest, files.config
    return {key: digest(catalog_path(config, language, key)) for key in keys}
