"""The settings of data files: which files of a site hold texts, and which of their values do."""

from __future__ import annotations

from typing import Final

from l10n.config import toml
from l10n.config.trees import expect_place, read_fields
from l10n.disk.files import PRIVATE_FOLDER
from l10n.markdown.syntaxes import DATA
from l10n.suffixes import DATA as SUFFIXES
from l10n.trees import LANG, PATH, ContentTree

EVERY: Final = ("**",)
"""The field that names every text of a data file."""

PARTS: Final = f"{PRIVATE_FOLDER}/parts/"
"""The folder of pages that are parts of files which hold all languages."""

_KEYS: Final = ("source", "localized", "part", "source-part", "fields", "publish-at")
_TOP: Final = "."
_EXAMPLE: Final = f"i18n/{LANG}.toml"


def read_data(table: toml.Table) -> tuple[ContentTree, ...]:
    """Return the trees of data files that the ``[[data]]`` tables name."""
    tables = toml.tables(table, "data")
    trees = tuple(map(_read_files, tables))
    for number, (tree, settings) in enumerate(zip(trees, tables, strict=True)):
        same = [each for each in trees[:number] if _place(each) == _place(tree)]
        if same:
            message = "another [[data]] has its files there, too: name the fields of both in one"
            raise toml.fault(settings, "source", message)
    return trees


def _read_files(table: toml.Table) -> ContentTree:
    toml.expect_keys(table, _KEYS)
    source, suffix = _pattern(table, "source", toml.string(table, "source", None))
    inner = (PATH,) if PATH in source else ()
    tree = ContentTree(
        source,
        syntax=DATA,
        fields=read_fields(table, EVERY),
        suffix=suffix,
        publish_at=toml.percent(table, "publish-at", 0),
        part=toml.string(table, "part", ""),
        source_part=_source_part(table),
    )
    if tree.part:
        expect_place(table, "source", source, _EXAMPLE, inner)
        return _of_parts(table, tree)
    if "localized" not in table.values and LANG not in source:
        message = f'localized is missing: say where the files of the others are, as "{_EXAMPLE}"'
        raise toml.fault(table, "source", message)
    localized, other = _pattern(
        table, "localized", toml.string(table, "localized", source + suffix), suffix
    )
    if other != suffix or (PATH in source) is not (PATH in localized):
        message = f"localized must end in {suffix}, and have {PATH} where source has it"
        raise toml.fault(table, "localized", message)
    expect_place(table, "source", source, _EXAMPLE, inner)
    expect_place(table, "localized", localized, _EXAMPLE, (LANG, *inner))
    return tree._replace(localized=localized)


def _of_parts(table: toml.Table, tree: ContentTree) -> ContentTree:
    if "localized" in table.values or LANG in tree.source:
        key = "localized" if "localized" in table.values else "source"
        message = f"with part one file holds all languages: take {LANG} and localized out"
        raise toml.fault(table, key, message)
    if LANG not in tree.part or "" in tree.part.split("."):
        message = f'part is a path of keys with {LANG}, like "languages.{LANG}"'
        raise toml.fault(table, "part", message)
    if tree.source_part and "" in tree.source_part.split("."):
        message = f'source-part is a path of keys, like "translations", or "{_TOP}": the whole file'
        raise toml.fault(table, "source-part", message)
    start = f"{tree.source_part}." if tree.source_part else ""
    if tree.part.startswith(start) and tree.part != tree.source_part:
        inner = tree.part.removeprefix(start).partition(".")[0]
        if any(each.partition(".")[0] in ("*", "**", inner) for each in tree.fields or ()):
            message = f"fields would name texts of {tree.part}, too: begin each with another key"
            raise toml.fault(table, "fields" if "fields" in table.values else "part", message)
    return tree._replace(localized=f"{PARTS}{LANG}/{tree.source}")


def _source_part(table: toml.Table) -> str:
    value = toml.string(table, "source-part", toml.string(table, "part", ""))
    return "" if value == _TOP else value


def _pattern(table: toml.Table, key: str, value: str, usual: str = "") -> tuple[str, str]:
    """Return a pattern without suffix, and its suffix; ``**`` is another word for ``{path}``."""
    value = value.removeprefix("./").replace("**/*", PATH).replace("**", PATH)
    suffix = next((each for each in SUFFIXES if value.lower().endswith(each)), "")
    if not suffix and not usual:
        message = f'{key} names files of {", ".join(SUFFIXES)}, like "{_EXAMPLE}"'
        raise toml.fault(table, key, message)
    return value[: len(value) - len(suffix)], value[len(value) - len(suffix) :] or usual


def _place(tree: ContentTree) -> tuple[str, str]:
    return tree.localized, tree.suffix
