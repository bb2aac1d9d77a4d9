"""Run checks: which are wanted, what a translator has ignored, what can be mended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from l10n.catalog import Entry
from l10n.checks.habits import name_rule
from l10n.checks.ignores import how_to_ignore, ignored_names
from l10n.checks.kinds import Check, EntryCheck
from l10n.checks.plan import Planned, Planner, plan_checks
from l10n.checks.registry import CHECKS
from l10n.checks.settings import Settings
from l10n.checks.subject import Fault, Subject, read_side, read_source
from l10n.guide import Severity

_MOST_FIXES: Final = 8
"""How often an entry is mended: no fix gives another check work for ever."""


@dataclass(frozen=True, slots=True)
class Found:
    """A fault, by the check that found it, as bad as the settings have it."""

    check: str
    severity: Severity
    fault: Fault


def wanted_checks(
    settings: Settings, only: Iterable[str] = (), skip: Iterable[str] = ()
) -> tuple[Check, ...]:
    """Return the checks to run: those of ``only``, or all, without what is skipped."""
    named, left_out = frozenset(only), settings.skip.union(skip)
    return tuple(
        each
        for each in CHECKS
        if (not named or each.name in named) and (each.name in named or each.name not in left_out)
    )


def make_subject(pattern: Subject, entry: Entry) -> Subject:
    """Return ``pattern`` with another entry."""
    return Subject(entry, read_source(entry.msgid), read_side(entry.msgstr), *pattern[3:])


def check_entry(plan: Planner, subject: Subject) -> Iterator[Found]:
    """Yield what the planned checks find and the translator has not ignored."""
    yield from check_planned(plan(subject), subject)


def check_planned(planned: Planned, subject: Subject) -> Iterator[Found]:
    """Do the same with what was planned before."""
    entry = subject.entry
    ignored = ignored_names(entry.comments) if entry.comments else frozenset()
    severities = subject.settings.severity
    for each in planned.checks:
        for fault in each.check(subject):
            if each.name not in ignored:
                severity = severities.get(each.name) or fault.severity or each.severity
                yield Found(each.name, severity, _told(each.name, severity, fault))


def fix_entry(plan: Planner, subject: Subject, style: frozenset[str] = frozenset()) -> Entry:
    """Return the entry with all fixes that are certain; the entry itself when there is none.

    What breaks the rules of ``style`` is left alone: they are not the team's.
    """
    for _ in range(_MOST_FIXES):
        fixes = (
            found.fault.fix
            for found in check_entry(plan, subject)
            if name_rule(found.check, found.fault.rule) not in style
        )
        fixed = next((fix for fix in fixes if fix is not None), None)
        if fixed is None or fixed == subject.entry.msgstr:
            break
        subject = make_subject(subject, subject.entry._replace(msgstr=fixed))
    return subject.entry


def plan_blocking(settings: Settings) -> Planner:
    """Return a planner for what keeps translations from being published, but what merging does.

    These are the checks whose findings are errors, by the registry or by the settings.
    """
    return plan_checks(
        _for_errors(each, settings)
        for each in wanted_checks(settings)
        if settings.severity.get(each.name, each.severity) is Severity.ERROR
        and each.name not in _JUDGED_BY_MERGING
    )


def _for_errors(check: Check, settings: Settings) -> Check:
    """Return a check that is awake only where it may find an error.

    What the settings call an error always is one.
    """
    if not isinstance(check, EntryCheck) or check.errs is None or check.name in settings.severity:
        return check
    return replace(check, wakes=check.errs)


def blocking_fault(plan: Planner, subject: Subject) -> str:
    """Return why a translation must not be published, in words for its translator; empty if it may.

    What comes first is all that is looked for.
    """
    errors = (each for each in check_entry(plan, subject) if each.severity is Severity.ERROR)
    return next((each.fault.message for each in errors), "")


def _told(name: str, severity: Severity, fault: Fault) -> Fault:
    """Return a fault whose message quotes no line end of the text.

    An error keeps a translation from being published, so it says how to have it published as it is.
    """
    message = fault.message
    if not message.isprintable():
        message = " ".join(message.split())
    if severity is Severity.ERROR and name not in _JUDGED_BY_MERGING:
        message += f" {how_to_ignore(name)}"
    return fault if message == fault.message else replace(fault, message=message)


_JUDGED_BY_MERGING: Final = frozenset({"placeables", "safety"})
