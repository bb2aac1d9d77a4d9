"""The files of a site as a run finds them, and what is cached of them."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import l10n
from l10n.cache.actions import mark, observe
from l10n.cache.index import Index, read_index
from l10n.cache.store import Store, memory_store, open_store
from l10n.config.settings import GROUPED, Config
from l10n.disk.digests import digest_of
from l10n.disk.files import PRIVATE_FOLDER
from l10n.disk.look import look_at
from l10n.disk.private import private_fault
from l10n.disk.walk import Oddity, Walk, walk
from l10n.errors import L10nError
from l10n.site.images import look_at_images
from l10n.site.outside import look_outside
from l10n.site.paths import (
    all_languages,
    catalog_path,
    catalogs_folder,
    content_folders,
    folders_beside,
    single_files,
    tops_beside,
)
from l10n.site.record import record_path
from l10n.site.strays import Stray, find_strays

ANY_FILE: Final = "file:any"
"""The input that changes when any file of a site does."""
_STRAY: Final = "stray"
"""The kind of the facts about languages that are not configured: what lies there of them."""
_ODD: Final = "odd"
"""The kind of the facts about names that are no files: what they are."""


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """A site's files, and what is cached of them."""

    config: Config
    odd: Mapping[str, Oddity]
    """The names that are no files."""
    refused: Mapping[str, str]
    """Folders that cannot be listed, and what to do about it."""
    index: Index
    """As the run found them, and as it leaves them."""
    store: Store
    paths: tuple[str, ...]
    """Of all files, as the run found them, sorted."""
    folders: tuple[str, ...]
    """Those that were walked; an empty name is the root."""
    strays: tuple[Stray, ...]
    """What lies there of languages that are not configured."""
    news: set[str] = field(default_factory=set)
    """What this run says, and the next one will not say again."""


def open_files(config: Config) -> SiteFiles:
    """Look at all files of a site, and at what is cached of them, if there can be a cache."""
    if private_fault(config.root):
        return fresh_files(config)
    return _look(config, open_store(_cache_path(config), _version(config)))


def fresh_files(config: Config) -> SiteFiles:
    """Look at all files of a site without a cache."""
    return _look(config, memory_store())


def listed(files: SiteFiles, folder: str) -> list[str]:
    """Return the paths of the files in a folder and below, sorted.

    Raises L10nError when one of the folders could not be listed: its files may still be there.
    """
    prefix = f"{folder}/" if folder else ""
    for refused, why in files.refused.items():
        if f"{refused}/".startswith(prefix):
            raise L10nError(why, path=refused)
    start = bisect_left(files.paths, prefix)
    end = bisect_left(files.paths, f"{folder}0") if folder else len(files.paths)  # 0 follows /
    return list(files.paths[start:end])


def folders_of(config: Config) -> tuple[str, ...]:
    """Return the folders below which a site's files are, each once; an empty name is the root.

    The root is among them where guides or catalogs lie in it, not where only single files do. One
    may lie in another, for hidden folders below are not walked.
    """
    content = content_folders(config, all_languages(config))
    catalogs = [catalog_path(config, each, "").rpartition("/")[0] for each in config.languages]
    catalogs += [GROUPED.partition("/{")[0]] if config.grouped else []
    # The root is not walked where it holds only the record.
    shared = [each for each in (catalogs_folder(config),) if each]
    return tuple(dict.fromkeys((*content, *catalogs, *shared)))


def _cache_path(config: Config) -> Path:
    """Return where the cache of a site is."""
    return config.root / PRIVATE_FOLDER / "cache.sqlite"


def _look(config: Config, store: Store) -> SiteFiles:
    wanted = folders_of(config)
    found = _walk(config, wanted)
    seen = found.files
    for path, look in (look_at_images(config) | look_outside(store, config.root)).items():
        seen.setdefault(path, look)
    index = read_index(store, config.root, seen)
    strays = find_strays(config)
    changed = index.changed | observe(store, _ODD, _in_the_way(found))
    changed |= observe(store, _STRAY, {each.folder: each.holds for each in strays})
    mark(store, {*changed, ANY_FILE} if changed else ())
    paths = tuple(sorted(index.files))
    return SiteFiles(config, found.odd, found.refused, index, store, paths, wanted, strays)


def _walk(config: Config, folders: Sequence[str]) -> Walk:
    """Look at folders, and at those beside the site where guides are."""
    inner = [each for each in folders if not each.startswith("../")]
    found = walk(config.root, inner, [record_path(config), *single_files(config)])
    for top in tops_beside(config):
        below = [each.removeprefix(top) for each in folders_beside(config) if each.startswith(top)]
        more = walk((config.root / top).resolve(), [each.rstrip("/") for each in below])
        found = Walk(
            {**found.files, **{f"{top}{path}": seen for path, seen in more.files.items()}},
            {**found.odd, **{f"{top}{path}": odd for path, odd in more.odd.items()}},
            {**found.refused, **{f"{top}{path}": why for path, why in more.refused.items()}},
        )
    return found


def _in_the_way(found: Walk) -> dict[str, str]:
    """Return the names that are no files, and not in the index, but may be where a file was.

    Names that cannot be shown are left out: nothing is made of a file with such a name.
    """
    return {path: each.name for path, each in found.odd.items() if each is not Oddity.BAD_NAME}


def _version(config: Config) -> str:
    """Return what the whole cache depends on: this code, what it uses, and these settings."""
    package = Path(l10n.__file__).parent
    code = sorted((str(each), *look_at(str(each))[:2]) for each in package.rglob("*.py"))
    # A library that comes, goes or is another now changes the folder that all of them are in.
    folder = find_spec("markdown_it")
    libraries = look_at(str(Path(folder.origin).parents[1])) if folder and folder.origin else ()
    try:
        text = (config.root / Path(config.path).name).read_bytes()
    except OSError:
        text = b""
    return digest_of(b"\0".join((repr((code, libraries, sys.version)).encode(), text)))
