"""Habits of those who translate into a language: what nearly all of their texts do is no fault."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from l10n.checks.kinds import Check, EntryCheck
from l10n.checks.subject import Subject

FEWEST: Final = 20
"""How many texts show a habit, at the least."""
_SHARE: Final = 0.9


class Tally(NamedTuple):
    """What the texts of a catalog do about one rule."""

    kept: int
    """How many follow it."""
    broken: tuple[int, ...]
    """The places, among the catalog's findings, of those that do not."""


Habits: TypeAlias = Mapping[str, Tally]
"""By the name of the rule, as ``name_rule`` has it."""
Counts: TypeAlias = Counter[tuple[str, bool]]
"""How many texts of a language follow each rule, and how many do not."""
Tastes: TypeAlias = Mapping[str, Callable[[Subject], Collection[str]]]
"""By check, what returns the rules that a text follows."""


@lru_cache(maxsize=1024)
def name_rule(check: str, rule: str) -> str:
    """Return the name of a rule among those of all checks."""
    return f"{check} {rule}"


def find_tastes(checks: Iterable[Check], language: str) -> Tastes:
    """Return the checks of matters of taste, of those that fit a primary subtag."""
    return {
        each.name: each.keeps
        for each in checks
        if isinstance(each, EntryCheck)
        and each.keeps is not None
        and (not each.languages or language in each.languages)
    }


def kept_rules(tastes: Tastes, asked: Iterable[EntryCheck], subject: Subject) -> tuple[str, ...]:
    """Return the names of the rules that a text follows, where it could do otherwise.

    Of the checks with tastes, those that are ``asked``.
    """
    return tuple(
        [
            name_rule(each.name, rule)
            for each in asked
            if each.keeps is not None and each.name in tastes
            for rule in each.keeps(subject)
        ]
    )


def count_habits(counts: Counts, habits: Habits) -> None:
    """Add what a catalog does to what the texts of its language do."""
    for rule, tally in habits.items():
        counts[rule, True] += tally.kept
        counts[rule, False] += len(tally.broken)


def own_style(counts: Counts) -> frozenset[str]:
    """Return the rules that hardly any text of a language follows: they are not its team's."""
    broken = {rule: count for (rule, is_kept), count in counts.items() if not is_kept}
    return frozenset(
        rule
        for rule, count in broken.items()
        if (texts := count + counts[rule, True]) >= FEWEST and count >= _SHARE * texts
    )
