"""Propose an l10n.toml for a site: what Hugo's settings say, else what the folders look like."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from l10n.config import toml
from l10n.config.fields import propose_fields
from l10n.config.settings import is_address, is_tag, parse_config
from l10n.data.languages import is_written
from l10n.disk.files import is_there, read_bytes, read_text
from l10n.disk.names import visible
from l10n.disk.walk import walk
from l10n.errors import L10nError
from l10n.frontmatter.block import Block, Dialect
from l10n.frontmatter.metadata import read_metadata
from l10n.markdown.idstyle import IdStyle
from l10n.suffixes import is_guide_name
from l10n.text import Span

# https://gohugo.io/configuration/introduction/#configuration-file
_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_SINGLE_FILES: Final = ("hugo", "config")
_FOLDER: Final = "config/_default"

_ANYWHERE: Final = "content/{lang}"
_BY_FILE_NAME: Final = (
    "# l10n reads one folder for each language; translation by file name (post.es.md) is not",
    "# supported yet. Move each language into its folder, and tell Hugo:",
)
_NOTHING_FOUND: Final = (
    "# No guides were found in folders named by language. Correct the lines below.",
)


_BASE_FIELDS: Final = {
    "default_lang_commit": re.compile(rb"^default_lang_commit[ \t]*:", re.MULTILINE),
    "l10n.sourceCommit": re.compile(rb"^l10n[ \t]*:[ \t]*\r?\n[ \t]+sourceCommit:", re.MULTILINE),
}
"""Fields in which sites note the commit that a page was made from, and how they are written."""
_HEAD: Final = 4_096  # bytes
_MOST_PAGES: Final = 1_000
"""Pages that are looked at."""


@dataclass(frozen=True, slots=True)
class _Site:
    """What could be found out about a site."""

    title: str
    base: str
    source: str
    languages: tuple[str, ...]
    content: str
    in_folder: bool = False
    """Whether the source's URLs begin with its language as well."""
    notes: tuple[str, ...] = ()
    """Comment lines."""
    links: tuple[str, ...] = ()
    """Further lines of the table [links]."""


def propose_config(root: Path) -> str:
    """Return the text of an l10n.toml for the site at ``root``; the same site gives the same.

    Raises L10nError when Hugo's settings cannot be read, or have what ours cannot express.
    """
    settings = _read_hugo(root)
    site = _from_folders(root) if settings is None else _from_hugo(root, settings)
    sources = _guides_in(root, [site.source], site)
    fields = propose_fields(root, sources[:_MOST_PAGES])
    text = _render(site, fields, _find_base_field(root, site))
    parse_config(text, root)
    return text


def _find_base_field(root: Path, site: _Site) -> str:
    """Return the field in which pages note the commit that they were made from, if one does."""
    for path in _guides_in(root, site.languages, site)[:_MOST_PAGES]:
        try:
            head = read_bytes(root / path, path)[:_HEAD]
        except L10nError:  # reported when the page is needed
            continue
        for field, written in _BASE_FIELDS.items():
            if written.search(head):
                return field
    return ""


def _guides_in(root: Path, tags: Iterable[str], site: _Site) -> list[str]:
    """Return the paths of the guides in some languages."""
    folders = [site.content.replace("{lang}", tag) for tag in tags]
    there = [folder for folder in folders if (root / folder).is_dir()]
    return sorted(filter(is_guide_name, walk(root, there).files)) if there else []


def _render(site: _Site, fields: tuple[str, ...], base_field: str) -> str:
    known = is_address(site.base)
    base = site.base.rstrip("/") if known else "https://example.org"
    links = (
        "[links]",
        f"base = {_quote(base)}",
        f"source-url = {_quote('/{lang}/{path}/' if site.in_folder else '/{path}/')}",
        f"localized-url = {_quote('/{lang}/{path}/')}",
        *site.links,
    )
    lines = (
        "# Which guides l10n translates, and where. Paths are relative to this file.",
        *site.notes,
        f"project = {_quote(site.title)}",
        f"source-language = {_quote(site.source)}",
        f"languages = {_quote_list(site.languages)}",
        f"content = {_quote(site.content)}",
        f"catalogs = {_quote('locales/{lang}/{key}.po')}",
        f"fields = {_quote_list(fields)}",
        "publish-at = 80  # percent of words",
        *([f"base-field = {_quote(base_field)}"] if base_field else []),
        "",
        "# [language.es]",
        '# only = ["spain/**"]  # this language translates these guides only',
        "",
        *(line if known else f"# {line}" for line in links),
        "",
    )
    return "\n".join(lines)


def _from_hugo(root: Path, settings: Mapping[str, Any]) -> _Site:
    source = _text(settings.get("defaultcontentlanguage")) or "en"
    tables = _language_tables(settings, source)
    folders = {tag: _text(table.get("contentdir")) for tag, table in tables.items()}
    patterns = {tag: _pattern(tag, folder) for tag, folder in folders.items() if folder}
    wanted = {pattern for pattern, _ in patterns.values()}
    notes: tuple[str, ...] = ()
    if len(patterns) == len(tables) and len(wanted) == 1 and None not in wanted:
        content = next(iter(patterns.values()))[0] or _ANYWHERE
        spelled = {tag: spelling for tag, (_, spelling) in patterns.items()}
    else:
        content = _ANYWHERE
        spelled = {tag: tag for tag in tables}
        if not all((root / "content" / tag).is_dir() for tag in tables):
            advice = (f'#   contentDir = "content/{tag}"  for {tag}' for tag in tables)
            notes = (*_BY_FILE_NAME, *advice)
    return _Site(
        title=_text(settings.get("title")) or _text(tables[source].get("title")) or _name(root),
        base=_text(settings.get("baseurl")),
        source=spelled[source],
        languages=tuple(spelled[tag] for tag in tables if tag != source),
        content=content,
        in_folder=settings.get("defaultcontentlanguageinsubdir") is True,
        notes=notes,
        links=tuple(_link_lines(settings)),
    )


def _link_lines(settings: Mapping[str, Any]) -> Iterator[str]:
    """Yield what Hugo's settings say of addresses and of the ids of headings."""
    if settings.get("disablepathtolower") is True:
        yield "lowercase = false"
    table = settings
    for name in ("markup", "goldmark", "parser"):
        table = _lower(_table(table.get(name)))
    style = _text(table.get("autoheadingidtype"))
    if style in tuple(IdStyle) and style != IdStyle.GITHUB:
        yield f"heading-id-style = {_quote(style)}"


def _language_tables(settings: Mapping[str, Any], source: str) -> dict[str, Mapping[str, Any]]:
    """Return the languages that Hugo builds, the source first, then by weight and tag."""
    tables = {
        tag: _lower(table)
        for tag, table in _table(settings.get("languages")).items()
        if isinstance(table, dict)
    }
    off = settings.get("disablelanguages")
    disabled = [str(tag).lower() for tag in off] if isinstance(off, list) else []
    built = {
        tag: table
        for tag, table in tables.items()
        if tag.lower() not in disabled and table.get("disabled") is not True
    }
    # Hugo takes the tag in any case.
    own = {tag: table for tag, table in built.items() if tag.lower() == source.lower()}
    rest = sorted(built.keys() - own.keys(), key=lambda tag: (_weight(built[tag]), tag))
    first = next(iter(own.values()), {"contentdir": settings.get("contentdir")})
    return {source: first} | {tag: built[tag] for tag in rest}


def _weight(table: Mapping[str, Any]) -> float:
    weight = table.get("weight")
    # Hugo sorts languages without a weight last.
    return weight if isinstance(weight, int | float) and weight else float("inf")


def _pattern(tag: str, folder: str) -> tuple[str | None, str]:
    """Return a language's folder with ``{lang}`` in the tag's place, and the tag as spelled."""
    path = folder.replace("\\", "/").removeprefix("./").rstrip("/")
    found = re.search(rf"(?<![^\W_]){re.escape(tag)}(?![^\W_])", path, re.IGNORECASE)
    if not found:
        return None, tag
    return path[: found.start()] + "{lang}" + path[found.end() :], found.group()


def _from_folders(root: Path) -> _Site:
    for parent in ("content", ""):
        counts = _count_guides(root, parent)
        if counts:
            source = max(sorted(counts), key=lambda tag: (tag == "en", counts[tag]))
            languages = tuple(tag for tag in sorted(counts) if tag != source)
            content = f"{parent}/{{lang}}" if parent else "{lang}"
            return _Site(_name(root), "", source, languages, content)
    return _Site(_name(root), "", "en", (), _ANYWHERE, notes=_NOTHING_FOUND)


def _count_guides(root: Path, parent: str) -> dict[str, int]:
    """Count the guides in each folder named by a language; those without any are left out."""
    folder = root / parent
    found = sorted(folder.iterdir()) if folder.is_dir() else []
    tags = [path.name for path in found if _is_language(path.name) and path.is_dir()]
    paths = {tag: f"{parent}/{tag}" if parent else tag for tag in tags}
    counts = {tag: sum(map(is_guide_name, walk(root, [path]).files)) for tag, path in paths.items()}
    return {tag: count for tag, count in counts.items() if count}


def _is_language(name: str) -> bool:
    # "js" and "img" are well-formed tags as well.
    return is_tag(name) and is_written(name)


def _read_hugo(root: Path) -> dict[str, Any] | None:
    """Read Hugo's settings, their names in lower case as Hugo takes them; None without any."""
    for name in _SINGLE_FILES:
        found = _read_one(root, name)
        if found is not None:
            return found
    parts = [_read_one(root, f"{_FOLDER}/{name}") for name in _SINGLE_FILES]
    languages = _read_one(root, f"{_FOLDER}/languages", lower=False)
    if languages is not None:
        parts.append({"languages": languages})
    known = [part for part in parts if part is not None]
    return {name: value for part in known for name, value in part.items()} if known else None


def _read_one(root: Path, name: str, *, lower: bool = True) -> dict[str, Any] | None:
    for ending in _ENDINGS:
        shown = f"{name}.{ending}"
        if is_there(root / shown, shown):
            values = _parse(read_text(root / shown, shown)[0], ending, shown)
            return _lower(values) if lower else dict(values)
    return None


def _parse(text: str, ending: str, shown: str) -> Mapping[str, Any]:
    if ending == "toml":
        return toml.parse(text, shown).values
    if ending != "json":
        # The whole file is one block; the reader of front matter limits its size and depth.
        return read_metadata(text, Block(Dialect.YAML, Span(0, len(text)), len(text)), shown).values
    try:
        return _table(json.loads(text))
    except RecursionError:
        message = "the values are nested too deep: write them flat"
        raise L10nError(message, path=shown) from None
    except json.JSONDecodeError as error:
        message = f"not valid JSON: {error.msg}; correct this line"
        raise L10nError(message, path=shown, line=error.lineno) from None


def _lower(table: Mapping[str, Any]) -> dict[str, Any]:
    return {str(name).lower(): value for name, value in table.items()}


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _name(root: Path) -> str:
    return visible(root.absolute().name) or "guides"


def _quote(text: str) -> str:
    # A JSON string is a TOML string, but for DEL.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quote_list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(map(_quote, texts))}]"
