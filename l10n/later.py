"""Regular expressions that are compiled when they are first needed.

There are hundreds of them, and one takes as long as to read a guide; a run needs few of them.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any, cast


def later(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what becomes the compiled ``pattern`` as soon as it is used."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """Stands for a pattern, and has each of its methods from the first use on."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._compiled = partial(re.compile, pattern, flags)

    def __reduce__(self) -> tuple[object, ...]:
        """Return what another process has in its place: the pattern."""
        return re.compile, self._compiled.args

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._compiled(), name)
        setattr(self, name, found)
        return found
