"""Quarantine translations in which a check finds an error: they are not published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.glossary import NO_TERMS, Glossary
from l10n.checks.plan import Planner
from l10n.checks.run import blocking_faults, make_subject, plan_blocking
from l10n.checks.settings import Settings
from l10n.checks.subject import Subject, read_side
from l10n.config.settings import Config
from l10n.errors import L10nError
from l10n.guide import Finding, Severity
from l10n.run.check_plan import primary_tag
from l10n.site.glossaries import read_glossary

_TERMS: Final = "terms"


@dataclass(frozen=True, slots=True)
class Blocking:
    """The checks that quarantine translations from one language into another."""

    plan: Planner
    pattern: Subject
    seen: dict[tuple[object, ...], tuple[str, ...]] = field(default_factory=dict)
    """The faults of an entry, by all that its checks look at.

    Only a cache: the same texts stand in many guides.
    """


def open_blocking(config: Config, source: str, language: str) -> Blocking:
    """Choose the checks; raises L10nError when the glossary is needed and cannot be read.

    Where the settings make wrong terms errors, no text can be checked without the glossary: the
    pages of the language stay as they are.
    """
    settings = config.checks.of(language)
    uses_terms = settings.severity.get(_TERMS) is Severity.ERROR
    pattern = Subject(
        Entry(""),
        read_side(""),
        read_side(""),
        primary_tag(language),
        primary_tag(source),
        settings,
        _read_terms(config, language) if uses_terms else NO_TERMS,
    )
    return Blocking(_planner(settings.skip, frozenset(settings.severity.items())), pattern)


def leave_out_faults(
    blocking: Blocking,
    catalog: Catalog | None,
    translations: Mapping[Identity, str],
    path: str,
) -> tuple[dict[Identity, str], tuple[Finding, ...]]:
    """Return the translations without those that are faulty, and a finding for each of these.

    The findings are at ``path``, the catalog's. Only these ``translations`` are checked.
    """
    kept = dict(translations)
    findings: list[Finding] = []
    for entry in catalog.entries if catalog else ():
        identity = entry.identity
        if identity not in kept or not entry.translated or entry.msgstr == entry.msgid:
            continue
        looked_at = (entry.msgid, entry.msgstr, entry.extracted, entry.comments)
        faults = blocking.seen.get(looked_at)
        if faults is None:
            faults = blocking_faults(blocking.plan, make_subject(blocking.pattern, entry))
            blocking.seen[looked_at] = faults
        if faults:
            del kept[identity]
            message = f"not published: {faults[0]}"
            findings.append(Finding("quarantined", Severity.ERROR, path, entry.line, message))
    return kept, tuple(findings)


def _read_terms(config: Config, language: str) -> Glossary:
    try:
        return read_glossary(config, language)
    except L10nError as error:
        message = (
            f"{error.message}; until then the pages of {language} stay as they are, for its terms "
            "are errors and cannot be checked"
        )
        raise L10nError(message, path=error.path, line=error.line) from None


@lru_cache(maxsize=64)
def _planner(skip: frozenset[str], severity: frozenset[tuple[str, Severity]]) -> Planner:
    return plan_blocking(Settings(skip, dict(severity)))
