"""French marks without their no-break space."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Final

from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity
from l10n.later import later
from l10n.markdown.shown import replace_text

_SPACE: Final = "\u00a0"
_WRONG: Final = later(r"(?<=[\w»”)%€$]) ?(?=[?!;»](?:\W|$))|(?<=\w) (?=:(?:\s|$))|(?<=«) ?(?=\w)")

_RIGHT: Final = re.compile("[\u00a0\u202f][?!;:»]|«[\u00a0\u202f]")
_NAME: Final = re.compile(r"\b[^\W\d_]\w*[?!](?=\W)")
"""What may be a name with its mark, as Yahoo!, where the translation has it too."""


def check(subject: Subject) -> Iterator[Fault]:
    """Find ``? ! ; : »`` after, and ``«`` before, an ordinary blank or none."""
    if subject.language != "fr" or _WRONG.search(subject.target.text) is None:
        return
    fixed = replace_text(subject.target.text, _WRONG, _SPACE)
    if fixed != subject.target.text:
        named = _NAME.findall(subject.source.plain)
        sure = not any(each in subject.target.plain for each in named)
        yield Fault(
            "French has a no-break space before ? ! ; : » and after «; put it in",
            fix=fixed if sure else None,
        )


def keeps(subject: Subject) -> Collection[str]:
    """Return the one rule where a no-break space stands before a mark."""
    return ("",) if _RIGHT.search(subject.target.text) else ()


CHECK: Final = EntryCheck(
    "french-spaces",
    Severity.INFO,
    "a French mark has no no-break space",
    check,
    "?!;:»«",
    frozenset({"fr"}),
    keeps=keeps,
    marks="?!;:»«",
)
