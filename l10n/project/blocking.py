"""Keep translations that a check finds an error in from being published."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from l10n.catalog import Catalog, Entry, Identity
from l10n.checks.glossary import NO_TERMS
from l10n.checks.plan import Planner
from l10n.checks.run import blocking_faults, make_subject, plan_blocking
from l10n.checks.settings import Settings
from l10n.checks.subject import Subject, read_side
from l10n.guide import Finding, Severity
from l10n.project.check_run import primary_tag
from l10n.project.config import Config
from l10n.project.glossaries import read_glossary

_TERMS: Final = "terms"


def leave_out_faults(
    config: Config,
    languages: tuple[str, str],
    catalog: Catalog | None,
    translations: Mapping[Identity, str],
    path: str,
) -> tuple[dict[Identity, str], tuple[Finding, ...]]:
    """Return the translations without those that are faulty, and a finding for each of these.

    ``languages`` are the source's and the translation's; the findings are at ``path``, the
    catalog's. Only what ``translations`` hold is looked at.
    """
    source, language = languages
    settings = config.checks.of(language)
    plan = _planner(settings.skip, frozenset(settings.severity.items()))
    uses_terms = settings.severity.get(_TERMS) is Severity.ERROR
    pattern = Subject(
        Entry(""),
        read_side(""),
        read_side(""),
        primary_tag(language),
        primary_tag(source),
        settings,
        read_glossary(config, language) if uses_terms else NO_TERMS,
    )
    kept = dict(translations)
    findings: list[Finding] = []
    for entry in catalog.entries if catalog else ():
        if entry.identity not in kept or not entry.translated or entry.msgstr == entry.msgid:
            continue
        faults = blocking_faults(plan, make_subject(pattern, entry))
        if faults:
            del kept[entry.identity]
            message = f"not published: {faults[0]}"
            findings.append(Finding("quarantined", Severity.ERROR, path, entry.line, message))
    return kept, tuple(findings)


@lru_cache(maxsize=64)
def _planner(skip: frozenset[str], severity: frozenset[tuple[str, Severity]]) -> Planner:
    return plan_blocking(Settings(skip, dict(severity)))
