"""Texts and names of a site in Markdown, so that nothing in them is markup, a mention or a link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from l10n.reports.counted import counted

_LONGEST: Final = 90  # characters of a text that is quoted
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]#.|~@:/<>&]")
_TICKS: Final = re.compile(r"`+")


def escape_markdown(text: str) -> str:
    """Return ``text`` on one line with every character of markup escaped."""
    return _MARKUP.sub(lambda found: f"&#{ord(found[0])};", " ".join(text.split()))


def quote_code(text: str) -> str:
    """Return ``text`` as a code span on one line, shortened; nothing in it means anything."""
    flat = " ".join(text.split()) or " "
    if len(flat) > _LONGEST:
        flat = flat[: _LONGEST - 1].rstrip() + "…"
    ticks = "`" * (1 + max((len(run) for run in _TICKS.findall(flat)), default=0))
    pad = " " if flat[0] == "`" or flat[-1] == "`" else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def more(count: int, noun: str) -> Iterator[str]:
    """Yield an item that says how many are not listed; none where all are."""
    if count > 0:
        yield f"- and {counted(count, f'more {noun}')}"
