"""The plan of a check: what all guides and languages are checked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import Entry
from l10n.checks.glossary import NO_TERMS, Glossary
from l10n.checks.kinds import CatalogCheck, Check, GuideCheck, LinkCheck, SiteCheck
from l10n.checks.plan import Planner, plan_checks
from l10n.checks.run import Found, wanted_checks
from l10n.checks.settings import Settings
from l10n.checks.subject import Subject, Translation, read_side
from l10n.config.settings import Config
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding
from l10n.links.site import SiteMap
from l10n.run.check_subjects import plural_counts
from l10n.run.run import Run
from l10n.site.glossaries import glossary_paths, read_glossary

_TERMS: Final = "terms"


class Seen(NamedTuple):
    """What became of an entry that was checked."""

    translation: Translation
    """As mended, where faults are to be mended."""
    found: tuple[Found, ...]


Said: TypeAlias = tuple[str, str, str | None, tuple[str, ...], tuple[str, ...], str]
"""All of an entry that its checks look at, except for what is in guides alone: msgid, msgstr,
msgctxt, extracted and own comments, and the source's language."""


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """What all catalogs of a language have in common."""

    tag: str
    catalog_checks: tuple[CatalogCheck, ...]
    link_checks: tuple[LinkCheck, ...]
    site_checks: tuple[SiteCheck, ...]
    plan: Planner
    pattern: Subject
    plural_counts: tuple[int, ...]
    refused: Finding | None
    """What is wrong with the glossary; its terms are not checked then."""
    seen: dict[Said, Seen] = field(default_factory=dict)
    """Only a cache: the same texts are in many guides, and no result depends on it.

    Languages that are checked alike, such as es-AR and es-MX, have one in common.
    """


@dataclass(frozen=True, slots=True)
class CheckRun:
    """What every guide is checked with."""

    run: Run
    guide_checks: tuple[GuideCheck, ...]
    languages: Mapping[str, LanguageRun]
    fixes: bool
    """Whether faults are mended where that is certain."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.run.config

    @property
    def site(self) -> SiteMap:
        """Return the map of the site."""
        return self.run.linker.site


def start_checks(
    run: Run, names: tuple[tuple[str, ...], tuple[str, ...]], *, fixes: bool
) -> CheckRun:
    """Choose what to check by the settings and ``names``: those of --only and of --skip."""
    only, skip = names
    config = run.config
    languages: dict[str, LanguageRun] = {}
    for tag in run.selection.languages:
        made = _start_language(config, tag, only, skip)
        alike = next((each for each in languages.values() if each.pattern == made.pattern), made)
        languages[tag] = replace(made, plan=alike.plan, seen=alike.seen)
    general = wanted_checks(config.checks.general, only, skip)
    guide_checks = tuple(each for each in general if isinstance(each, GuideCheck))
    return CheckRun(run, guide_checks, languages, fixes)


def finding_of(found: Found, path: str, line: int = 0) -> Finding:
    """Return the finding of what was found in ``path``; the fault's own place goes first."""
    fault = found.fault
    return Finding(
        found.check, found.severity, fault.path or path, fault.line or line, fault.message
    )


def primary_tag(tag: str) -> str:
    """Return the language of a tag: ``pt`` of pt-BR."""
    return tag.partition("-")[0].lower()


def _start_language(
    config: Config, tag: str, only: tuple[str, ...], skip: tuple[str, ...]
) -> LanguageRun:
    settings = config.checks.of(tag)
    checks = wanted_checks(settings, only, skip)
    wants_terms = any(each.name == _TERMS for each in checks)
    glossary, refused = _read_terms(config, tag) if wants_terms else (NO_TERMS, None)
    header = any(each.name == "catalog-header" for each in checks)
    nothing = read_side("")
    pattern = Subject(
        Entry(""),
        nothing,
        nothing,
        primary_tag(tag),
        primary_tag(config.source_language),
        settings,
        glossary,
        policy=config.policy,
    )
    plan = plan_checks(_useful(checks, settings, glossary), primary_tag(tag))
    return LanguageRun(
        tag,
        tuple(each for each in checks if isinstance(each, CatalogCheck)),
        tuple(each for each in checks if isinstance(each, LinkCheck)),
        tuple(each for each in checks if isinstance(each, SiteCheck)),
        plan,
        pattern,
        plural_counts(tag) if header else (),
        refused,
    )


def _read_terms(config: Config, language: str) -> tuple[Glossary, Finding | None]:
    """Return a language's glossary, or none of its terms and what is wrong with it."""
    try:
        return read_glossary(config, language), None
    except L10nError as error:
        found = refusal(error, glossary_paths(config, language)[0])
        message = f"{found.message}; until then no terms of {language} are checked"
        return NO_TERMS, found._replace(message=message)


def _useful(checks: Iterable[Check], settings: Settings, glossary: Glossary) -> list[Check]:
    """Leave out the checks that have nothing to compare with."""
    idle = set()
    if not glossary.by_stem:
        idle.add(_TERMS)
    if not settings.max_length and not settings.min_length:
        idle.add("lengths")
    return [each for each in checks if each.name not in idle]
