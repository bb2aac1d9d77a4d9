"""Where a guide's files are: content folders, catalogs, and what a language translates."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from sys import intern
from typing import Final

from l10n.config.settings import Config

_SUFFIXES: Final = (".md", ".markdown")


def content_folder(config: Config, language: str) -> str:
    """Return the folder of a language's guides, relative to the root."""
    return config.content.replace("{lang}", language)


def catalog_path(config: Config, language: str, key: str) -> str:
    """Return where a guide's catalog in a language is, relative to the root.

    All who ask get the same text, which is held once.
    """
    return intern(config.catalogs.replace("{lang}", language).replace("{key}", key))


def catalogs_folder(config: Config) -> str:
    """Return the folder that holds every language's catalogs; empty for the root itself."""
    return config.catalogs.partition("{")[0].rpartition("/")[0]


def is_guide_name(name: str) -> bool:
    """Tell whether a file of this name, or at this path, is a guide."""
    return name.lower().endswith(_SUFFIXES)


def without_suffix(path: str) -> str:
    """Return a guide's path without ``.md``."""
    return path.rpartition(".")[0]


def translates(config: Config, language: str, path: str) -> bool:
    """Tell whether a language translates the guide at ``path`` under its content folder."""
    globs = config.only.get(language)
    return globs is None or any(_glob(glob).fullmatch(path) for glob in globs)


def unused_globs(config: Config, language: str, paths: Collection[str]) -> tuple[str, ...]:
    """Return the globs of a language that match none of these paths under the content folder."""
    globs = config.only.get(language, ())
    return tuple(glob for glob in globs if not any(map(_glob(glob).fullmatch, paths)))


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a glob: ``*`` and ``?`` stay inside a folder, ``**`` crosses, ``x/`` is ``x/**``."""
    meanings = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    whole = pattern + "**" if pattern.endswith("/") else pattern
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", whole)
    return re.compile("".join(meanings.get(part) or re.escape(part) for part in parts), re.DOTALL)
