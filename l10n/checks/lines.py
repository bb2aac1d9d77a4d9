"""Where in a guide something is."""

from __future__ import annotations

import re
from collections.abc import Iterator


def find_in_lines(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    """Yield the first match of each line that has one, with the line's number from 1."""
    last, line, position = 0, 1, 0
    for found in pattern.finditer(text):
        line += text.count("\n", position, found.start())
        position = found.start()
        if line != last:
            yield line, found.group()
        last = line
