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
    wake are joined for every entry, and most entries wake one of very few. So are three sets in
    one number: what is awake, what is to be asked whether it is, and what for its rules.
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

    all_probes = [(each.wakes, 1 << index) for index, each in enumerate(usual) if each.wakes]

    @lru_cache(maxsize=16_384)
    def choose(awake: int) -> Planned:
        return Planned(_of(usual, awake), _of(usual, awake >> 2 * len(usual)))

    @lru_cache(maxsize=16_384)
    def probes(awake: int) -> tuple[_Probe, ...]:
        asked = awake >> len(usual) & ~awake
        return tuple([probe for probe in all_probes if asked & probe[1]])

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


def _of(checks: Sequence[EntryCheck], bits: int) -> tuple[EntryCheck, ...]:
    return tuple([each for index, each in enumerate(checks) if bits >> index & 1])


def _sign_reader(checks: Sequence[EntryCheck]) -> Callable[[str], int]:
    """Return what reads the three sets of checks for the characters of a text."""
    always, masks = _weigh_signs(checks)
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


def _weigh_signs(checks: Sequence[EntryCheck]) -> tuple[int, dict[str, int]]:
    """Return the three sets for any text, and for each character that adds to them."""
    always = 0
    masks: defaultdict[str, int] = defaultdict(int)
    for index, check in enumerate(checks):
        woken, asked, keeping = (1 << index + place * len(checks) for place in range(3))
        rows = [
            (check.trigger, woken if check.trigger or not check.wakes else 0),
            (check.hints, asked if check.wakes else 0),
            (check.marks, keeping if check.keeps else 0),
        ]
        for characters, bit in rows:
            for sign in characters:
                masks[sign] |= bit
            always |= 0 if characters else bit
    return always, dict(masks)


NO_CHECKS: Final = plan_checks(())
"""Plans none, whatever the entry."""
