"""Check what can only be seen in all catalogs of a language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Final

from l10n.catalog import Identity
from l10n.checks.ignores import ignored_names
from l10n.checks.run import Found
from l10n.checks.subject import Place, SiteSubject, Translation, kinds_of, targets_of
from l10n.guide import Finding
from l10n.links.hrefs import resolve
from l10n.links.site import Page, SiteMap
from l10n.run.check_guide import CatalogChecked
from l10n.run.check_run import LanguageRun, Run, finding_of

_TITLE: Final = "title"


def check_together(
    run: Run,
    catalogs: Iterable[CatalogChecked],
    pages: Mapping[str, Page],
    language: LanguageRun,
) -> tuple[list[Finding], dict[str, dict[Identity, str]]]:
    """Check the catalogs of a language; ``pages`` are the source guides by catalog path.

    Returns what is wrong and the msgstrs that were mended, by catalog path.
    """
    findings: list[Finding] = []
    changed: dict[str, dict[Identity, str]] = {}
    if not language.site_checks:
        return findings, changed
    subject = _read_subject(run.site, language.tag, catalogs, pages)
    by_place: dict[Place, Translation] = {}
    severities = language.pattern.settings.severity
    for check in language.site_checks:
        severity = severities.get(check.name, check.severity)
        for fault in check.check(subject):
            if not by_place:  # most sites have no such fault
                found_at = subject.places.items()
                by_place = {place: each for each, places in found_at for place in places}
            translation = by_place[fault.path, fault.line]
            if check.name in ignored_names(translation.comments):
                continue
            if run.fixes and fault.fix is not None:
                changed.setdefault(fault.path, {})[translation.identity] = fault.fix
            else:
                found = Found(check.name, severity, fault)
                findings.append(finding_of(found, fault.path, fault.line))
    return findings, changed


def _read_subject(
    site: SiteMap, language: str, catalogs: Iterable[CatalogChecked], pages: Mapping[str, Page]
) -> SiteSubject:
    places: defaultdict[Translation, list[Place]] = defaultdict(list)
    titles: dict[str, tuple[str, str]] = {}
    links: list[tuple[Place, Translation]] = []
    for place, each in _located(catalogs, language):
        places[each].append(place)
        if "](" in each.msgid:
            links.append((place, each))
        if each.extracted and _TITLE in each.extracted[0] and _TITLE in kinds_of(each.extracted):
            titles[pages[place[0]].key] = (each.msgid, each.msgstr)
    by_target: dict[tuple[str, str], tuple[str, str]] = {}
    for (path, _), each in links:
        for target in targets_of(each.extracted):
            link = resolve(site, pages[path], target)
            if link and link.page and link.page.key in titles:
                by_target[path, target] = titles[link.page.key]
    return SiteSubject(language, places, tuple(links), by_target)


def _located(
    catalogs: Iterable[CatalogChecked], language: str
) -> Iterator[tuple[Place, Translation]]:
    for each in catalogs:
        if each.language == language:
            yield from zip(zip(repeat(each.path), each.lines), each.translations, strict=True)
