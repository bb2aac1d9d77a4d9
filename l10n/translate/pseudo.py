"""Fill a language that is none, for tests of layouts: every text looks translated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from l10n.catalog import FORM_SEPARATOR, Catalog, Entry, Identity
from l10n.config.settings import Config, is_tag
from l10n.data.languages import is_written
from l10n.disk.output import Action, Track, refusal
from l10n.engines.elements import seal, unseal
from l10n.engines.values import Form
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Segment
from l10n.markdown.inlines import Labels, labels_at
from l10n.pseudo import Style, make_pseudo
from l10n.run.extract import template_of
from l10n.run.quarantine import Blocking, judge, open_blocking
from l10n.run.run import Run, Source
from l10n.site.catalogs import encode_catalog, read_catalog, with_header, write_encoded
from l10n.site.paths import catalog_path
from l10n.site.record import own_record_path
from l10n.site.tree import GuideFile


@dataclass(frozen=True, slots=True)
class PseudoFilled:
    """What was filled."""

    catalogs: int
    written: int
    """How many of them are new or changed."""
    texts: int
    plain: int
    """How many of the texts are the source's, because no other would be safe there."""
    findings: tuple[Finding, ...]


def with_pseudo_language(config: Config, language: str) -> Config:
    """Return settings that have a language more; raises L10nError unless it is no real one."""
    if language in (config.source_language, *config.languages):
        message = f"{language} is one of the site's languages: take it out, or name another"
        raise L10nError(message, path=config.path)
    if not is_tag(language) or is_written(language):
        message = "take a tag that is no language, like xx or qps: nothing else counts it then"
        raise L10nError(message, path=language)
    languages = (*config.languages, language)
    # A file that holds all languages could not be removed with the others.
    trees = tuple(tree for tree in config.trees if not tree.part)
    record = own_record_path(config, language)
    return replace(config, languages=languages, record=record, trees=trees)


def measure_growth(run: Run, language: str) -> float:
    """Return by how many percent of characters the translations in a language are longer."""
    said = source = 0
    for file in run.pairs:
        catalog = read_catalog(run.config, language, file.key)
        for msgid, text in _translations(catalog.entries if catalog else ()):
            source += len(msgid)
            said += len(text)
    if not source:
        message = f"nothing is translated into {language} to measure: give --longer a number"
        raise L10nError(message, path=catalog_path(run.config, language, ""))
    return max(0.0, 100 * said / source - 100)


def _translations(entries: Iterable[Entry]) -> Iterable[tuple[str, str]]:
    return ((each.msgid, each.msgstr) for each in entries if each.translated and each.msgstr)


def fill_with_pseudo(run: Run, style: Style, *, now: datetime, track: Track) -> PseudoFilled:
    """Fill the selected catalogs anew; what was in them is not kept. Pages are merged later."""
    fill = partial(_fill_guide, run, style, now)
    done = [each for _, each in run.map(fill, tuple(run.pairs), track)]
    return PseudoFilled(
        catalogs=sum(each.catalogs for each in done),
        written=sum(each.written for each in done),
        texts=sum(each.texts for each in done),
        plain=sum(each.plain for each in done),
        findings=tuple(finding for each in done for finding in each.findings),
    )


def _fill_guide(run: Run, style: Style, now: datetime, file: GuideFile) -> PseudoFilled:
    catalogs = written = texts = plain = 0
    findings: list[Finding] = []
    for language in run.pairs[file]:
        each = Localized(language, file.key)
        try:
            source = run.read(file)
            blocking = open_blocking(run.config, file.language, language)
            header = with_header(run.config, language, _old(run, each), now).header
            template = Catalog(header, template_of(run, file, source))
            catalog, kept = _fill(run.config, blocking, source, template, style)
            data = encode_catalog(run.config, *each, catalog)
            stored = write_encoded(run.config, *each, (catalog, data), run.output.write)
        except L10nError as error:
            findings.append(refusal(error, catalog_path(run.config, *each)))
            continue
        catalogs += 1
        written += stored.action is not Action.UNCHANGED
        texts += len(catalog.entries)
        plain += kept
    return PseudoFilled(catalogs, written, texts, plain, tuple(findings))


def _old(run: Run, each: Localized) -> Catalog | None:
    """Return the catalog that is there, for its header; a damaged one is written over."""
    try:
        return read_catalog(run.config, *each)
    except L10nError:
        return None


def _fill(
    config: Config, blocking: Blocking, source: Source, template: Catalog, style: Style
) -> tuple[Catalog, int]:
    """Return a catalog that merging publishes, and how many of its texts are the source's.

    What would not be safe goes without brackets, and what is not safe then stays as it is.
    """
    texts: dict[Identity, str] = {}
    faults: Mapping[Identity, str] = {}
    for tried in (style, replace(style, brackets=False), None):
        again = faults if texts else {each.identity: "" for each in template.entries}
        texts |= _texts(source, template.entries, again, tried)
        entries = tuple(each.saying(texts[each.identity]) for each in template.entries)
        filled = replace(template, entries=entries)
        faults = {} if tried is None else judge(blocking, config, source, filled)
        if not faults:
            break
    plain = sum(each.msgid == texts[each.identity] for each in template.entries)
    return filled, plain


def _texts(
    source: Source, entries: Iterable[Entry], among: Iterable[Identity], style: Style | None
) -> dict[Identity, str]:
    segments = {each.identity: each for each in source.segments}
    wanted = frozenset(among)
    return {
        each.identity: FORM_SEPARATOR.join(
            _text(form, segments.get(each.identity), source.extraction.labels, style)
            for form in _forms(each)
        )
        for each in entries
        if each.identity in wanted
    }


def _forms(entry: Entry) -> tuple[str, ...]:
    """Return what is said of one, and of several as often as the language has forms."""
    if entry.msgid_plural is None:
        return (entry.msgid,)
    return (entry.msgid, *[entry.msgid_plural] * max(len(entry.msgstr_plural) - 1, 1))


def _text(text: str, segment: Segment | None, labels: Labels, style: Style | None) -> str:
    """Return one text; a file's name stays, for it is no segment."""
    if style is None or segment is None:
        return text
    sealed = seal(text, labels_at(segment.place, labels), Form.HTML)
    return unseal(sealed, make_pseudo(sealed.text, style)).text or text
