"""The memories of a site's languages: what their catalogs hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial

from l10n.catalog import Catalog
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.site.catalogs import read_catalog
from l10n.site.paths import catalog_path
from l10n.site.sitefiles import SiteFiles
from l10n.tm.base import MemoryBase


def bring_up(base: MemoryBase, files: SiteFiles, keys: Mapping[str, Collection[str]]) -> None:
    """Bring the memories up to the catalogs; ``keys`` are those that have one, by language."""
    for language, found in keys.items():
        digests = {key: _digest(files, language, key) for key in found}
        base.refresh(language, digests, partial(_read, files.config, language))


def _digest(files: SiteFiles, language: str, key: str) -> str:
    state = files.index.files.get(catalog_path(files.config, language, key))
    return state.digest if state else ""


def _read(config: Config, language: str, key: str) -> Catalog | None:
    with suppress(L10nError):  # reported where it is worked on
        return read_catalog(config, language, key)
    return None
