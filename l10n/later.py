"""Regular expressions that are compiled when they are first needed.

Classes with characters of many scripts take milliseconds each, and most runs need few of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial


def later(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a function that returns the compiled ``pattern``."""
    return cache(partial(re.compile, pattern, flags))
