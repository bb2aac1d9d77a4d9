"""What to do next, as text: a line or two a step, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from l10n.priorities import Step, Worth
from l10n.reports.cells import printable, wrap
from l10n.reports.counted import counted
from l10n.reports.status_text import quote

_INDENT: Final = "      "


def render_next_text(steps: Iterable[Step], *, unread: bool, width: int) -> str:
    """Return the steps by language; ends with a newline. ``width`` is in terminal cells.

    ``unread`` says that there are files of which nothing is known.
    """
    lines: list[str] = []
    for language, some in groupby(steps, key=lambda each: each.language):
        lines.append(f"{language}:")
        for step in some:
            lines += _lines(step, width)
    nothing = "Nothing is left to translate"
    nothing += " in what can be read: mend the errors first." if unread else "."
    return "\n".join(lines or [nothing]) + "\n"


def _lines(step: Step, width: int) -> Iterator[str]:
    place = f"{step.path}:{step.line}" if step.line else step.path
    yield from wrap(printable(f"  {place}  {_why(step)}"), width, _INDENT)


def _why(step: Step) -> str:
    text = quote(step.msgid)
    if step.worth is Worth.FACT:
        return f"{step.worth} changed: {text}, before {quote(step.previous)}"
    if step.worth is Worth.PAGE:
        if not step.msgid:
            return f"{step.key} is ready: l10n merge publishes it"
        words = counted(step.words, "more word")
        return f"{words} publish {step.key}: begin with {text}"
    guides = "1 guide gains" if step.guides == 1 else f"{step.guides:,} guides gain"
    return f"{guides} from {text}"
