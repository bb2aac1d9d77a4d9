"""What Weblate has to be told of a site's catalogs."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, Final

from l10n.config.settings import Config
from l10n.site.glossaries import GLOSSARY
from l10n.site.paths import SECTION, catalogs_pattern
from l10n.trees import LANG

_ANY_TAG: Final = "[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*"
_PART: Final = re.compile(r"(\{lang\}|\{key\}|\{section\})")
_ALONE: Final = re.compile(r"(?:^|[/.])\{lang\}(?=[/.])")
_COMPONENT: Final = "{{ component }}"
_AT_NEWLINES: Final = 65_535
"""Weblate's number for lines that are as long as they are."""


def describe_discovery(config: Config, place: str, keys: Collection[str]) -> dict[str, Any]:
    """Return the configuration of the add-on that makes a component of each guide or section.

    There is no use for it where a language has one catalog. ``place`` is where the site is in its
    repository, with a slash at the end, or empty; ``keys`` are those of the guides.
    """
    return {
        "match": _match(config, place, "" if GLOSSARY in keys else rf"(?!{GLOSSARY}\.po$)"),
        "file_format": "po",
        "name_template": _COMPONENT,
        "base_file_template": "",
        "new_base_template": _new_base(config, place, _COMPONENT),
        "intermediate_template": "",
        "language_regex": _filter(config),
        "copy_addons": True,
        "remove": False,
    }


def has_discovery(config: Config) -> bool:
    """Return whether there is more than one component to be discovered."""
    return not config.grouped or SECTION in config.grouped


def describe_component(config: Config, place: str, key: str) -> dict[str, Any]:
    """Return the component of one guide, which the others share their repository with.

    ``key`` is the guide's, or what its section is called; empty where a language has one catalog.
    """
    new_base = _new_base(config, place, key)
    name = key.rpartition("/")[2] or config.project
    return {
        "name": name,
        "slug": re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-") or "guide",
        "vcs": "git",
        "source_language": {"code": config.source_language},
        "file_format": "po",
        "file_format_params": {"po_line_wrap": _AT_NEWLINES},
        "filemask": place + _path(config, "*", key),
        "new_base": new_base,
        "new_lang": "add" if new_base else "contact",
        "language_code_style": "bcp",
        "language_regex": _filter(config),
        "merge_style": "rebase",
        "edit_template": False,
        "manage_units": False,
    }


def _match(config: Config, place: str, others: str) -> str:
    """Return the expression that all catalogs match, but for those that begin as ``others``."""
    pattern = place + catalogs_pattern(config)
    parts: list[str] = []
    for part in _PART.split(pattern):
        if part in ("{key}", SECTION):
            any_name = ".+" if part == "{key}" else "[^/]+"
            parts.append(f"(?P<component>{others}{any_name})")
        elif part != "{lang}":
            parts.append(re.escape(part).replace(r"\-", "-"))
        elif "(?P<language>" in "".join(parts):
            parts.append("(?P=language)")
        else:
            parts.append(f"(?P<language>{_tags(config)})")
    return "".join(parts)


def _filter(config: Config) -> str:
    return f"^(?:{_tags(config)})$"


def _tags(config: Config) -> str:
    """Return the expression for a language: any, where it stands alone in the path of a catalog."""
    if _ALONE.search(catalogs_pattern(config)):
        return _ANY_TAG
    return "|".join(map(re.escape, sorted(config.languages, key=len, reverse=True)))


def _new_base(config: Config, place: str, key: str) -> str:
    """Return the catalog that one in a new language begins with, emptied; empty without any."""
    every = (tag for tag in config.languages if tag not in config.only)
    language = next(every, "")
    return place + _path(config, language, key) if language else ""


def _path(config: Config, language: str, key: str) -> str:
    pattern = catalogs_pattern(config).replace(SECTION, key)
    return pattern.replace(LANG, language).replace("{key}", key)
