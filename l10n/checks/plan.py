"""Which checks an entry needs, by what is in its texts, before any check is run."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from l10n.checks.kinds import Check, EntryCheck
from l10n.checks.subject import Subject

UNCHANGED: Final = "unchanged"
BLANK: Final = "blank"
_NARROW: Final = 256
"""How many characters a byte may stand for: those of Latin-1."""


class Planned(NamedTuple):
    """What an entry is asked."""

    checks: tuple[EntryCheck, ...]
    """Those that could find anything, in the order of the registry."""
    tastes: tuple[EntryCheck, ...]
    """Those with a rule that the entry may follow."""


Planner: TypeAlias = Callable[[Subject], Planned]
_Probe: TypeAlias = tuple[Callable[[Subject], bool], int]
"""What says whether a check is awake, and its bit."""


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
    of_target = _sign_reader(usual)
    of_source = lru_cache(maxsize=4096)(of_target)  # every language needs it of the source

    @lru_cache(maxsize=16_384)
    def choose(awake: int) -> Planned:
        keeping = awake >> 2 * len(usual)
        return Planned(
            tuple(each for each, bit in bits if awake & bit),
            tuple(each for each, bit in bits if keeping & bit),
        )

    @lru_cache(maxsize=16_384)
    def probes(awake: int) -> tuple[_Probe, ...]:
        asked = awake >> len(usual) & ~awake
        return tuple((each.wakes, bit) for each, bit in bits if asked & bit and each.wakes)

    def plan(subject: Subject) -> Planned:
        source, target = subject.source.text, subject.target.text
        awake = of_source(source) | of_target(target)
        if source == target:
            return choose(awake)._replace(checks=alone[UNCHANGED])
        if not target or target.isspace():
            return choose(awake)._replace(checks=alone[BLANK])
        for wakes, bit in probes(awake):
            if wakes(subject):
                awake |= bit
        return choose(awake)

    return plan


def _sign_reader(checks: Sequence[EntryCheck]) -> Callable[[str], int]:
    """Return what reads which checks the characters of a text wake, above them those that are to
    be asked whether they are awake, and above these those that are to be asked for their rules.
    """
    always = 0
    signs: defaultdict[str, int] = defaultdict(int)
    for index, check in enumerate(checks):
        woken, asked, keeping = (1 << index + place * len(checks) for place in range(3))
        rows = [("", woken)] if not (check.wakes or check.trigger) else []
        rows.append((check.trigger, woken if check.trigger else 0))
        rows.append((check.hints, asked if check.wakes else 0))
        rows.append((check.marks, keeping if check.keeps else 0))
        for characters, bit in rows:
            for sign in characters:
                signs[sign] |= bit
            always |= 0 if characters else bit
    masks = dict(signs)
    ordinary = bytes(each for each in range(_NARROW) if chr(each) not in masks)
    wide = "".join(sorted(sign for sign in masks if ord(sign) >= _NARROW))
    find_wide = re.compile(f"[{re.escape(wide)}]" if wide else "(?!)").findall

    @lru_cache(maxsize=16_384)  # most texts have the same few
    def read_narrow(found: bytes) -> int:
        awake = always
        for sign in {*found.decode("latin-1")}:
            awake |= masks[sign]
        return awake

    def read(text: str) -> int:
        narrow = text.encode("latin-1", "ignore")
        awake = read_narrow(narrow.translate(None, ordinary))
        if len(narrow) < len(text):
            for sign in {*find_wide(text)}:
                awake |= masks[sign]
        return awake

    return read


NO_CHECKS: Final = plan_checks(())
"""Plans none, whatever the entry."""
