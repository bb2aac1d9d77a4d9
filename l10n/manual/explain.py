"""What is said of a setting, a check or a finding to who looks it up, in plain lines."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap
from typing import Final

from l10n.checks.kinds import Check, GuideCheck
from l10n.manual.checks import EXAMPLES
from l10n.manual.findings import FINDINGS
from l10n.manual.settings import TABLES, Setting
from l10n.manual.shown import show_example
from l10n.manual.words import Report

_WIDTH: Final = 78
_OF_CATALOGS: Final = frozenset({"catalog-header", "untranslated-links", "images"})
"""Checks whose findings are of a catalog as a whole."""
_OF_GUIDES_TOO: Final = frozenset({"conflict-markers"})
"""Checks whose findings are of an entry, or of a guide."""


def ignore_place(check: Check) -> str:
    """Return where a comment switches the check off."""
    if isinstance(check, GuideCheck):
        return "in the guide's front matter"
    if check.name in _OF_GUIDES_TOO:
        return "at the entry, or in the guide's front matter"
    return "at the catalog's header" if check.name in _OF_CATALOGS else "at the entry"


def explain_setting(setting: Setting) -> Iterator[str]:
    """Yield where it stands, what it does, an example and what holds without it."""
    yield f"{setting.name}: {setting.table or 'at the top of l10n.toml'}"
    yield f"  {setting.text}"
    yield f"  As in: {setting.name} = {setting.example}"
    if setting.default:
        yield f"  Without it: {setting.default}"


def explain_table(header: str) -> Iterator[str]:
    """Yield what a table is for, and that its settings follow."""
    yield f"{header}: {TABLES[header]}"
    yield ""


def explain_check(check: Check) -> Iterator[str]:
    """Yield what it finds, the same mended, and how it is ignored."""
    yield f"{check.name}: {check.severity}"
    yield f"  {check.summary}"
    yield from (f"    {line}" for line in show_example(EXAMPLES[check.name]))
    yield f"  Where it is right, say so {ignore_place(check)}: # l10n: ignore {check.name}"
    yield f'  Switch it off: skip = ["{check.name}"] in [checks]'


def explain_finding(name: str) -> Iterator[str]:
    """Yield what a finding means that no check finds, and what to do next."""
    yield f"{name}: a finding of no check"
    yield from (f"  {line}" for line in wrap(FINDINGS[name], _WIDTH))


def explain_word(report: Report, word: str) -> Iterator[str]:
    """Yield what a word means where that report shows it."""
    yield f"{word}: a word of l10n {report.command} ({_lower_first(report.title)})"
    yield from (f"  {line}" for line in wrap(report.words[word], _WIDTH))


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
