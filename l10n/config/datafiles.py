"""Propose the data files of a site that hold texts: tables, messages, settings of languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from l10n.config.makes.site import is_language
from l10n.disk.files import is_there, read_text
from l10n.errors import L10nError
from l10n.frontmatter.node import Node, key_name
from l10n.frontmatter.parts.named import find_part, named_texts, pairs_of, read_file
from l10n.frontmatter.parts.part import Part
from l10n.frontmatter.places import walk_places
from l10n.trees import LANG

_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_FOLDER: Final = "i18n"
_OF_STARLIGHT: Final = "src/content/i18n"
_KEYS: Final = "  # keys are names, values are texts"
_STRINGS: Final = "_data"
"""Jekyll's folder."""
_DATA: Final = "data"
"""Hugo's folder."""
_TEXTS: Final = ("title", "subtitle", "name", "label", "text", "description", "tagline")
_ADDRESS: Final = re.compile(r"[/#]|\w+://|[\w./-]+\.\w+\Z")
_SETTINGS: Final = ("hugo", "config", "config/_default/hugo", "config/_default/config")
"""Of Hugo and Zola."""
_SPLIT: Final = "config/_default/languages"
_LANGUAGES: Final = "languages"
_FIELDS: Final = (
    *("title", "description", "copyright", "params.title", "params.subtitle"),
    *("params.description", "menus.**.name", "menus.**.title", "menu.**.name", "menu.**.title"),
    "translations.**",
)
"""What is text in the settings of a language."""


def propose_data(root: Path, source: str, folder: str) -> tuple[str, ...]:
    """Return the lines of ``[[data]]`` tables for what is there in the source language.

    ``folder`` is the site's, below the root.
    """
    below = f"{folder}/" if folder else ""
    finders = (_tables, _settings, _strings, _named)
    tables = [table for find in finders for table in find(root, source, below)]
    return tuple(line for table in tables for line in ("[[data]]", *table, ""))


def _tables(root: Path, source: str, below: str) -> Iterator[tuple[str, ...]]:
    for folder in (below + _FOLDER, below + _OF_STARLIGHT):
        for ending in _ENDINGS:
            if (root / folder / f"{source}.{ending}").is_file():
                yield (f'source = "{folder}/{{lang}}.{ending}"{_KEYS}',)
    folder = below + _FOLDER
    messages = root / folder / source
    if messages.is_dir() and any(messages.rglob("*.json")):
        yield f'source = "{folder}/{{lang}}/{{path}}.json"', 'fields = ["*.message"]'


def _settings(root: Path, source: str, below: str) -> Iterator[tuple[str, ...]]:
    """Yield tables for the site's settings, where they have those of several languages."""
    for name in (*_SETTINGS, _SPLIT):
        above = () if name == _SPLIT else (_LANGUAGES,)
        for path in (f"{below}{name}.{ending}" for ending in _ENDINGS):
            tree = _read(root, path)
            if not any(key_name(key) != source for key, _ in pairs_of(find_part(tree, above))):
                continue
            lines = f'source = "{path}"', f'part = "{".".join((*above, LANG))}"'
            if fields := _fields(tree, (*above, source)):
                yield *lines, f"fields = [{fields}]"
            elif above and "**" in (fields := _fields(tree, ())):  # no title alone is worth it
                yield *lines, 'source-part = "."', f"fields = [{fields}]"


def _strings(root: Path, source: str, below: str) -> Iterator[tuple[str, ...]]:
    """Yield tables for files of Jekyll whose keys are languages."""
    folder = root / below / _STRINGS
    names = sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []
    for path in (f"{below}{_STRINGS}/{name}" for name in names if name.endswith(_ENDINGS)):
        keys = [key_name(key) for key, _ in pairs_of(_read(root, path))]
        if source in keys and all(map(is_language, keys)):
            yield f'source = "{path}"', f'part = "{LANG}"'


def _named(root: Path, source: str, below: str) -> Iterator[tuple[str, ...]]:
    """Yield tables for data files that languages name, or that are in folders they name."""
    folders = (root / below / each for each in (_STRINGS, _DATA))
    there = (file for folder in folders for file in folder.rglob("*.*"))
    found = sorted(each.relative_to(root).as_posix() for each in there)
    files: dict[str, dict[str, list[str]]] = {}
    for path in (each for each in found if each.endswith(_ENDINGS)):
        for at, part in enumerate(parts := path.split("/")):
            stem, dot, ending = part.partition(".")
            if at > below.count("/") and is_language(stem) and "." not in ending:
                end = f".{ending}" if dot else f"/{{path}}.{path.rpartition('.')[2]}"
                pattern = "/".join((*parts[:at], LANG)) + end
                files.setdefault(pattern, {}).setdefault(stem, []).append(path)
                break
    for pattern, languages in files.items():
        if source in languages and len(languages) > 1:
            yield from _table(pattern, [_read(root, each) for each in languages[source]])


def _table(pattern: str, trees: Iterable[Node | None]) -> Iterator[tuple[str, ...]]:
    """Yield the table of such files: of those that have addresses, too, what is surely text."""
    places = [each for tree in trees if tree for each in walk_places(tree)]
    if not any(_ADDRESS.match(each.holder.real.text) for each in places):
        yield (f'source = "{pattern}"{_KEYS}',)
    elif names := [name for name in _TEXTS if any(each.path[-1] == name for each in places)]:
        fields = ", ".join(f'"**.{name}"' for name in names)
        yield f'source = "{pattern}"', f"fields = [{fields}]"


def _read(root: Path, path: str) -> Node | None:
    if not is_there(root / path, path):
        return None
    try:
        return read_file(read_text(root / path, path)[0], path)[1]
    except L10nError:  # reported where the site's settings are read, or it is no data of ours
        return None


def _fields(tree: Node | None, keys: tuple[str, ...]) -> str:
    """Return which texts there are in the settings of a language, as a list of TOML has them."""
    node = find_part(tree, keys)
    is_safe = node is None or _values(node, "parent") <= _values(node, "identifier")
    found = (
        field
        for field in _FIELDS
        if (is_safe or not field.startswith("menu"))
        and named_texts(node, Part("", keys, keys, (".".join((*keys, field)),)))
    )
    return ", ".join(f'"{field}"' for field in found)


def _values(node: Node, name: str) -> set[str]:
    """Return the values of a key wherever it is: by its name an entry of a menu may be meant."""
    return {each.holder.real.text for each in walk_places(node) if each.path[-1:] == (name,)}
