"""Catalogs that lie in another form than the setting says: one a guide, a language, a section."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from l10n.catalog import Catalog, Entry
from l10n.config.settings import GROUPED, Config
from l10n.disk.walk import walk
from l10n.errors import L10nError
from l10n.po.grouped import parts_of
from l10n.site.catalogs import read_catalog
from l10n.site.grouped.shares import groups_of, read_group
from l10n.site.paths import (
    SECTION,
    below_content,
    catalog_path,
    catalogs_folder,
    catalogs_pattern,
    is_group,
    place_of,
    section_of,
    translates,
)
from l10n.site.sitefiles import SiteFiles
from l10n.site.tree import GuideFile
from l10n.trees import LANG

_SETTINGS: Final = "l10n.toml"
_KEY: Final = "{key}"
_WILD: Final = {re.escape(_KEY): ".+", re.escape(SECTION): "[^/]+", re.escape(LANG): "[^/]+"}


class Other(NamedTuple):
    """A catalog in another form than that of the setting."""

    path: str
    language: str
    pattern: str
    """Of its form; empty where its name does not tell."""
    catalog: Catalog


def expect_one_form(files: SiteFiles, sources: Mapping[str, GuideFile]) -> None:
    """Raise L10nError where translations lie in a form that is not read, and are nowhere else."""
    patterns = {each.pattern: None for each in other_catalogs(files, sources) if each.pattern}
    if not patterns:
        expect_none_elsewhere(files, sources)
        return
    now = catalogs_pattern(files.config)
    back = ", or set catalogs back to that" if len(patterns) == 1 else ""
    message = (
        f"catalogs in the form {' and '.join(patterns)} are here, which are not read in the form "
        f"{now}: bring them over with l10n keys --regroup '{now}'{back}"
    )
    raise L10nError(message, path=files.config.path)


def expect_none_elsewhere(files: SiteFiles, sources: Mapping[str, GuideFile]) -> None:
    """Raise L10nError where no catalogs are where they belong, but translations in another folder.

    The setting was moved without them. Only then all of the site's folders are looked through.
    """
    config = files.config
    if _has_catalogs(files):
        return
    found = walk(config.root, [""]).files
    folder = catalogs_folder(config)
    inner = [path.removesuffix(_SETTINGS) for path in found if path.endswith(f"/{_SETTINGS}")]
    skipped = (f"{folder}/", *inner) if folder else tuple(inner)  # those of other sites
    paths = sorted(path for path in found if path.endswith(".po") and not path.startswith(skipped))
    keys = {each.path: key for key, each in sources.items()}
    others = [other for path in paths if (other := _read(config, "", path, keys))]
    patterns = {each.pattern: None for each in others if _is_lost(config, each, keys)}
    patterns.pop("", None)
    if patterns:
        now = catalogs_pattern(config)
        message = (
            f"catalogs in the form {' and '.join(patterns)} are here, and none in the form {now}: "
            f"set catalogs back to {next(iter(patterns))}, then move them with l10n keys --regroup "
            f"'{now}', or move those away to begin anew"
        )
        raise L10nError(message, path=config.path)


def _has_catalogs(files: SiteFiles) -> bool:
    """Return whether any catalog is where the setting says."""
    config = files.config
    if config.grouped:
        return any(groups_of(files, tag) for tag in config.languages)
    starts = [catalog_path(config, tag, "").removesuffix(".po") for tag in config.languages]
    found = (path for each in starts for path in _between(files.paths, each, ()))
    return any(path.endswith(".po") for path in found)


def other_catalogs(files: SiteFiles, sources: Mapping[str, GuideFile]) -> list[Other]:
    """Return the catalogs of each other form in which translations are that are nowhere else.

    Copies of catalogs that are read are none.
    """
    paths = [*_unread(files, sources)]
    if not paths:
        return []
    keys = {each.path: key for key, each in sources.items()}
    folder = catalogs_folder(files.config)
    found = [other for path in paths if (other := _read(files.config, folder, path, keys))]
    lost = {each.pattern for each in found if each.pattern and _is_lost(files.config, each, keys)}
    forms = [re.compile(_regex(pattern)) for pattern in lost]
    return [each for each in found if any(form.fullmatch(each.path) for form in forms)]


def _unread(files: SiteFiles, sources: Mapping[str, GuideFile]) -> Iterator[str]:
    """Yield the files below the catalogs' folder that may be catalogs in another form.

    The many that are in the form of the setting are not looked at one by one.
    """
    config = files.config
    folder = catalogs_folder(config)
    own = [catalog_path(config, tag, "").removesuffix(".po") for tag in config.languages]
    read = [GROUPED.partition("{")[0]] if config.grouped else own
    for path in _between(files.paths, f"{folder}/" if folder else "", read):
        if path.endswith(".po") and not any(is_group(config, t, path) for t in config.languages):
            yield path
    if not config.grouped:
        one_each = {each.path.rpartition("/")[0]: each.path for each in sources.values()}
        sections = {section_of(config, path) for path in one_each.values()}
        for key in sorted(sections - sources.keys()):
            paths = (catalog_path(config, language, key) for language in config.languages)
            yield from (path for path in paths if path in files.index.files)


def _between(paths: Sequence[str], folder: str, skipped: Sequence[str]) -> Iterator[str]:
    """Yield the sorted paths that begin with ``folder``, and with none of those to be skipped."""
    start, end = bisect_left(paths, folder), bisect_left(paths, _behind(folder))
    for prefix in sorted(skipped):
        at = bisect_left(paths, prefix, start, end)
        yield from paths[start:at]
        start = bisect_left(paths, _behind(prefix), at, end)
    yield from paths[start:end]


def _behind(prefix: str) -> str:
    """Return what sorts behind all that begins so."""
    return f"{prefix}\U0010ffff"


def _read(config: Config, folder: str, path: str, keys: Mapping[str, str]) -> Other | None:
    """Return a catalog with texts of guides in one of the languages; None for any other file."""
    tag = _language(config, path.removeprefix(folder))
    try:
        catalog = read_group(config, path).catalog if tag else None
    except L10nError:
        return None
    names = parts_of(catalog) if catalog else {}
    if not (catalog and any(place_of(config, name) for name in names)):
        return None
    return Other(path, tag, _pattern(config, folder, path, tag, names.keys(), keys), catalog)


def _language(config: Config, name: str) -> str:
    """Return the language that a path names first; empty without any."""
    tags = "|".join(re.escape(tag) for tag in sorted(config.languages, key=len, reverse=True))
    found = re.search(rf"(?<![A-Za-z0-9])(?:{tags})(?![A-Za-z0-9])", name) if tags else None
    return found[0] if found else ""


def _pattern(  # of what, in which language, and of which guides
    config: Config,
    folder: str,
    path: str,
    tag: str,
    names: Iterable[str],
    keys: Mapping[str, str],
) -> str:
    """Return the form of a catalog as the setting has it; empty where its name does not tell."""
    stem = path.removeprefix(folder).removesuffix(".po")
    guides = {keys[name] for name in names if name in keys}
    sections = {section_of(config, name) for name in names}
    ends = [(_KEY, *guides)] if len(guides) == 1 else []
    ends += [(SECTION, *sections)] if len(sections) == 1 else []
    for what, *end in ends:
        rest = stem.removesuffix(end[0])
        if rest != stem and _language(config, rest) == tag:
            return f"{folder}{_with_lang(rest, tag)}{what}.po"
    is_whole = re.search(rf"(?<![A-Za-z0-9]){re.escape(tag)}$", stem)
    return f"{folder}{_with_lang(stem, tag)}.po" if is_whole else ""


def _with_lang(text: str, tag: str) -> str:
    return re.sub(rf"(?<![A-Za-z0-9]){re.escape(tag)}(?![A-Za-z0-9])", lambda _: LANG, text)


def _regex(pattern: str) -> str:
    text = re.escape(pattern)
    for name, wild in _WILD.items():
        text = text.replace(name, wild)
    return text


def _is_lost(config: Config, other: Other, keys: Mapping[str, str]) -> bool:
    """Return whether a guide has a translation there that is missing where it is read."""
    return any(
        path in keys
        and any(each.has_text for each in entries)
        and translates(config, other.language, below_content(config, path))
        and _lacks(config, other.language, keys[path], entries)
        for path, entries in parts_of(other.catalog).items()
    )


def _lacks(config: Config, language: str, key: str, entries: Iterable[Entry]) -> bool:
    """Return whether a guide's catalog has no text, or lacks that of one of these entries.

    A text that is not live in it is none of its guide any more, and a damaged one is told.
    """
    try:
        catalog = read_catalog(config, language, key)
    except L10nError:
        return False
    here = catalog.entries if catalog else ()
    empty = {each.identity for each in here if not (each.obsolete or each.has_text)}
    return not any(each.has_text for each in here) or any(
        each.has_text and not each.obsolete and each.identity in empty for each in entries
    )
