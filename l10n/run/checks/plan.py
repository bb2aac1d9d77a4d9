"""The plan of a check: what all guides and languages are checked with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple, TypeAlias

from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, kinds_of
from l10n.checks.glossary import NO_TERMS, Glossary
from l10n.checks.guide_links import GuideLink, read_guide_links
from l10n.checks.habits import Tastes, find_tastes
from l10n.checks.kinds import CatalogCheck, Check, GuideCheck, LinkCheck, SiteCheck
from l10n.checks.plan import Planner, plan_checks
from l10n.checks.registry import NAMES
from l10n.checks.run import Found, wanted_checks
from l10n.checks.settings import Settings
from l10n.checks.subject import GuideSubject, Subject, Translation, read_side
from l10n.config.settings import Config
from l10n.disk.kept import Kept
from l10n.disk.output import refusal
from l10n.errors import L10nError
from l10n.guide import Finding, Guide
from l10n.links.site import Page, SiteMap
from l10n.run.anchors import Places, read_places
from l10n.run.run import Run
from l10n.site.glossaries import glossary_paths, read_glossary
from l10n.text import normalize_newlines

_TERMS: Final = "terms"


class Seen(NamedTuple):
    """What became of an entry that was checked."""

    translation: Translation
    """As mended, where faults are to be mended."""
    said: str
    """What stands for the translation, see ``said_of``."""
    found: tuple[Found, ...]
    kept: tuple[str, ...] = ()
    """The rules of taste that it follows."""


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
    tastes: Tastes
    style: frozenset[str]
    """The rules that the team does not follow; what breaks them is not mended."""
    pattern: Subject
    plural_counts: tuple[int, ...]
    refused: Finding | None
    """What is wrong with the glossary; its terms are not checked then."""
    seen: dict[Said, Seen] = field(default_factory=dict)
    """Only a cache: the same texts are in many guides, and no result depends on it.

    Languages that are checked alike, such as es-AR and es-MX, have one in common.
    """


class CheckRun(NamedTuple):
    """What every guide is checked with."""

    run: Run
    guide_checks: tuple[GuideCheck, ...]
    languages: Mapping[str, LanguageRun]
    fixes: bool
    """Whether faults are mended where that is certain."""
    anchors: Kept[str, Places]
    """The places of guides by their path; only a cache."""

    @property
    def config(self) -> Config:
        """Return the site's settings."""
        return self.run.config

    @property
    def site(self) -> SiteMap:
        """Return the map of the site."""
        return self.run.linker.site


def start_checks(
    run: Run,
    names: tuple[tuple[str, ...], tuple[str, ...]],
    styles: Mapping[str, frozenset[str]] | None = None,
) -> CheckRun:
    """Choose what to check by the settings and ``names``: those of --only and of --skip.

    With ``styles``, the rules that the teams do not follow, by language, other faults are mended
    where that is certain.
    """
    only, skip = names
    config = run.config
    languages: dict[str, LanguageRun] = {}
    for tag in run.selection.languages:
        made = _start_language(config, tag, only, skip)
        made = replace(made, style=(styles or {}).get(tag, frozenset()))
        alike = next((each for each in languages.values() if _are_alike(each, made)), made)
        languages[tag] = replace(made, plan=alike.plan, seen=alike.seen)
    general = wanted_checks(config.checks.general, only, skip)
    guide_checks = tuple(each for each in general if isinstance(each, GuideCheck))
    return CheckRun(run, guide_checks, languages, fixes=styles is not None, anchors=Kept())


def _are_alike(one: LanguageRun, other: LanguageRun) -> bool:
    return (one.pattern, one.style) == (other.pattern, other.style)


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
    unnamed = [each for each in checks if each.name not in {*only, *settings.severity}]
    return LanguageRun(
        tag,
        tuple(each for each in checks if isinstance(each, CatalogCheck)),
        tuple(each for each in checks if isinstance(each, LinkCheck)),
        tuple(each for each in checks if isinstance(each, SiteCheck)),
        plan,
        find_tastes(unnamed, primary_tag(tag)),
        frozenset(),
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


def guide_subject(
    run: CheckRun, guide: Guide, fields: Mapping[str, str], settings: Settings
) -> GuideSubject:
    """Return a source guide as checks see it."""
    text = normalize_newlines(guide.text)
    pages = run.site.pages[guide.language]
    links = read_guide_links(text, run.site, pages[guide.key])
    return GuideSubject(
        guide.path,
        text,
        settings,
        fields,
        language=guide.language,
        key=guide.key,
        links=links,
        pages=pages,
        anchors=_anchors(run, guide, links),
        names=NAMES,
    )


def limited_fields(entries: Iterable[Entry], settings: Settings) -> dict[str, str]:
    """Return the source values whose length is limited, by their kind, as translators see it."""
    wanted = {*settings.max_length, *settings.min_length}
    if not wanted:
        return {}
    return {
        kind: entry.msgid
        for entry in entries
        if not entry.obsolete
        for kind in kinds_of(entry.extracted)
        if kind in wanted
    }


def plural_counts(language: str) -> tuple[int, ...]:
    """Return how many plural forms a language may have; empty when that is not known."""
    from l10n.data.languages import find_language  # a large table

    known = find_language(language)
    return known.counts if known else ()


def is_identity(catalog: Catalog) -> bool:
    """Return whether every translation is a copy of its source: translating has not begun."""
    return all(
        {entry.msgid, entry.msgid_plural}.issuperset(entry.said.split(FORM_SEPARATOR))
        for entry in catalog.entries
        if entry.translated
    )


def _anchors(run: CheckRun, guide: Guide, links: Iterable[GuideLink]) -> dict[str, frozenset[str]]:
    """Return the places that links name, by the path of their guide; what may be there is."""
    found: dict[str, set[str]] = {}
    # "#x" means a target on any page there, see `links`.
    names_targets = run.site.scheme.names_targets
    for link in links:
        if link.page is None or not link.fragment:
            continue
        places = places_in(run, link.page)
        fine = found.setdefault(link.page.path, set())
        is_own = names_targets and link.page.path == guide.path
        if is_own or places.is_open or link.fragment in places.ids:
            fine.add(link.fragment)
    return {path: frozenset(fragments) for path, fragments in found.items()}


def places_in(run: CheckRun, page: Page) -> Places:
    """Return the places of a page, which is read once."""
    known = run.anchors
    if page.path not in known:
        known[page.path] = read_places(run.config, run.run.files.paths, page)
    return known[page.path]
