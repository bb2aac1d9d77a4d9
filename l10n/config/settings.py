"""The site's settings: l10n.toml, strictly read."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from l10n.config import toml
from l10n.config.checks import CheckSettings, read_checks
from l10n.config.data import read_data
from l10n.config.engines import read_engines
from l10n.config.links import Links, read_links
from l10n.config.machine import KEYS as MACHINE_KEYS
from l10n.config.machine import MachineField, read_machine, read_machine_fields
from l10n.config.safety import read_policy
from l10n.config.texts import read_texts
from l10n.config.trees import (
    expect_apart,
    read_fields,
    read_globs,
    read_pattern,
    read_syntax,
    read_trees,
)
from l10n.disk.files import PRIVATE_FOLDER, is_there, read_text
from l10n.disk.names import fold_key, path_key_fault
from l10n.engines.values import EngineSettings
from l10n.errors import L10nError
from l10n.frontmatter.fields import DEFAULT_FIELDS
from l10n.later import later
from l10n.markdown.syntaxes import (
    SYNTAXES,
    syntax_of,
    with_comments,
    with_texts,
    without_html,
    without_titles,
)
from l10n.safe.policy import DEFAULT_POLICY, Policy
from l10n.trees import LANG, ContentTree, make_places

NAME: Final = "l10n.toml"

GROUPED: Final = f"{PRIVATE_FOLDER}/catalogs/{{lang}}/{{key}}.po"
"""Where the catalog of each guide is when those that people see hold many."""

_KEYS: Final = (
    "project",
    "source-language",
    "fallback-sources",
    "languages",
    "language",
    "content",
    "data",
    "syntax",
    "math",
    "html",
    "block-titles",
    "code-comments",
    "catalogs",
    "places",
    "fields",
    "publish-at",
    "withdraw-below",
    "stale",
    "slugs",
    "titles",
    "keep",
    "base-field",
    "links",
    "checks",
    "safety",
    "shortcodes",
    "components",
    "engines",
    *MACHINE_KEYS,
)
# RFC 5646, 2.1, without the grandfathered tags.
_TAG: Final = later(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*"
    r"(?:-x(?:-[a-z0-9]{1,8})+)?",
    re.IGNORECASE,
)


class Stale(StrEnum):
    """What merging shows where the source changed and the translation did not."""

    SOURCE = "source"
    KEEP = "keep"


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of one site, every one of them checked."""

    root: Path
    """The folder of l10n.toml, absolute; every other path is relative to it."""
    path: str
    """The settings file as the user would type it."""
    project: str
    source_language: str
    languages: tuple[str, ...]
    """What is translated into, in the file's order; the source language is not among them."""
    trees: tuple[ContentTree, ...] = (ContentTree(),)
    """Where the guides and data files are; the first are guides."""
    folders: Mapping[str, str] = field(default_factory=dict)
    """What languages are called in the paths of guides; one without an entry: as its tag."""
    syntax: str = SYNTAXES[0]
    """The name of the site's dialect of Markdown, with what it says of it, see ``syntax_of``."""
    catalogs: str = "locales/{lang}/{key}.po"
    """Where the catalog of each guide is: a private place when ``grouped`` ones hold them."""
    grouped: str = ""
    """Where the catalogs are that hold many guides; empty when each has its own."""
    record: str = ""
    """Where is written what was published; where it is empty, beside the catalogs."""
    places: bool = True
    """Whether catalogs say where each text is: under what heading, on what page."""
    fields: tuple[str, ...] = DEFAULT_FIELDS
    publish_at: float = 80
    """Percent of words, 0-100."""
    withdraw_below: float | None = None
    """Percent of words, at most ``publish_at``; None when a published guide stays."""
    stale: Stale = Stale.SOURCE
    slugs: bool = False
    keep: tuple[str, ...] = ()
    base_field: str = ""
    """The path of the front matter value that names the commit a page was made from; or empty."""
    fallback_sources: tuple[str, ...] = ()
    """Whose guides are sources where the source language has none; the first one wins."""
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Globs of the guides that a language translates; a language without an entry: all."""
    links: Links = field(default_factory=Links)
    checks: CheckSettings = field(default_factory=CheckSettings)
    policy: Policy = DEFAULT_POLICY
    """What translations may add."""
    engines: Mapping[str, EngineSettings] = field(default_factory=dict)
    """Engines of machine translation, by name."""
    machine: frozenset[str] = frozenset()
    """The languages that publish what a machine wrote before a person has confirmed it."""
    machine_fields: Mapping[str, MachineField] = field(default_factory=dict)
    """Where pages of a language say that a machine wrote them; of the others, under ``""``."""


def find_config(start: Path) -> Path:
    """Return the nearest l10n.toml, in ``start`` or a folder above; raises L10nError if none."""
    for folder in (start.absolute(), *start.absolute().parents):
        if is_there(folder / NAME, NAME):
            return folder / NAME
    message = "not found here or in a folder above: run l10n init, or name it with --config"
    raise L10nError(message, path=NAME)


def read_config(path: Path) -> Config:
    """Read the settings file; raises L10nError with the line of what is wrong."""
    shown = _shown(path)
    text, _ = read_text(path, shown)
    return parse_config(text, path.absolute().parent.resolve(), shown)


def parse_config(text: str, root: Path, shown: str = NAME) -> Config:
    """Return the settings that ``text`` holds, for a site at ``root``."""
    table = toml.parse(text, shown, check_line=_languages_clash)
    toml.expect_keys(table, _KEYS)
    source = _tag(table, "source-language", toml.string(table, "source-language", None))
    publish_at = toml.percent(table, "publish-at", 80)
    languages = _languages(table, source)
    syntax = _syntax(table)
    tables = _language_tables(table, (*languages, source))
    fields = read_fields(table, DEFAULT_FIELDS)
    trees, folders = read_trees(table, syntax), _folders(tables, (source, *languages))
    data = read_data(table)
    expect_apart(table, "content", make_places(trees, source, languages, folders))
    expect_apart(table, "data", make_places(data, source, languages, folders))
    return Config(
        root=root,
        path=shown,
        project=toml.string(table, "project", root.name),
        source_language=source,
        languages=languages,
        fallback_sources=_fallback_sources(table, languages),
        trees=(*trees, *data),
        folders=folders,
        syntax=syntax,
        catalogs=GROUPED if (grouped := _grouped(table)) else _catalogs(table),
        grouped=grouped,
        places=toml.flag(table, "places", default=True),
        fields=fields,
        publish_at=publish_at,
        withdraw_below=_withdraw_below(table, publish_at),
        stale=Stale(toml.choice(table, "stale", tuple(Stale))),
        slugs=toml.flag(table, "slugs", default=False),
        keep=toml.strings(table, "keep", ()),
        base_field=_base_field(table),
        only=_only(tables, source),
        links=read_links(table, syntax_of(syntax)),
        checks=read_checks(table),
        policy=read_policy(table),
        engines=read_engines(table),
        machine=read_machine(tables),
        machine_fields=read_machine_fields(
            table, tables, fields, (syntax, *(each.syntax for each in trees))
        ),
    )


def is_tag(tag: str) -> bool:
    """Return whether ``tag`` is a well-formed BCP 47 language tag."""
    return _TAG.fullmatch(tag) is not None


def as_tag(name: str) -> str:
    """Return the tag that a language's name in paths stands for, as in pt_BR; perhaps no tag."""
    return name.replace("@latin", "-Latn").replace("@cyrillic", "-Cyrl").replace("_", "-")


def _shown(path: Path) -> str:
    absolute, here = path.absolute(), Path.cwd()
    return absolute.relative_to(here).as_posix() if absolute.is_relative_to(here) else str(path)


def _languages_clash(line: str) -> str | None:
    """Explain the one mistake that TOML itself refuses: a list that is a table as well."""
    found = re.match(r"\s*+\[?\s*+languages\s*\.\s*[\"']?([\w-]+)", line)
    return _use_language_table(found[1]) if found else None


def _use_language_table(tag: str) -> str:
    return f"settings of one language go in [language.{tag}]; languages is a list of tags"


def _languages(table: toml.Table, source: str) -> tuple[str, ...]:
    value = table.values.get("languages")
    if isinstance(value, dict):
        raise toml.fault(table, "languages", _use_language_table(next(iter(value), "de")))
    tags = toml.strings(table, "languages", None)
    seen = {source.lower()}
    for tag in tags:
        if tag.lower() == source.lower():
            message = f"{tag} is the source-language: take it out of languages"
            raise toml.fault(table, "languages", message)
        if _tag(table, "languages", tag).lower() in seen:
            raise toml.fault(table, "languages", f"{tag} is listed twice: take one out")
        seen.add(tag.lower())
    return tags


def _fallback_sources(table: toml.Table, languages: tuple[str, ...]) -> tuple[str, ...]:
    tags = toml.strings(table, "fallback-sources", ())
    for tag in tags:
        if tag not in languages:
            message = f"{tag} in fallback-sources is not one of languages: add it there"
            raise toml.fault(table, "fallback-sources", message)
    return tuple(dict.fromkeys(tags))


def _tag(table: toml.Table, key: str, tag: str) -> str:
    if not is_tag(tag):
        better = as_tag(tag)
        hint = better if is_tag(better) else "es, pt-BR or zh-Hant"
        message = f'"{tag}" in {key} is not a BCP 47 language tag: write it like {hint}'
        raise toml.fault(table, key, message)
    return tag


def _syntax(table: toml.Table) -> str:
    name = read_syntax(table, SYNTAXES[0])
    if not toml.flag(table, "html", default=True):
        name = without_html(name)
    if not toml.flag(table, "block-titles", default=True):
        name = without_titles(name)
    if toml.flag(table, "code-comments", default=False):
        name = with_comments(name)
    return with_texts(name, read_texts(table, "shortcodes"), read_texts(table, "components"))


def _grouped(table: toml.Table) -> str:
    """Return the pattern of catalogs of many guides; empty when each guide has its own."""
    value = toml.string(table, "catalogs", "{key}")
    if "{key}" in value:
        return ""
    if set(re.findall(r"\{[^{}]*\}", value)) - {LANG, "{section}"}:
        raise toml.fault(table, "catalogs", "catalogs may name {lang}, {key} and {section} only")
    names = (LANG, "{section}") if "{section}" in value else (LANG,)
    value = read_pattern(table, "catalogs", "locales/{lang}.po", names)
    parts = value.split("/")
    if not value.endswith(".po") or "{" in parts[0] or value.count("{section}") > 1:
        message = "catalogs of many guides are in a folder and end in .po, like locales/{lang}.po"
        raise toml.fault(table, "catalogs", message)
    return value


def _catalogs(table: toml.Table) -> str:
    value = read_pattern(table, "catalogs", "locales/{lang}/{key}.po", ("{lang}", "{key}"))
    if not value.endswith("{key}.po") or value.count("{key}") > 1:
        raise toml.fault(table, "catalogs", "catalogs must end in {key}.po")
    return value


def _base_field(table: toml.Table) -> str:
    field = toml.string(table, "base-field", "")
    if field and "" in field.split("."):
        message = 'base-field is a path like "default_lang_commit": fill the empty part'
        raise toml.fault(table, "base-field", message)
    return field


def _withdraw_below(table: toml.Table, publish_at: float) -> float | None:
    if "withdraw-below" not in table.values:
        return None
    value = toml.percent(table, "withdraw-below", 0)
    if value > publish_at:
        message = f"withdraw-below must not be above publish-at ({publish_at:g})"
        raise toml.fault(table, "withdraw-below", message)
    return value


def _only(tables: Mapping[str, toml.Table], source: str) -> dict[str, tuple[str, ...]]:
    only: dict[str, tuple[str, ...]] = {}
    for language, table in tables.items():
        if language == source:
            toml.expect_keys(table, ("folder",))
            continue
        toml.expect_keys(table, ("only", "checks", "folder", "machine", *MACHINE_KEYS))
        only[language] = read_globs(table, "only", ("**",))
    return only


def _folders(tables: Mapping[str, toml.Table], languages: Sequence[str]) -> dict[str, str]:
    """Return what languages are called in paths, where that is not their tag."""
    folders: dict[str, str] = {}
    for language, table in tables.items():
        folder = toml.string(table, "folder", language)
        taken = {fold_key(folders.get(each, each)): each for each in languages if each != language}
        other = taken.get(fold_key(folder), "")
        if "/" in folder or LANG in folder or path_key_fault(folder):
            message = f'folder is what {language} is called in paths, like "{language.lower()}"'
            raise toml.fault(table, "folder", message)
        if other and folder != language:
            raise toml.fault(table, "folder", f"this is the folder of {other}: give each its own")
        if folder != language:
            folders[language] = folder
    return folders


def _language_tables(table: toml.Table, languages: Collection[str]) -> dict[str, toml.Table]:
    tables = toml.subtable(table, "language")
    toml.expect_keys(tables, languages)
    return {language: toml.subtable(tables, language) for language in tables.values}
