"""Where a guide's files are: content folders, catalogs, and what a language translates."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import lru_cache
from sys import intern
from typing import Final

from l10n.config.settings import Config
from l10n.guide import Guide
from l10n.markdown.syntaxes import like, syntax_of
from l10n.suffixes import own_syntax


def content_folder(config: Config, language: str) -> str:
    """Return the folder of a language's guides, relative to the root."""
    return config.content.replace("{lang}", language)


def below_content(config: Config, path: str) -> str:
    """Return the path of a source guide in its language's folder."""
    for tag in (config.source_language, *config.fallback_sources):
        folder = content_folder(config, tag)
        if path.startswith(f"{folder}/"):
            return path[len(folder) + 1 :]
    return path


def has_own_path(config: Config, source: str, page: Guide) -> bool:
    """Return whether a page has another place than its source at ``source``, and keeps it."""
    folders = (
        content_folder(config, config.source_language),
        content_folder(config, page.language),
    )
    names = {
        path.removeprefix(f"{folder}/")
        for path, folder in zip((source, page.path), folders, strict=True)
    }
    return not config.slugs and len(names) > 1


def catalog_path(config: Config, language: str, key: str) -> str:
    """Return where a guide's catalog in a language is, relative to the root.

    Every call with these returns the same string, which is held once.
    """
    return intern(config.catalogs.replace("{lang}", language).replace("{key}", key))


def catalogs_folder(config: Config) -> str:
    """Return the folder that holds every language's catalogs; empty for the root itself."""
    return config.catalogs.partition("{")[0].rpartition("/")[0]


def syntax_at(config: Config, path: str) -> str:
    """Return the name of the syntax that the guide at ``path`` is written in."""
    own = own_syntax(path)
    return like(own, config.syntax) if own else config.syntax


def may_write_ids(config: Config, path: str) -> bool:
    """Return whether headings of the page at ``path`` can be given ids.

    Not where a page of another kind lies among guides: the settings speak of those.
    """
    name = syntax_at(config, path)
    return name == config.syntax or syntax_of(name).writes_ids


def translates(config: Config, language: str, path: str) -> bool:
    """Return whether a language translates the guide at ``path`` under its content folder."""
    globs = config.only.get(language)
    return globs is None or any(_glob(glob).fullmatch(path) for glob in globs)


def unused_globs(config: Config, language: str, paths: Collection[str]) -> tuple[str, ...]:
    """Return the globs of a language that match none of these paths under the content folder."""
    globs = config.only.get(language, ())
    return tuple(glob for glob in globs if not any(map(_glob(glob).fullmatch, paths)))


_CROSSING: Final = re.compile(r"(\*\*/?)")
_CROSSES: Final = {"**/": "(?:.*?/)??", "**": ".*?"}


@lru_cache(maxsize=256)
def _glob(pattern: str) -> re.Pattern[str]:
    """Compile a glob: ``*`` and ``?`` stay inside a folder, ``**`` crosses, ``x/`` is ``x/**``."""
    first, *rest = _CROSSING.split(pattern + "**" if pattern.endswith("/") else pattern)
    chunks = zip(rest[::2], rest[1::2], strict=True)
    parts = [_in_folder(first), *(_CROSSES[sign] + _in_folder(chunk) for sign, chunk in chunks)]
    return re.compile(_first_fits(parts), re.DOTALL)


def _in_folder(chunk: str) -> str:
    first, *rest = ("[^/]".join(map(re.escape, part.split("?"))) for part in chunk.split("*"))
    return _first_fits([first, *(f"[^/]*?{part}" for part in rest)])


def _first_fits(parts: Sequence[str]) -> str:
    """Join patterns of which all but the last keep the first place that they fit.

    A later place leaves less to what follows. To try them all doubles the time with each star.
    """
    *before, last = parts
    return "".join((*(f"(?>{part})" for part in before), last))
