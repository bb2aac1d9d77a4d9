"""The site's settings: l10n.toml, strictly read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from l10n.config import toml
from l10n.config.checks import CheckSettings, read_checks
from l10n.config.links import Links, is_address, read_links
from l10n.config.safety import read_policy
from l10n.disk.files import is_there, read_text
from l10n.disk.names import path_key_fault
from l10n.errors import L10nError
from l10n.frontmatter.fields import DEFAULT_FIELDS
from l10n.markdown.syntaxes import SYNTAXES, Feature, syntax_of, with_features
from l10n.safe.policy import DEFAULT_POLICY, Policy

__all__ = [
    "DEFAULT_FIELDS",
    "Config",
    "Links",
    "Stale",
    "find_config",
    "is_address",
    "is_tag",
    "parse_config",
    "read_config",
]

NAME: Final = "l10n.toml"
KEY_FIELD: Final = "translationKey"

_KEYS: Final = (
    "project",
    "source-language",
    "fallback-sources",
    "languages",
    "language",
    "content",
    "syntax",
    "math",
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
)
# RFC 5646, 2.1, without the grandfathered tags.
_TAG: Final = re.compile(
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
    content: str = "content/{lang}"
    syntax: str = SYNTAXES[0]
    """The name of the site's dialect of Markdown and of its features, see ``syntax_of``."""
    catalogs: str = "locales/{lang}/{key}.po"
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
    return Config(
        root=root,
        path=shown,
        project=toml.string(table, "project", root.name),
        source_language=source,
        languages=languages,
        fallback_sources=_fallback_sources(table, languages),
        content=_pattern(table, "content", "content/{lang}").rstrip("/"),
        syntax=_syntax(table),
        catalogs=_catalogs(table),
        places=toml.flag(table, "places", default=True),
        fields=_fields(table),
        publish_at=publish_at,
        withdraw_below=_withdraw_below(table, publish_at),
        stale=Stale(toml.choice(table, "stale", tuple(Stale))),
        slugs=toml.flag(table, "slugs", default=False),
        keep=toml.strings(table, "keep", ()),
        base_field=_base_field(table),
        only=_only(table, languages),
        links=read_links(table, writes_ids=syntax_of(_syntax(table)).writes_ids),
        checks=read_checks(table),
        policy=read_policy(table),
    )


def is_tag(tag: str) -> bool:
    """Return whether ``tag`` is a well-formed BCP 47 language tag."""
    return _TAG.fullmatch(tag) is not None


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
        better = tag.replace("@latin", "-Latn").replace("@cyrillic", "-Cyrl").replace("_", "-")
        hint = better if is_tag(better) else "es, pt-BR or zh-Hant"
        message = f'"{tag}" in {key} is not a BCP 47 language tag: write it like {hint}'
        raise toml.fault(table, key, message)
    return tag


def _pattern(table: toml.Table, key: str, default: str, *names: str) -> str:
    value = toml.string(table, key, default)
    names = ("{lang}", *names)
    rest = value
    for name in names:
        if name not in value:
            raise toml.fault(table, key, f'{key} must contain {name}, like "{default}"')
        rest = rest.replace(name, "x")
    if "{" in rest or "}" in rest:
        raise toml.fault(table, key, f"{key} may name {' and '.join(names)} only")
    if ".." in rest.split("/") or path_key_fault(rest.rstrip("/").replace("/.", "/")):
        message = f'{key} must be a path inside the site, with forward slashes, like "{default}"'
        raise toml.fault(table, key, message)
    return value


def _syntax(table: toml.Table) -> str:
    name = toml.choice(table, "syntax", SYNTAXES)
    asked = {
        Feature.MATH: toml.flag(table, "math", default=False),
        Feature.NO_TITLES: not toml.flag(table, "block-titles", default=True),
        Feature.CODE_COMMENTS: toml.flag(table, "code-comments", default=False),
    }
    return with_features(name, (each for each, wanted in asked.items() if wanted))


def _catalogs(table: toml.Table) -> str:
    value = _pattern(table, "catalogs", "locales/{lang}/{key}.po", "{key}")
    if not value.endswith("{key}.po") or value.count("{key}") > 1:
        raise toml.fault(table, "catalogs", "catalogs must end in {key}.po")
    return value


def _fields(table: toml.Table) -> tuple[str, ...]:
    fields = toml.strings(table, "fields", DEFAULT_FIELDS)
    if KEY_FIELD in fields:
        message = f"{KEY_FIELD} names the guide in every language: take it out of fields"
        raise toml.fault(table, "fields", message)
    if any("" in field.split(".") for field in fields):
        message = 'fields holds paths like "title" or "faq.*.question": fill the empty part'
        raise toml.fault(table, "fields", message)
    return fields


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


def _only(table: toml.Table, languages: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    tables = toml.subtable(table, "language")
    toml.expect_keys(tables, languages)
    only: dict[str, tuple[str, ...]] = {}
    for language in tables.values:
        settings = toml.subtable(tables, language)
        toml.expect_keys(settings, ("only", "checks"))
        globs = toml.strings(settings, "only", ("**",))
        if any(glob.startswith("/") or "\\" in glob or ".." in glob.split("/") for glob in globs):
            message = 'only holds globs under the content folder, like "germany/**"'
            raise toml.fault(settings, "only", message)
        only[language] = globs
    return only
