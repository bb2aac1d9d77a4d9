"""Which checks an entry needs, by what is in its texts, before any check is run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, TypeAlias

from l10n.checks.kinds import Check, EntryCheck
from l10n.checks.subject import Side, Subject

UNCHANGED: Final = "unchanged"
BLANK: Final = "blank"
_LAST_NARROW: Final = "\xff"

Planner: TypeAlias = Callable[[Subject], tuple[EntryCheck, ...]]
"""Returns the checks that could find anything in an entry, in the order of the registry."""
_Probe: TypeAlias = tuple[Callable[[Subject], bool], int]
"""What a check asks whether it is awake, and its bit."""


def plan_checks(checks: Iterable[Check], language: str = "") -> Planner:
    """Return a planner for the entry checks among ``checks`` that fit a primary subtag.

    A set of checks is a number here, with a bit for each: the sets that characters and probes
    wake are joined for every entry, and most entries wake one of very few. Above these bits are
    those of the checks to ask.
    """
    rows = [
        each
        for each in checks
        if isinstance(each, EntryCheck)
        and not (language and each.languages and language not in each.languages)
    ]
    alone = {name: tuple(each for each in rows if each.name == name) for name in (UNCHANGED, BLANK)}
    usual = [each for each in rows if each.name not in alone]
    of_target = _sign_reader(usual)
    of_source = lru_cache(maxsize=4096)(of_target)  # every language needs it of the source
    bits = [(each, 1 << index) for index, each in enumerate(usual)]
    every = (1 << len(usual)) - 1

    @lru_cache(maxsize=16_384)
    def choose(awake: int) -> tuple[EntryCheck, ...]:
        return tuple(each for each, bit in bits if awake & bit)

    @lru_cache(maxsize=16_384)
    def probes(awake: int) -> tuple[_Probe, ...]:
        asked = awake >> len(usual) & ~awake
        return tuple((each.wakes, bit) for each, bit in bits if asked & bit and each.wakes)

    def plan(subject: Subject) -> tuple[EntryCheck, ...]:
        source, target = subject.source, subject.target
        if source.text == target.text:
            return alone[UNCHANGED]
        if not target.text or target.text.isspace():
            return alone[BLANK]
        awake = of_source(source.text, _is_narrow(source)) | of_target(
            target.text, _is_narrow(target)
        )
        for wakes, bit in probes(awake):
            if wakes(subject):
                awake |= bit
        return choose(awake & every)

    return plan


def _sign_reader(checks: Sequence[EntryCheck]) -> Callable[[str, bool], int]:
    """Return what finds the checks that the characters of a text wake, or have asked.

    Where all characters are narrow, they are looked for among few.
    """
    always = 0
    signs: defaultdict[str, int] = defaultdict(int)
    for index, check in enumerate(checks):
        woken = 1 << index
        asked = woken << len(checks) if check.wakes else 0
        if asked and not check.hints:
            always |= asked
        elif not asked and not check.trigger:
            always |= woken
        for sign in check.trigger:
            signs[sign] |= woken
        for sign in check.hints:
            signs[sign] |= asked
    find_any, find_narrow = _finder(signs), _finder(filter(_LAST_NARROW.__ge__, signs))
    masks = dict(signs)

    def read(text: str, is_narrow: bool) -> int:
        awake = always
        for sign in {*(find_narrow if is_narrow else find_any)(text)}:
            awake |= masks[sign]
        return awake

    return read


def _finder(signs: Iterable[str]) -> Callable[[str], list[str]]:
    found = "".join(sorted(signs))
    return re.compile(f"[{re.escape(found)}]" if found else "(?!)").findall


def _is_narrow(side: Side) -> bool:
    """Return whether the text itself is narrow, not only what is read of it."""
    return side.narrow and side.plain is side.text


NO_CHECKS: Final = plan_checks(())
"""Plans none, whatever the entry."""
