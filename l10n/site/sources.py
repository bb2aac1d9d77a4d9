"""Which guides are translated: those of the source language, or of another where it has none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from l10n.config.settings import Config
from l10n.config.trees import KEY_FIELD
from l10n.disk.names import key_fault
from l10n.site.paths import content_folders, place_of, source_languages
from l10n.site.record import Record
from l10n.site.sitefiles import SiteFiles, listed
from l10n.site.tree import BrokenFile, GuideFile, Tree, broken_keys
from l10n.suffixes import is_hidden, is_unread_page

_NO_GUIDES: Final = ("empty-guide", "translated-by-file-name")


def find_sources(config: Config, tree: Tree, record: Record) -> Mapping[str, GuideFile]:
    """Return the source guide of each key, by key.

    A key without a guide in the source language belongs to the first of ``fallback-sources``
    that has a page which merging did not publish. A key whose guide in an earlier language
    cannot be read has no source at all.
    """
    sources = dict(tree.guides.get(config.source_language, {}))
    if not config.fallback_sources:
        return sources
    broken = set(broken_keys(tree, config.source_language))
    for language in config.fallback_sources:
        ours = _published_as(record, language)
        for key, guide in tree.guides.get(language, {}).items():
            names = (key, guide.path, guide.digest)
            if key not in sources and key not in broken and ours.isdisjoint(names):
                sources[key] = guide
        broken |= broken_keys(tree, language)
    return sources


def broken_sources(
    config: Config, tree: Tree, sources: Mapping[str, GuideFile]
) -> tuple[BrokenFile, ...]:
    """Return the source guides that cannot be used, in the order of paths.

    An empty file is none, nor is a page beside its guide; one in a language of
    ``fallback-sources`` is none where a guide has its key.
    """
    languages = source_languages(config)
    checks = {each.path: each.check for tag in languages for each in tree.findings[tag]}
    return tuple(
        each
        for each in tree.broken
        if each.language in languages
        and checks.get(each.path) not in _NO_GUIDES
        and (each.language == config.source_language or sources.keys().isdisjoint(each.keys))
    )


def unusable_keys(config: Config, tree: Tree) -> frozenset[str]:
    """Return the keys that a source guide may have which cannot be read."""
    languages = source_languages(config)
    return frozenset(key for language in languages for key in broken_keys(tree, language))


def unusable_sources(config: Config, tree: Tree) -> tuple[str, ...]:
    """Return the paths of source guides that cannot be used, and of a source folder that is none.

    Any of them may be the guide of a catalog that has none: its key may not be readable, or may not
    be valid any more.
    """
    languages = source_languages(config)
    folders = content_folders(config, languages)
    refused = (each.path for tag in languages for each in tree.findings[tag])
    lost = (path for path in refused if path in folders)
    broken = (each.path for each in tree.broken if each.language in languages)
    return tuple(dict.fromkeys((*lost, *broken)))


def unread_files(files: SiteFiles) -> tuple[str, ...]:
    """Return the paths of what the source folders hold that is a page, and no Markdown guide.

    Raises L10nError for a folder that cannot be listed.
    """
    config = files.config
    languages = source_languages(config)
    folders = content_folders(config, languages)
    paths = dict.fromkeys(path for folder in folders for path in listed(files, folder))
    return tuple(
        path
        for path in paths
        if is_unread_page(path)
        and not is_hidden(path)
        and (place := place_of(config, path))
        and place.side.language in languages
        and not config.trees[place.side.tree].suffix
    )


def explain_orphan(config: Config, key: str, unusable: Sequence[str]) -> str:
    """Return what to do with the catalog of a key that no usable source guide has.

    ``unusable`` are the paths of the others: while there are any, its guide may be there.
    """
    if unusable:
        return explain_doubt(key, unusable)
    rest = "the entries whose #: names it alone" if config.grouped else "this catalog"
    found = "bring the guide back"
    if key_fault(key) is None:  # else only a path can be this key
        found += f", or set its {KEY_FIELD} to {key}"
    return (
        f"no source guide has the key {key}: {found}; if it is gone for good, {rest} can be removed"
    )


def explain_doubt(key: str, unusable: Sequence[str]) -> str:
    """Return a message: the key may be that of a source guide that cannot be used."""
    first, *others = unusable
    more = f" and {len(others)} more" if others else ""
    return (
        f"no source guide that can be used has the key {key}, but this may belong to "
        f"{first}{more}: mend that first"
    )


def _published_as(record: Record, language: str) -> frozenset[str]:
    """Return the keys, paths and digests of a language's recorded pages.

    Each of these marks a page of ours. While the record's line has its source's new key already,
    the page still has the old one and is known by its place, even when it was edited by hand; and
    by its digest when a kill has left it at a new place, not written yet.
    """
    pages = ((key, page) for (tag, key), page in record.items() if tag == language)
    return frozenset(name for key, page in pages for name in (key, page.path, *page.digests))
