"""The memories of a site's languages: what their catalogs held before the run."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import partial
from typing import Final

from l10n.catalog import Catalog
from l10n.config.settings import Config
from l10n.disk.digests import digest_of
from l10n.disk.files import read_bytes
from l10n.errors import L10nError
from l10n.run.memo import Memo, recall, remember
from l10n.site.catalogs import read_catalog
from l10n.site.paths import catalog_path
from l10n.tm.base import MemoryBase

SEARCHED: Final = "searched"
"""The step of which the state remembers a version of the memory, and wishes by key."""


def bring_up(
    base: MemoryBase, config: Config, memo: Memo | None, language: str, keys: Collection[str]
) -> None:
    """Let the memory of a language hold what its catalogs, which have these keys, hold now."""
    digests = {key: _digest(config, memo, language, key) for key in keys}
    base.refresh(language, digests, partial(_read, config, language))


def bring_up_some(
    base: MemoryBase, config: Config, memo: Memo | None, language: str, keys: Collection[str]
) -> None:
    """Let it hold what the catalogs with these keys hold now, and leave all others as they are."""
    digests = {key: _digest(config, memo, language, key) for key in keys}
    base.refresh(language, digests, partial(_read, config, language), keys)


def searched(base: MemoryBase, memo: Memo | None, language: str) -> Mapping[str, str]:
    """Return the wishes, by key, for which nothing is left to be found in this language."""
    known = recall(memo, SEARCHED, language, base.version(language)) if memo else None
    return known if isinstance(known, dict) else {}


def note_searched(base: MemoryBase, memo: Memo, language: str, wishes: Mapping[str, str]) -> None:
    """Remember that these were looked for, by key; who forgets it loses time only."""
    asked = {key: wish for key, wish in sorted(wishes.items()) if wish}
    remember(memo, SEARCHED, language, base.version(language), asked)


def _digest(config: Config, memo: Memo | None, language: str, key: str) -> str:
    path = catalog_path(config, language, key)
    if memo:
        return memo.digest(path)
    try:
        return digest_of(read_bytes(config.root / path, path))
    except L10nError:
        return ""


def _read(config: Config, language: str, key: str) -> Catalog | None:
    with suppress(L10nError):  # reported where it is worked on
        return read_catalog(config, language, key)
    return None
