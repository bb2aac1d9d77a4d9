"""Globs of paths: ``*`` and ``?`` stay inside a folder, ``**`` crosses, ``x/`` is ``x/**``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

_CROSSING: Final = re.compile(r"(\*\*/?)")
_CROSSES: Final = {"**/": "(?:.*?/)??", "**": ".*?"}


def fits(glob: str, path: str) -> bool:
    """Return whether a glob matches all of a path."""
    return _compile(glob).fullmatch(path) is not None


def fits_any(globs: Iterable[str], path: str) -> bool:
    """Return whether one of these globs matches all of a path."""
    return any(fits(glob, path) for glob in globs)


@lru_cache(maxsize=256)
def _compile(pattern: str) -> re.Pattern[str]:
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
