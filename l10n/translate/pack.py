"""Pack what is to be translated into one file for translators outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from l10n.catalog import PAGE, Entry
from l10n.checks.glossary import Glossary, find_terms
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.exchange.values import UNHOLDABLE, Parcel, Unit, fingerprint
from l10n.guide import Finding, Severity
from l10n.markdown.inlines import NO_LABELS, Labels, labels_at
from l10n.po import new_header
from l10n.run.run import Run
from l10n.site.catalogs import read_catalog
from l10n.site.glossaries import read_glossary
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile


class _Told(NamedTuple):
    """What translators into a language are told besides what catalogs say."""

    glossary: Glossary
    lengths: Mapping[str, int]
    """The most characters, by the kind of text."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A parcel, and what could not be packed."""

    parcel: Parcel
    findings: tuple[Finding, ...]


def pack_site(  # the site, what of it, and when
    run: Run, language: str, *, everything: bool, now: datetime, track: Track
) -> Packed:
    """Return what is untranslated or fuzzy of the selected guides, or ``everything``.

    The catalogs have been extracted. A text that several guides have, and translate alike, is
    there once. Raises L10nError when the glossary cannot be read.
    """
    lengths = run.config.checks.of(language).max_length
    told = _Told(read_glossary(run.config, language), lengths)
    units: dict[tuple[object, ...], Unit] = {}
    findings: list[Finding] = []
    files = [file for file, languages in run.pairs.items() if language in languages]
    for file in track(files):
        try:
            for unit, line in _units(run, file, language, told, everything=everything):
                held = "".join((unit.msgid, unit.plural or "", *unit.texts, unit.previous))
                if found := UNHOLDABLE.search(held):
                    findings.append(_unpacked(file, line, found[0]))
                    continue
                same = (
                    unit.msgctxt,
                    unit.msgid,
                    unit.plural,
                    unit.texts,
                    unit.fuzzy,
                    unit.previous,
                )
                first = units.get(same) or unit._replace(id=f"{len(units) + 1}-{unit.id}")
                units[same] = first._replace(paths=(*first.paths, file.path))
        except L10nError as error:
            findings.append(refusal(error, catalog_path(run.config, language, file.key)))
    header = new_header(language, run.config.project, now).msgstr
    parcel = Parcel(run.config.source_language, language, header, (*units.values(),))
    return Packed(parcel, tuple(findings))


def _units(
    run: Run, file: GuideFile, language: str, told: _Told, *, everything: bool
) -> Iterator[tuple[Unit, int]]:
    """Yield what is to be packed of a guide, and the lines of its texts."""
    catalog = read_catalog(run.config, language, file.key)
    live = catalog.live if catalog else []
    wanted = [entry for entry in live if everything or not entry.translated]
    if not wanted:
        return
    page = next((line for entry in live for line in entry.extracted if line.startswith(PAGE)), "")
    source = run.read(file)
    segments = {each.identity: each for each in reversed(source.segments)}
    for entry in wanted:
        segment = segments.get(entry.identity)
        labels = labels_at(segment.place, source.extraction.labels) if segment else NO_LABELS
        most = told.lengths.get(segment.kind, 0) if segment else 0
        notes = _notes(entry, page, told.glossary, most)
        yield _unit(entry, notes, labels), segment.line if segment else 0


def _unit(entry: Entry, notes: tuple[str, ...], labels: Labels) -> Unit:
    """Return the unit of an entry; it has no number and no guides yet."""
    fuzzy = entry.fuzzy and entry.has_text
    return Unit(
        fingerprint(entry.said),
        entry.msgid,
        entry.msgctxt,
        entry.msgid_plural,
        (entry.msgstr,) if entry.msgid_plural is None else entry.msgstr_plural or ("",),
        fuzzy,
        (entry.previous_msgid or "") if fuzzy else "",
        (),
        notes,
        entry.comments,
        labels,
    )


def _notes(entry: Entry, page: str, glossary: Glossary, most: int) -> tuple[str, ...]:
    """Return what a translator is told: what the catalog says of the text, and its terms."""
    where = (page,) if page and page not in entry.extracted else ()
    limit = (f"at most {most} characters",) if most else ()
    terms = (
        f"term: {term.source}"
        + (f" = {' / '.join(term.required)}" if term.required else "")
        + (f", never {' / '.join(term.forbidden)}" if term.forbidden else "")
        for term in find_terms(glossary, entry.msgid)
    )
    return (*entry.extracted, *where, *limit, *terms)


def _unpacked(file: GuideFile, line: int, character: str) -> Finding:
    message = (
        f"U+{ord(character):04X} in this text or in its translation cannot be packed: take it out"
    )
    return Finding("not-packed", Severity.WARNING, file.path, line, message)
