"""Send a batch: nothing twice, no more than may be spent, and nothing when the service is down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition
from typing import Final

from l10n.engines.answers import Answers
from l10n.engines.values import Batch, Engine, EngineSettings, Reply, Request
from l10n.guide import Finding, Localized, Severity
from l10n.match.memory import TranslationMemory
from l10n.reports.translated_markdown import Written
from l10n.translate.ask import Speaker
from l10n.translate.job import Filled

_MOST_FAILURES: Final = 3
"""In a row: then the service is down."""
_MOST_USELESS: Final = 100
_ENDS: Final = " .:;,"
"""Of what a service says, before more is said."""
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
class State:
    """What all threads share, and change under the lock alone."""

    sums: dict[str, Sums]
    settings: str
    """The path of the settings, for what is wrong with an engine."""
    lock: Condition = field(default_factory=Condition)
    spent: float = 0
    stopped: str = ""
    closed: bool = False
    """Whether the run is over: what comes late is not written."""
    failures: int = 0
    """In a row."""
    useless: int = 0
    """Texts in a row of which no answer could be used."""
    going: set[Request] = field(default_factory=set)
    """What is on its way."""
    findings: list[Finding] = field(default_factory=list)
    written: dict[Localized, Written] = field(default_factory=dict)
    shown: list[str] = field(default_factory=list)


def say_batch(
    plan: Plan,
    state: State,
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
        cost = 0.0 if answer is not None else _cost_of(settings, batch, request)
        if answer is None and not _may_spend(plan, state, cost):
            return None
        sums.requests += answer is None
        sums.cached += answer is not None
        if answer is None and not plan.dry:
            state.going.add(request)
    if plan.dry:
        with state.lock:
            sums.cost += cost
            if not batch.reviews:  # what a reviewer gets is not there yet
                state.shown.append(f"{request.url}\n{request.body}")
        return None
    if answer is None:
        sent = engine.send(request)
        with state.lock:
            state.going.discard(request)
            state.lock.notify_all()
            state.failures = state.failures + 1 if sent.fault else 0
            if sent.fault:
                state.spent -= cost
                _give_up(state, settings, sent.fault, lasting=sent.lasting)
                return None
            sums.cost += cost
            answer = sent.text
            plan.answers.keep(request, answer)
    return engine.read(batch, answer)


def _may_spend(plan: Plan, state: State, cost: float) -> bool:
    if state.stopped or state.closed:
        return False
    if plan.budget and state.spent + cost > plan.budget:
        state.stopped = (
            f"the budget of {plan.budget:g} is used up ({state.spent:.2f} spent); what is done is "
            "saved, run again to go on"
        )
        return False
    state.spent += cost
    return True


def _give_up(state: State, settings: EngineSettings, fault: str, *, lasting: bool) -> None:
    """Note why nothing came back; what would happen to every request stops the run."""
    why = fault.rstrip(_ENDS)
    then = "correct it and run again" if lasting else "run again to go on"
    message = f"engine {settings.name}: {why}; what is done is saved, {then}"
    if lasting or state.failures >= _MOST_FAILURES:
        state.stopped = state.stopped or message
    else:
        state.findings.append(Finding("engine", Severity.ERROR, state.settings, 0, message))


def find_useless(state: State, settings: EngineSettings, filled: Filled) -> None:
    """Stop where an engine's answers are of no use: the rest would be paid in vain."""
    state.useless = 0 if filled.texts else state.useless + len(filled.refusals)
    if filled.refusals and state.useless >= _MOST_USELESS:
        *_, reason = filled.refusals.values()
        state.stopped = state.stopped or (
            f"engine {settings.name}: of its last {state.useless} texts none could be used, in the "
            f"end because {reason.rstrip(_ENDS)}; correct it and run again, with --again for these"
        )


def _cost_of(settings: EngineSettings, batch: Batch, request: Request) -> float:
    """Return about what a request costs, by the prices in the settings."""
    characters = sum(len(each.text) for each in batch.texts)
    tokens = settings.price_input * len(request.body) + settings.price_output * characters
    return (tokens / _LETTERS + settings.price_characters * characters) / 1_000_000
