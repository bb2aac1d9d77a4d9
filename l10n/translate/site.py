"""Translate a site by an engine: fill what is untranslated, and revise what is stale."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from threading import Condition
from typing import Final

from l10n.cache.actions import Made, recall, record
from l10n.catalog import Identity
from l10n.data.languages import find_language
from l10n.disk.output import Track, refusal
from l10n.engines.answers import Answers
from l10n.engines.values import Batch, Engine, EngineSettings, Form, Reply, Request
from l10n.engines.wishes import Known, make_batches
from l10n.errors import L10nError
from l10n.guide import Finding, Localized, Severity
from l10n.match.doubts import has_mark
from l10n.match.machine import was_refused
from l10n.match.memory import TranslationMemory, find_similar
from l10n.run.run import Run
from l10n.site.paths import catalog_path
from l10n.site.shows import NEAR
from l10n.translate.ask import Speaker, ask_batch
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
from l10n.words import count_words

_STEP: Final = "translate"
_AHEAD: Final = 2
"""How many catalogs are held ready for each request that may be on its way."""
_SIMILAR: Final = 3
"""How many translations of like texts go out with a text."""
_MOST_FAILURES: Final = 3
"""In a row: then the service is down."""
_LETTERS: Final = 4
"""Of a token, about, as services count them."""


@dataclass(slots=True)
class Sums:
    """What one language comes to."""

    segments: int = 0
    words: int = 0
    characters: int = 0
    requests: int = 0
    """That were sent, or would be at least."""
    cached: int = 0
    """That were sent before, and are not again."""
    cost: float = 0
    filled: int = 0
    revised: int = 0
    doubtful: int = 0
    refused: int = 0
    refused_before: int = 0
    """In earlier runs: they are not asked for again."""


@dataclass(frozen=True, slots=True)
class Translated:
    """What a run did, or would do."""

    languages: Mapping[str, Sums]
    findings: tuple[Finding, ...]
    shown: tuple[str, ...] = ()
    """What would go out, when that was asked for."""
    stopped: str = ""
    """Why it ended early."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a site is translated."""

    speaker: Speaker
    now: datetime
    answers: Answers
    budget: float = 0
    """The most money; 0 for any."""
    dry: bool = False
    again: bool = False
    """Whether what was refused is tried again, and paid again."""
    memories: Mapping[str, TranslationMemory | None] = field(default_factory=dict)


@dataclass(slots=True)
class _State:
    """What all threads share, and change under the lock alone."""

    sums: dict[str, Sums]
    settings: str
    """The path of the settings, for what is wrong with an engine."""
    lock: Condition = field(default_factory=Condition)
    spent: float = 0
    stopped: str = ""
    failures: int = 0
    """In a row."""
    going: set[Request] = field(default_factory=set)
    """What is on its way."""
    findings: list[Finding] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)


def translate_site(run: Run, plan: Plan, *, track: Track) -> Translated:
    """Fill the selected catalogs, several at a time; each batch is saved when it is there.

    The catalogs have been extracted. A bad guide or catalog stops only itself; what no other
    request would survive stops all, and the next run goes on there.
    """
    state = _State({each: Sums() for each in run.selection.languages}, run.config.path)
    with ThreadPoolExecutor(plan.speaker.settings.at_once) as pool:
        going: set[Future[None]] = set()
        try:
            for work in _jobs(run, plan, state, track):
                going.add(pool.submit(work))
                if len(going) >= _AHEAD * plan.speaker.settings.at_once:
                    done, going = wait(going, return_when=FIRST_COMPLETED)
                    _raise(done)
            _raise(wait(going).done)
        except BaseException:
            state.stopped = state.stopped or "interrupted"
            pool.shutdown(cancel_futures=True)
            raise
    if state.stopped:
        state.findings.append(Finding("engine", Severity.ERROR, state.settings, 0, state.stopped))
    findings = tuple(dict.fromkeys(state.findings))
    return Translated(state.sums, findings, (*state.shown,), state.stopped)


def _raise(done: set[Future[None]]) -> None:
    for each in done:
        each.result()


def _jobs(run: Run, plan: Plan, state: _State, track: Track) -> Iterator[Callable[[], None]]:
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


def _select(run: Run, plan: Plan, state: _State, job: Job, form: Form) -> None:
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


def _do(run: Run, plan: Plan, state: _State, common: Language, job: Job, pattern: Batch) -> None:
    """Translate one catalog, batch by batch: what is done is saved, and never asked again."""
    settings, engine = plan.speaker.settings, plan.speaker.engine
    most = min(settings.batch, engine.most_texts)
    say = partial(_say, plan, state, job.each.language)

    def judge(texts: Mapping[Identity, str]) -> Judged:
        with state.lock:
            return judge_texts(run.config, common, job, texts)

    for batch, wishes in make_batches(pattern, job.wishes, most, settings.characters):
        try:
            with state.lock:
                _count(state.sums[job.each.language], batch)
            if plan.dry:
                say(engine, settings, batch)
                continue
            filled = ask_batch(plan.speaker, pattern, wishes, say, judge)
            if filled is None:
                return
            with state.lock:
                _finish(run, plan, state, job, filled)
        except L10nError as error:
            with state.lock:
                state.findings.append(refusal(error, job.path))
            return


def _count(sums: Sums, batch: Batch) -> None:
    sums.segments += len(batch.texts)
    sums.words += sum(count_words(each.text) for each in batch.texts)
    sums.characters += sum(len(each.text) for each in batch.texts)


def _finish(run: Run, plan: Plan, state: _State, job: Job, filled: Filled) -> None:
    settings = plan.speaker.settings
    who = [settings.name, (settings.model or settings.type).replace(" ", "_")]
    revised = {wish.identity for wish in job.wishes if wish.revises}
    fill(job, filled, " ".join((*who, f"{plan.now:%Y-%m-%d}")))
    save(run, job)
    sums = state.sums[job.each.language]
    sums.filled += len(filled.texts.keys() - revised)
    sums.revised += len(filled.texts.keys() & revised)
    sums.doubtful += len(filled.doubts)
    sums.refused += len(filled.refusals)
    state.findings += find_doubtful(job, filled)


def _say(
    plan: Plan,
    state: _State,
    language: str,
    engine: Engine,
    settings: EngineSettings,
    batch: Batch,
) -> Reply | None:
    """Send a batch, unless it was sent before; None where the run stops or nothing came back."""
    request = engine.write(batch)
    sums = state.sums[language]
    with state.lock:
        while request in state.going:  # of a guide with the same texts
            state.lock.wait()
        answer = None if plan.again else plan.answers.find(request)
        cost = 0.0 if answer is not None else cost_of(settings, batch, request)
        if answer is None and not _may_spend(plan, state, cost):
            return None
        sums.requests += answer is None
        sums.cached += answer is not None
        sums.cost += cost
        if answer is None and not plan.dry:
            state.going.add(request)
    if plan.dry:
        with state.lock:
            state.shown.append(f"{request.url}\n{request.body}")
        return None
    if answer is None:
        sent = engine.send(request)
        with state.lock:
            state.going.discard(request)
            state.lock.notify_all()
            state.failures = state.failures + 1 if sent.fault else 0
            if sent.fault:
                _give_up(state, settings, sent.fault, lasting=sent.lasting)
                return None
            answer = sent.text
            plan.answers.keep(request, answer)
    return engine.read(batch, answer)


def _may_spend(plan: Plan, state: _State, cost: float) -> bool:
    if state.stopped:
        return False
    if plan.budget and state.spent + cost > plan.budget:
        state.stopped = (
            f"the budget of {plan.budget:g} is used up ({state.spent:.2f} spent); what is done is "
            "saved, run again to go on"
        )
        return False
    state.spent += cost
    return True


def _give_up(state: _State, settings: EngineSettings, fault: str, *, lasting: bool) -> None:
    """Note why nothing came back; what would happen to every request stops the run."""
    message = f"engine {settings.name}: {fault}; what is done is saved, run again to go on"
    if lasting or state.failures >= _MOST_FAILURES:
        state.stopped = state.stopped or message
    else:
        state.findings.append(Finding("engine", Severity.ERROR, state.settings, 0, message))


def cost_of(settings: EngineSettings, batch: Batch, request: Request) -> float:
    """Return about what a request costs, by the prices in the settings."""
    characters = sum(len(each.text) for each in batch.texts)
    tokens = settings.price_input * len(request.body) + settings.price_output * characters
    return (tokens / _LETTERS + settings.price_characters * characters) / 1_000_000
