"""Terms that are not translated as the glossary says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from l10n.checks.glossary import find_terms, has_term
from l10n.checks.kinds import EntryCheck
from l10n.checks.subject import Fault, Subject
from l10n.guide import Severity


def check(subject: Subject) -> Iterator[Fault]:
    """Look up the source's terms; inflected forms count."""
    if not subject.glossary.by_stem:
        return
    text = subject.target.plain
    for term in find_terms(subject.glossary, subject.source.plain):
        wrong = [each for each in term.forbidden if has_term(text, each)]
        right = " or ".join(term.required)
        if wrong:
            hint = f"write {right}" if right else "write another word"
            yield Fault(f"the glossary forbids {', '.join(wrong)} for {term.source}; {hint}")
        elif term.required and not any(has_term(text, each) for each in term.required):
            yield Fault(f"the glossary has {right} for {term.source}; use it")


CHECK: Final = EntryCheck(
    "terms", Severity.WARNING, "a term is not translated as the glossary says", check
)
