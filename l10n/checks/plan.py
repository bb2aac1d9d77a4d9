"""Which checks an entry needs, by what is in its texts, before any check is run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Final, TypeAlias

from l10n.checks.kinds import Check, EntryCheck
from l10n.checks.subject import Subject

UNCHANGED: Final = "unchanged"
BLANK: Final = "blank"

Planner: TypeAlias = Callable[[Subject], tuple[EntryCheck, ...]]
"""Returns the checks that could find anything in an entry, in the order of the registry."""


def plan_checks(checks: Iterable[Check], language: str = "") -> Planner:
    """Return a planner for the entry checks among ``checks`` that fit a primary subtag.

    A set of checks is a number here, with a bit for each: the sets that characters and probes
    wake are joined for every entry, and most entries wake one of very few.
    """
    rows = [
        each
        for each in checks
        if isinstance(each, EntryCheck)
        and not (language and each.languages and language not in each.languages)
    ]
    alone = {name: tuple(each for each in rows if each.name == name) for name in (UNCHANGED, BLANK)}
    usual = [each for each in rows if each.name not in alone]
    bits = [(each, 1 << index) for index, each in enumerate(usual)]
    always = sum(bit for each, bit in bits if not each.trigger and each.wakes is None)
    probes = [(each.wakes, bit) for each, bit in bits if each.wakes is not None]
    woken = {
        character: sum(bit for each, bit in bits if character in each.trigger)
        for character in {character for each in usual for character in each.trigger}
    }
    find = re.compile(f"[{re.escape(''.join(sorted(woken)))}]" if woken else "(?!)").findall

    @lru_cache(maxsize=16_384)
    def choose(awake: int) -> tuple[EntryCheck, ...]:
        return tuple(each for each, bit in bits if awake & bit)

    def plan(subject: Subject) -> tuple[EntryCheck, ...]:
        source, target = subject.source.text, subject.target.text
        if source == target:
            return alone[UNCHANGED]
        if not target or target.isspace():
            return alone[BLANK]
        awake = always
        for character in {*find(f"{source}{target}")}:
            awake |= woken[character]
        for wakes, bit in probes:
            if wakes(subject):
                awake |= bit
        return choose(awake)

    return plan


NO_CHECKS: Final = plan_checks(())
"""Plans none, whatever the entry."""
