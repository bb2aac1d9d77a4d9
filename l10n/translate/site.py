"""Translate a site by an engine: fill what is untranslated, and revise what is stale."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from l10n.cache.actions import Made, recall, record
from l10n.catalog import Identity
from l10n.data.languages import find_language
from l10n.disk.output import Track, refusal
from l10n.engines.values import Batch, Form
from l10n.engines.wishes import Known, Wish, make_batches
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Severity
from l10n.match.doubts import has_mark
from l10n.match.machine import was_refused
from l10n.match.memory import find_similar
from l10n.reports.translated_markdown import Written
from l10n.run.run import Run
from l10n.site.paths import catalog_path, localized_path
from l10n.site.shows import NEAR
from l10n.translate.ask import Say, ask_batch, review_batches
from l10n.translate.instructions import read_instructions
from l10n.translate.job import (
    Filled,
    Job,
    Judged,
    Language,
    fill,
    find_doubtful,
    find_plural,
    judge_texts,
    open_job,
    open_language,
    save,
)
from l10n.translate.send import Plan, State, Sums, find_useless, say_batch
from l10n.translate.threads import do_all
from l10n.words import count_words

_STEP: Final = "translate"
_SIMILAR: Final = 3
"""How many translations of like texts go out with a text."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What a run did, or would do."""

    languages: Mapping[str, Sums]
    findings: tuple[Finding, ...]
    shown: tuple[str, ...]
    """What would go out, when that was asked for."""
    stopped: str
    """Why it ended early."""
    written: tuple[Written, ...]
    """By catalog: what was written into it, or would be."""


def translate_site(run: Run, plan: Plan, *, track: Track) -> Translated:
    """Fill the selected catalogs, several at a time; each batch is saved when it is there.

    The catalogs have been extracted. A bad guide or catalog stops only itself; what no other
    request would survive stops all, and the next run goes on there.
    """
    state = State({each: Sums() for each in run.selection.languages}, run.config.path)
    try:
        do_all(_jobs(run, plan, state, track), plan.speaker.settings.at_once)
    finally:
        with state.lock:  # what is being written is written whole
            state.closed = True
    if state.stopped:
        state.findings.append(Finding("engine", Severity.ERROR, state.settings, 0, state.stopped))
    findings = tuple(dict.fromkeys(state.findings))
    written = tuple(state.written[each] for each in sorted(state.written))
    return Translated(state.sums, findings, (*state.shown,), state.stopped, written)


def _jobs(run: Run, plan: Plan, state: State, track: Track) -> Iterator[Callable[[], None]]:
    """Yield what there is to do, catalog by catalog, read only when it is its turn."""
    known: dict[tuple[str, str], Language] = {}
    idle = {} if plan.again else recall(run.files.store, _STEP, str)
    form = plan.speaker.engine.form
    instructions = {each: read_instructions(run.config, each) for each in run.selection.languages}
    for file in track([*run.pairs]):
        for language in run.pairs[file]:
            if state.stopped:
                return
            if idle.get(Localized(language, file.key).name) == form:
                continue
            pair = (file.language, language)
            try:
                with state.lock:
                    if pair not in known:
                        known[pair] = open_language(run.config, *pair, _known(plan, language))
                    common = known[pair]
                    job = open_job(run, file, language, common, form, plan.now)
            except L10nError as error:
                path = catalog_path(run.config, language, file.key)
                state.findings.append(refusal(error, path))
                continue
            _select(run, plan, state, job, form)
            if job.wishes:
                pattern = _pattern(job, instructions[language])
                yield partial(_do, run, plan, state, known[pair], job, pattern)


def _record_idle(run: Run, job: Job, form: Form) -> None:
    """Record that a catalog wants nothing of engines of this form, whatever the memory learns."""
    if any(entry.fuzzy and has_mark(entry) for entry in job.catalog.entries):
        return
    path, each = job.source.guide.path, job.each
    inputs = (path, job.path, f"{NEAR}:{each.key}")
    record(run.files.store, _STEP, [Made(each.name, inputs, str(form))])


def _select(run: Run, plan: Plan, state: State, job: Job, form: Form) -> None:
    """Leave out of a job what was refused before, and record one that wants nothing at all."""
    plural = find_plural(job)
    state.findings += plural
    if plan.again:
        return
    untried = tuple(wish for wish in job.wishes if not was_refused(wish.entry))
    state.sums[job.each.language].refused_before += len(job.wishes) - len(untried)
    if not (job.wishes or plural):
        _record_idle(run, job, form)
    job.wishes = untried


def _known(plan: Plan, language: str) -> Known:
    memory = plan.memories.get(language)
    if memory is None:
        return Known()

    def is_known(identity: Identity, text: str) -> bool:
        return any(each.msgstr == text for each in memory.translations(identity, sure=True))

    return Known(is_known=is_known, find_similar=lambda text: find_similar(memory, text, _SIMILAR))


def _pattern(job: Job, instructions: str) -> Batch:
    language = find_language(job.each.language)
    return Batch(
        job.source.guide.language,
        job.each.language,
        job.title,
        instructions,
        (),
        language.english if language else "",
    )


def _do(run: Run, plan: Plan, state: State, common: Language, job: Job, pattern: Batch) -> None:
    """Translate one catalog, batch by batch: what is done is saved, and never asked again."""
    settings, engine = plan.speaker.settings, plan.speaker.engine
    most = min(settings.batch, engine.most_texts)
    say = partial(say_batch, plan, state, job.each.language)

    def judge(texts: Mapping[Identity, str]) -> Judged:
        with state.lock:
            return judge_texts(run.config, common, job, texts)

    for batch, wishes in make_batches(pattern, job.wishes, most, settings.characters):
        try:
            with state.lock:
                _count(state.sums[job.each.language], batch)
            if plan.dry:
                _foresee(plan, say, batch, wishes)
                with state.lock:
                    texts = [each.text.text for each in wishes]
                    _note(run, state, job, texts, Filled({}, {}, {}))
                continue
            filled = ask_batch(plan.speaker, pattern, wishes, say, judge)
            if filled is None:
                return
            with state.lock:
                if not state.closed:
                    _finish(run, plan, state, job, filled)
        except L10nError as error:
            with state.lock:
                state.findings.append(refusal(error, job.path))
            return


def _foresee(plan: Plan, say: Say, batch: Batch, wishes: Sequence[Wish]) -> None:
    """Count what would go out, to a reviewer about as much as the sources are."""
    say(plan.speaker.engine, plan.speaker.settings, batch)
    if plan.speaker.review:
        reviewer, settings = plan.speaker.review
        sources = {wish.identity: wish.entry.msgid for wish in wishes}
        for each in review_batches(settings, batch, wishes, sources):
            say(reviewer, settings, each)


def _count(sums: Sums, batch: Batch) -> None:
    sums.segments += len(batch.texts)
    sums.words += sum(count_words(each.text) for each in batch.texts)
    sums.characters += sum(len(each.text) for each in batch.texts)


def _finish(run: Run, plan: Plan, state: State, job: Job, filled: Filled) -> None:
    settings = plan.speaker.settings
    who = [settings.name, (settings.model or settings.type).replace(" ", "_")]
    revised = {wish.identity for wish in job.wishes if wish.revises}
    fill(job, filled, " ".join((*who, f"{plan.now:%Y-%m-%d}")))
    save(run, job)
    find_useless(state, settings, filled)
    sums = state.sums[job.each.language]
    sums.filled += len(filled.texts.keys() - revised)
    sums.revised += len(filled.texts.keys() & revised)
    sums.doubtful += len(filled.doubts)
    sums.refused += len(filled.refusals)
    state.findings += find_doubtful(job, filled)
    _note(run, state, job, [msgid for _, msgid in filled.texts], filled)


def _note(run: Run, state: State, job: Job, texts: Collection[str], filled: Filled) -> None:
    """Note what was written of these sources, or would be."""
    language, path = job.each.language, job.source.guide.path
    page = run.tree.guides[language].get(job.each.key)
    there = page.path if page else localized_path(run.config, path, language)
    known = state.written.get(job.each) or Written(language, path, there, job.path)
    state.written[job.each] = known._replace(
        texts=known.texts + len(texts),
        words=known.words + sum(map(count_words, texts)),
        doubts=known.doubts + len(filled.doubts),
        refused=known.refused + len(filled.refusals),
    )
