"""The settings of content trees: where guides are, and how those of one tree are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from l10n.config import toml
from l10n.disk.names import path_key_fault
from l10n.markdown.syntaxes import SYNTAXES, has_math, like, with_math, without_math
from l10n.suffixes import HTML
from l10n.trees import LANG, PATH, ContentTree, Places, short_form

KEY_FIELD: Final = "translationKey"

_KEYS: Final = (
    "source",
    "localized",
    "include",
    "exclude",
    "syntax",
    "math",
    "fields",
    "source-url",
    "localized-url",
)
_SHORT: Final = f"content/{LANG}"
_UP: Final = "../"


def read_trees(table: toml.Table, syntax: str) -> tuple[ContentTree, ...]:
    """Return the trees that ``content`` names: one by a text, any number by tables.

    ``syntax`` is the site's.
    """
    if isinstance(table.values.get("content"), dict):
        message = f'content = "{_SHORT}" is one folder; trees are tables: write [[content]]'
        raise toml.fault(table, "content", message)
    if not isinstance(table.values.get("content"), list):
        content = read_pattern(table, "content", _SHORT, (LANG,)).rstrip("/")
        return (short_form(content),)
    tables = toml.tables(table, "content")
    if not tables:
        message = (
            f'content names no tree: write content = "{_SHORT}", or [[content]] with source '
            "and localized"
        )
        raise toml.fault(table, "content", message)
    trees = tuple(_read_tree(each, syntax) for each in tables)
    for (one, _), (other, settings) in combinations(zip(trees, tables, strict=True), 2):
        if one.localized == other.localized and one.source != other.source:
            message = "another [[content]] has its pages there, too: give each tree its own place"
            raise toml.fault(settings, "localized", message)
    return trees


def expect_apart(table: toml.Table, key: str, places: Places) -> None:
    """Refuse a tree, of the tables ``key``, whose pages would be in the place of sources."""
    for side in (each for sides in places.localized.values() for each in sides):
        for source in places.sources.get(side.folder, ()):
            if source.ending == side.ending:
                message = (
                    f"the pages of {side.language} would be in the place of their sources: write "
                    f"a folder or an ending with {LANG}"
                )
                raise toml.fault(toml.tables(table, key)[side.tree], "localized", message)


def _read_tree(table: toml.Table, syntax: str) -> ContentTree:
    toml.expect_keys(table, _KEYS)
    source = _read_place(table, "source", f"docs/{PATH}", (PATH,))
    localized = _read_place(table, "localized", f"docs/{LANG}/{PATH}", (LANG, PATH))
    source, suffix = _without_html(source)
    localized, other = _without_html(localized)
    if suffix != other:
        message = f"localized must end in {suffix or other}, as source does"
        raise toml.fault(table, "localized" if suffix else "source", message)
    if source.startswith(_UP):
        message = "the source guides must be inside the site: put l10n.toml into a folder above"
        raise toml.fault(table, "source", message)
    tree = ContentTree(
        source,
        localized,
        include=read_globs(table, "include", ()),
        exclude=read_globs(table, "exclude", ()),
        syntax=read_syntax(table, syntax),
        source_url=_url(table, "source-url", PATH),
        localized_url=_url(table, "localized-url", LANG, PATH),
        suffix=suffix,
    )
    has_fields = "fields" in table.values
    return tree._replace(fields=read_fields(table, ())) if has_fields else tree


def _without_html(pattern: str) -> tuple[str, str]:
    """Return a pattern without the suffix of guides in HTML, and that suffix."""
    suffix = next((each for each in HTML if pattern.endswith(each)), "")
    return pattern.removesuffix(suffix), suffix


def read_pattern(table: toml.Table, key: str, default: str, names: Sequence[str]) -> str:
    """Return a pattern of paths inside the site that holds these names, and no others."""
    value = toml.string(table, key, default)
    expect_place(table, key, value, default, names)
    return value


def read_syntax(table: toml.Table, default: str) -> str:
    """Return the name of a syntax, with its mathematics; ``default`` is that of all the site."""
    name = default
    if "syntax" in table.values:
        name = like(toml.choice(table, "syntax", SYNTAXES), default)
    has = toml.flag(table, "math", default=has_math(default))
    return with_math(name) if has else without_math(name)


def read_fields(table: toml.Table, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return the paths of front matter values that are texts."""
    fields = toml.strings(table, "fields", default)
    if KEY_FIELD in fields:
        message = f"{KEY_FIELD} names the guide in every language: take it out of fields"
        raise toml.fault(table, "fields", message)
    if any("" in field.split(".") for field in fields):
        message = 'fields holds paths like "title" or "faq.*.question": fill the empty part'
        raise toml.fault(table, "fields", message)
    return fields


def read_globs(table: toml.Table, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
    """Return globs of paths below a folder."""
    globs = toml.strings(table, key, default)
    if any(glob.startswith("/") or "\\" in glob or ".." in glob.split("/") for glob in globs):
        message = f'{key} holds globs under the content folder, like "germany/**"'
        raise toml.fault(table, key, message)
    return globs


def expect_place(
    table: toml.Table, key: str, value: str, example: str, names: Sequence[str]
) -> None:
    """Refuse a pattern that lacks one of ``names``, has other ones, or leads out of the site."""
    rest = value
    for name in names:
        if name not in value:
            raise toml.fault(table, key, f'{key} must contain {name}, like "{example}"')
    for name in dict.fromkeys((*names, LANG)):
        rest = rest.replace(name, "x")
    if "{" in rest or "}" in rest:
        raise toml.fault(table, key, f"{key} may name {' and '.join(_allowed(names))} only")
    if ".." in rest.split("/") or path_key_fault(rest.rstrip("/").replace("/.", "/")):
        message = f'{key} must be a path inside the site, with forward slashes, like "{example}"'
        raise toml.fault(table, key, message)


def _read_place(table: toml.Table, key: str, example: str, names: Sequence[str]) -> str:
    """Return a pattern of paths, which holds all ``names`` and may hold ``{lang}``.

    It may begin with ``../``, as no path does that is made of anything else but settings.
    """
    value = toml.string(table, key, None)
    inner = value.removeprefix("./")
    while inner.startswith(_UP):
        inner = inner.removeprefix(_UP)
    expect_place(table, key, inner, example, names)
    before, _, after = inner.partition(PATH)
    if (before and not before.endswith("/")) or "/" in after or PATH in after:
        message = f'{PATH} stands after a slash, and in the last part of {key}, like "{example}"'
        raise toml.fault(table, key, message)
    if value.startswith(_UP) and not before.strip("/"):
        message = f'{key} must name a folder beside the site, like "../other/{example}"'
        raise toml.fault(table, key, message)
    return value.removeprefix("./")


def _allowed(names: Sequence[str]) -> Iterator[str]:
    yield from names if LANG in names else (LANG, *names)


def _url(table: toml.Table, key: str, *names: str) -> str:
    value = toml.string(table, key, "")
    if value and not (value.count(PATH) == 1 and all(name in value for name in names)):
        raise toml.fault(table, key, f"{key} must contain {' and '.join(names)}")
    return value
