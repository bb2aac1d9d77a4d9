"""Where a guide's files are: content trees, catalogs, and what a language translates."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from posixpath import commonpath, join
from sys import intern
from typing import Final

from l10n.config.settings import Config
from l10n.frontmatter.fields import split_field
from l10n.frontmatter.parts.part import Part
from l10n.globs import fits, fits_any
from l10n.guide import Guide
from l10n.markdown.syntaxes import like, syntax_of
from l10n.suffixes import is_data_name, own_syntax, without_suffix
from l10n.trees import (
    LANG,
    PATH,
    ContentTree,
    Place,
    Places,
    Side,
    file_of,
    key_of,
    locate,
    make_places,
)

SECTION: Final = "{section}"
"""What stands for the first folder of a guide in the paths of catalogs of many guides."""
TOP: Final = "top"
"""What is there for guides in no folder."""
_GLOSSARY: Final = "glossary"
_TOP_BESIDE: Final = re.compile(r"(?:\.\./)+[^/]+/")


def places_of(config: Config) -> Places:
    """Return the places of the site's guides."""
    folders = tuple(config.folders.items())
    return _places(config.trees, config.source_language, config.languages, folders)


@lru_cache(maxsize=8)
def _places(
    trees: tuple[ContentTree, ...],
    source: str,
    languages: tuple[str, ...],
    folders: tuple[tuple[str, str], ...],
) -> Places:
    return make_places(trees, source, languages, dict(folders))


def place_of(config: Config, path: str) -> Place | None:
    """Return which guide of which language a file is; None when it is none's."""
    return locate(places_of(config), path)


def source_languages(config: Config) -> tuple[str, ...]:
    """Return the languages whose guides may be sources; the first one wins."""
    return (config.source_language, *config.fallback_sources)


def all_languages(config: Config) -> tuple[str, ...]:
    """Return the source language and all others, each once."""
    return tuple(dict.fromkeys((*source_languages(config), *config.languages)))


def sides_of(config: Config, languages: Iterable[str]) -> tuple[Side, ...]:
    """Return what the trees are in these languages."""
    sides = places_of(config).sides
    return tuple(
        sides[number, language]
        for language in dict.fromkeys(languages)
        for number in range(len(config.trees))
    )


def content_folders(config: Config, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the folders in which guides of these languages are, each once.

    They are relative to the root, which is the empty one; for a single file there it is none. One
    may lie in another.
    """
    sides = (each for each in sides_of(config, languages) if each.folder or not each.is_file)
    return tuple(dict.fromkeys(each.folder.rstrip("/") for each in sides))


def data_sides(config: Config, languages: Iterable[str]) -> tuple[Side, ...]:
    """Return where data files are in these languages."""
    sides = sides_of(config, languages)
    return tuple(each for each in sides if config.trees[each.tree].is_data)


def single_files(config: Config) -> tuple[str, ...]:
    """Return the files in the root that are guides of their own, in all languages."""
    sides = (each for each in sides_of(config, all_languages(config)) if each.is_file)
    return tuple(
        f"{each.ending}{config.trees[each.tree].suffix}" for each in sides if not each.folder
    )


def folders_beside(config: Config) -> tuple[str, ...]:
    """Return the folders of guides outside of the site, with a slash at the end."""
    sides = places_of(config).sides.values()
    return tuple(dict.fromkeys(each.folder for each in sides if each.folder.startswith("../")))


def tops_beside(config: Config) -> tuple[str, ...]:
    """Return the folders beside the site that these lie in, with a slash at the end.

    Only settings lead out of the site, and only as far as there.
    """
    tops = (_TOP_BESIDE.match(folder) for folder in folders_beside(config))
    return tuple(dict.fromkeys(found[0] for found in tops if found))


def common_folder(config: Config) -> str:
    """Return the folder that holds all source guides; empty for the root itself."""
    sides = sides_of(config, [config.source_language])
    folders = [each.folder.rstrip("/") for each in sides if not config.trees[each.tree].is_data]
    return commonpath(folders) if all(folders) else ""


def path_key(config: Config, path: str) -> str:
    """Return the key of a guide without translationKey: its path, or what is nearest to it."""
    places = places_of(config)
    place = locate(places, path)
    return key_of(places, place) if place else without_suffix(path)


def below_content(config: Config, path: str) -> str:
    """Return the path of a guide as its key has it, with suffix: what globs are about."""
    places = places_of(config)
    place = locate(places, path)
    if place is None:
        return path
    key = key_of(places, place)
    return key if key.endswith(place.suffix) else key + place.suffix


def localized_path(config: Config, path: str, language: str, name: str = "") -> str:
    """Return where the page in a language belongs of the source guide at ``path``.

    A ``name``, which is without suffix, replaces that of the source.
    """
    places = places_of(config)
    place = _lately_located(places, path)
    if place is None:
        return path
    inner = join(place.path.rpartition("/")[0], name) if name else place.path
    side = places.sides[place.side.tree, language]
    return file_of(Place(side, inner, place.suffix))


@lru_cache(maxsize=64)
def _lately_located(places: Places, path: str) -> Place | None:
    """Return which guide a file is: that of one is asked for in each language, one by one."""
    return locate(places, path)


def guide_name(config: Config, path: str) -> str:
    """Return what the file of a guide is called, without suffix and language."""
    place = place_of(config, path)
    return (place.path if place else without_suffix(path)).rpartition("/")[2]


def has_own_path(config: Config, source: str, page: Guide) -> bool:
    """Return whether a page has another place than its source at ``source``, and keeps it."""
    return not config.slugs and localized_path(config, source, page.language) != page.path


def catalog_path(config: Config, language: str, key: str) -> str:
    """Return where a guide's catalog in a language is, relative to the root.

    Every call with these returns the same string, which is held once.
    """
    return intern(config.catalogs.replace("{lang}", language).replace("{key}", key))


def catalogs_folder(config: Config) -> str:
    """Return the folder that holds every language's catalogs; empty for the root itself."""
    return catalogs_pattern(config).partition("{")[0].rpartition("/")[0]


def catalogs_pattern(config: Config) -> str:
    """Return the pattern of the catalogs that people see."""
    return config.grouped or config.catalogs


def group_path(config: Config, language: str, source: str) -> str:
    """Return where the entries of the guide at ``source`` are, if catalogs hold many guides."""
    pattern = config.grouped.replace(LANG, language)
    return pattern.replace(SECTION, section_of(config, source)) if SECTION in pattern else pattern


def section_of(config: Config, source: str) -> str:
    """Return what the catalog of the section is called that the guide at ``source`` is in."""
    section, slash, _ = path_key(config, source).partition("/")
    return section if slash and section != _GLOSSARY else TOP


def is_group(config: Config, language: str, path: str) -> bool:
    """Return whether a file holds the catalogs of many guides in a language."""
    if not path.endswith(".po") or not config.grouped:
        return False
    before, section, after = config.grouped.replace(LANG, language).partition(SECTION)
    if not section:
        return path == before
    name = path.removeprefix(before).removesuffix(after)
    return path == f"{before}{name}{after}" and "/" not in name and name != _GLOSSARY


def beside_catalogs(config: Config, language: str, name: str) -> str:
    """Return where a file for all catalogs of a language is, with the suffix .po."""
    if not config.grouped:
        return catalog_path(config, language, name)
    if SECTION in config.grouped:
        return config.grouped.replace(LANG, language).replace(SECTION, name)
    return f"{config.grouped.replace(LANG, language).removesuffix('.po')}/{name}.po"


def syntax_at(config: Config, path: str) -> str:
    """Return the name of the syntax that the guide at ``path`` is written in."""
    usual = _tree_of(config, path).syntax or config.syntax
    own = own_syntax(path)
    return like(own, usual) if own else usual


def is_data(config: Config, path: str) -> bool:
    """Return whether the file at ``path`` is a data file, in any language."""
    return is_data_name(path) and _tree_of(config, path).is_data


def publish_at(config: Config, path: str, usual: float) -> float:
    """Return how much of the guide at ``path`` has to be translated, in percent of words."""
    own = _tree_of(config, path).publish_at
    return usual if own is None else own


def may_write_ids(config: Config, path: str) -> bool:
    """Return whether headings of the page at ``path`` can be given ids.

    Not where a page of another kind lies among guides: the settings speak of those.
    """
    name = syntax_at(config, path)
    return name == config.syntax or syntax_of(name).writes_ids


def fields_at(config: Config, path: str) -> tuple[str, ...]:
    """Return the paths of front matter values that are texts in the guide at ``path``."""
    tree = _tree_of(config, path)
    if tree.part:  # pages have their texts where the source has them
        start = _keys(config, tree.source_part, config.source_language)
        return tuple(".".join((*start, each)) for each in tree.fields or ())
    return config.fields if tree.fields is None else tree.fields


def part_of(config: Config, path: str, language: str) -> Part | None:
    """Return what the file at ``path`` has of a language; None where it does not hold all."""
    tree = _tree_of(config, path)
    if not tree.part:
        return None
    source = _keys(config, tree.source_part, config.source_language)
    is_source = language == config.source_language
    keys = source if is_source else _keys(config, tree.part, language)
    return Part(path, keys, source, fields_at(config, path))


def is_named(config: Config, path: str) -> bool:
    """Return whether the settings name the file at ``path`` itself, not all of a folder."""
    return PATH not in _tree_of(config, path).source


def has_parts(config: Config) -> bool:
    """Return whether any file holds all languages."""
    return any(tree.part for tree in config.trees)


def _keys(config: Config, part: str, language: str) -> tuple[str, ...]:
    name = config.folders.get(language, language)
    return split_field(part.replace(LANG, name)) if part else ()


def translates(config: Config, language: str, path: str) -> bool:
    """Return whether a language translates the guide at ``path``, see ``below_content``."""
    globs = config.only.get(language)
    return globs is None or fits_any(globs, path)


def unused_globs(config: Config, language: str, paths: Collection[str]) -> tuple[str, ...]:
    """Return the globs of a language that match none of these paths, see ``below_content``."""
    globs = config.only.get(language, ())
    return tuple(glob for glob in globs if not any(fits(glob, path) for path in paths))


def _tree_of(config: Config, path: str) -> ContentTree:
    if len(config.trees) == 1:
        return config.trees[0]
    place = place_of(config, path)
    return config.trees[place.side.tree if place else 0]
