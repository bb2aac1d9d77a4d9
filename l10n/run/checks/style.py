"""What the checks of one catalog found, and what of it is its team's own style.

Catalogs are checked without a thought of the others. What is usual in a language is counted
afterwards, so one edit has nothing else checked again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from sys import intern
from typing import Any, Final, NamedTuple

from l10n.cache.actions import observe
from l10n.cache.store import Store
from l10n.checks.habits import Counts, Habits, Tally, count_habits
from l10n.disk.digests import digest_of
from l10n.guide import Finding
from l10n.site.packed import pack_findings, unpack_findings

STYLE: Final = "style"
"""The kind of fact that says which rules the team of a language does not follow."""


class Found(NamedTuple):
    """What is wrong with a catalog."""

    findings: tuple[Finding, ...]
    habits: Habits
    """What it does about rules of taste, in the places of its findings; once it is settled, only
    where it breaks them."""

    def without(self, style: frozenset[str]) -> Iterator[Finding]:
        """Yield the findings but those that break only rules which are not the team's."""
        own = {
            place for rule in style.intersection(self.habits) for place in self.habits[rule].broken
        }
        yield from (each for place, each in enumerate(self.findings) if place not in own)


def settle(counts: Counts, found: Found) -> Found:
    """Count what a catalog does about rules, and return what is needed of it from then on.

    Catalogs are many, and have many findings of the same words: each text is held once.
    """
    count_habits(counts, found.habits)
    findings = tuple(
        Finding(check, severity, intern(path), line, intern(message))
        for check, severity, path, line, message in found.findings
    )
    return Found(findings, {rule: each for rule, each in found.habits.items() if each.broken})


def observe_styles(store: Store, styles: Mapping[str, frozenset[str]]) -> None:
    """Make stale what was mended when the teams had other styles."""
    facts = {
        tag: digest_of("\n".join(sorted(style)).encode("utf-8", "surrogatepass"))
        for tag, style in styles.items()
    }
    observe(store, STYLE, facts, styles)


def pack_found(findings: tuple[Finding, ...], habits: Habits) -> object:
    """Return what was found as JSON can hold it."""
    return [pack_findings(findings), habits] if findings or habits else []


def unpack_found(packed: Any) -> Found:
    """Return what ``pack_found`` was given."""
    if not packed:
        return Found((), {})
    findings, habits = packed
    tallies = {
        str(rule): Tally(int(kept), tuple(broken)) for rule, (kept, broken) in habits.items()
    }
    return Found(unpack_findings(findings), tallies)
