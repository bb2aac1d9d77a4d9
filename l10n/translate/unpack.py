"""Take what translators outside have written into the catalogs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from l10n.catalog import Identity
from l10n.config.settings import Config
from l10n.disk.files import read_bytes, told
from l10n.disk.output import Track, refusal
from l10n.errors import L10nError
from l10n.exchange.registry import format_of
from l10n.exchange.values import UNHOLDABLE, Answer, Returned, primary
from l10n.guide import Finding, Localized, Severity
from l10n.po import gettext_locale
from l10n.run.extract import template_of
from l10n.run.quarantine import Blocking, judge, open_blocking
from l10n.run.run import Run, Source
from l10n.site.catalogs import encode_catalog, read_catalog, with_header, write_encoded
from l10n.site.paths import catalog_path
from l10n.site.tree import GuideFile
from l10n.translate.answers import CHANGES, Taken, Verdict, name_of, take_answers

_MOST_BYTES: Final = 64_000_000
"""A thousand guides make a third of it."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What became of the texts of a file, counted in each guide that has them."""

    language: str
    verdicts: Mapping[Verdict, int]
    catalogs: int
    """How many were written, or would be."""
    findings: tuple[Finding, ...]
    """At the lines of the file, but for what is wrong with guides and catalogs."""


@dataclass(slots=True)
class _Work:
    """What all guides have in common."""

    run: Run
    language: str
    path: str
    overwrite: bool
    now: datetime
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    catalogs: int = 0
    findings: list[Finding] = field(default_factory=list)
    blockings: dict[str, Blocking] = field(default_factory=dict)
    """By the language of the source."""


def read_returned(path: Path, shown: str) -> Returned:
    """Read a file that came back; raises L10nError for one that is damaged, or much too large."""
    form = format_of(shown)
    with told(shown):
        size = path.stat().st_size
    if size > _MOST_BYTES:
        message = f"larger than {_MOST_BYTES // 1_000_000} MB: pack fewer guides at a time"
        raise L10nError(message, path=shown)
    return form.read(read_bytes(path, shown), shown)


def target_of(config: Config, returned: Returned, wanted: Sequence[str], path: str) -> str:
    """Return the language that a file is in; ``wanted`` are those that the command names.

    Raises L10nError when it is none of the site's, or another than that.
    """
    spelt = returned.target.replace("_", "-").lower()
    known = [
        each
        for each in config.languages
        if spelt in (each.lower(), gettext_locale(each).replace("_", "-").lower())
    ]
    like = [each for each in config.languages if primary(each) == primary(spelt)]
    known = known or [each for each in like if each in wanted]
    if returned.target and not known:
        hint = "correct what the file says, or add that to languages"
        hint = f"if it is meant for {like[0]}, say -l {like[0]}" if like else hint
        there = ", ".join(config.languages)
        message = f"it is in {returned.target}, and the site has {there}: {hint}"
        raise L10nError(message, path=path)
    chosen = [each for each in wanted if not known or each in known]
    if wanted and not chosen:
        message = f"it is in {returned.target}, not in {', '.join(wanted)}: leave -l out"
        raise L10nError(message, path=path)
    if not known and len(chosen) != 1:
        message = "it does not say its language: name it, like -l es"
        raise L10nError(message, path=path)
    return (chosen or known)[0]


def unpack_site(  # the site, what came back, and how
    run: Run,
    language: str,
    returned: Returned,
    path: str,
    *,
    overwrite: bool,
    now: datetime,
    track: Track,
) -> Unpacked:
    """Write what came back into the selected catalogs, and say what could not be taken.

    A text for a source that moved on is fuzzy, or kept as an obsolete entry. Where a catalog has
    another text by now than went out, it stays, unless the file may ``overwrite`` it.
    """
    work = _Work(run, language, path, overwrite, now)
    guides = {file.key: file for file, languages in run.pairs.items() if language in languages}
    answers = _by_guide(work, guides, returned.answers)
    for key in track([key for key in guides if key in answers]):
        try:
            _take(work, guides[key], answers[key])
        except L10nError as error:
            work.findings.append(refusal(error, catalog_path(run.config, language, key)))
    work.findings.sort(key=lambda each: (each.path, each.line))
    return Unpacked(language, work.verdicts, work.catalogs, tuple(work.findings))


def _by_guide(
    work: _Work, guides: Mapping[str, GuideFile], answers: Iterable[Answer]
) -> dict[str, list[Answer]]:
    """Return the answers that have a text, by the guides that they are for."""
    keys = {file.path: key for key, file in work.run.linker.sources.items()}
    found: defaultdict[str, list[Answer]] = defaultdict(list)
    unnamed: list[Answer] = []
    for answer in answers:
        if not answer.said:
            work.verdicts[Verdict.EMPTY] += 1
            continue
        if wrong := UNHOLDABLE.search("".join((answer.msgid, *answer.texts))):
            _refuse(work, answer, f"it holds U+{ord(wrong[0]):04X}, take that out")
            continue
        named = dict.fromkeys(keys[path] for path in answer.paths if path in keys)
        if not named:
            unnamed.append(answer)
        for key in named:
            if key in guides:
                found[key].append(answer)
            else:
                work.verdicts[Verdict.LEFT_OUT] += 1
    places = _find_places(work, guides, unnamed)
    for answer in unnamed:
        for key in places.get(name_of(answer), ()):
            found[key].append(answer)
        if name_of(answer) not in places:
            _refuse(work, answer, "no guide has this source text")
    return found


def _find_places(
    work: _Work, guides: Iterable[str], answers: Sequence[Answer]
) -> dict[Identity, list[str]]:
    """Return the guides that have the texts of these, by their identity."""
    places: defaultdict[Identity, list[str]] = defaultdict(list)
    wanted = {name_of(answer) for answer in answers}
    for key in guides if wanted else ():
        try:
            catalog = read_catalog(work.run.config, work.language, key)
        except L10nError:  # reported when it is extracted
            continue
        for entry in catalog.entries if catalog else ():
            if entry.identity in wanted and not entry.obsolete:
                places[entry.identity].append(key)
    return places


def _take(work: _Work, file: GuideFile, answers: Sequence[Answer]) -> None:
    run, each = work.run, Localized(work.language, file.key)
    source = run.read(file)
    template = template_of(run, file, source)
    old = read_catalog(run.config, *each)
    taken = take_answers(
        with_header(run.config, work.language, old, work.now),
        template,
        answers,
        overwrite=work.overwrite,
    )
    work.verdicts.update(verdict for _, verdict in taken.verdicts)
    for answer, verdict in taken.verdicts:
        if verdict is Verdict.CONFLICT:
            reason = "the catalog has another text by now: compare them, or run with --overwrite"
            work.findings.append(_finding(work, answer, Severity.ERROR, reason))
        elif verdict is Verdict.REFUSED:
            reason = "not taken: the source text has other plural forms"
            work.findings.append(_finding(work, answer, Severity.ERROR, reason))
        elif verdict is Verdict.KEPT:
            reason = f"{file.path} has this text no more: it is kept in the catalog, obsolete"
            work.findings.append(_finding(work, answer, Severity.INFO, reason))
    if not taken.changed:
        return
    data = encode_catalog(run.config, *each, taken.catalog)
    write_encoded(run.config, *each, (taken.catalog, data), run.output.write)
    work.catalogs += 1
    work.findings += _judge(work, source, taken)


def _judge(work: _Work, source: Source, taken: Taken) -> Iterator[Finding]:
    """Yield a finding for each text that was taken and that merging will not publish."""
    language = source.guide.language
    if language not in work.blockings:
        work.blockings[language] = open_blocking(work.run.config, language, work.language)
    mine = {name_of(answer): answer for answer, verdict in taken.verdicts if verdict in CHANGES}
    entries = tuple(each for each in taken.catalog.entries if each.identity in mine)
    catalog = replace(taken.catalog, entries=entries)
    faults = judge(work.blockings[language], work.run.config, source, catalog)
    for name, fault in faults.items():
        yield _finding(work, mine[name], Severity.ERROR, f"taken, but not published: {fault}")


def _refuse(work: _Work, answer: Answer, reason: str) -> None:
    work.verdicts[Verdict.REFUSED] += 1
    work.findings.append(_finding(work, answer, Severity.ERROR, f"not taken: {reason}"))


def _finding(work: _Work, answer: Answer, severity: Severity, message: str) -> Finding:
    return Finding("unpacked", severity, work.path, answer.line, message)
