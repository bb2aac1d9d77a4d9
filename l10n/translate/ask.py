"""Ask an engine for a batch of texts until each is fine, or was wrong too often."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from l10n.catalog import Identity
from l10n.checks.ignores import without_advice
from l10n.engines.elements import unseal
from l10n.engines.values import CUT_OFF, Batch, Engine, EngineSettings, Form, Reply, Text
from l10n.engines.wishes import Wish, make_batches, try_again
from l10n.translate.job import Filled, Judged

_MOST_ATTEMPTS: Final = 3
_FINE: Final = ("fine", "ok", "okay")

Say = Callable[[Engine, EngineSettings, Batch], Reply | None]
"""Sends a batch and returns the reply; None where the run has to stop, or nothing came back."""
JudgeTexts = Callable[[Mapping[Identity, str]], Judged]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An engine with its settings, and the one that reviews it."""

    engine: Engine
    settings: EngineSettings
    review: tuple[Engine, EngineSettings] | None = None


@dataclass(slots=True)
class _Progress:
    texts: dict[Identity, str] = field(default_factory=dict)
    doubts: dict[Identity, tuple[str, ...]] = field(default_factory=dict)
    refusals: dict[Identity, str] = field(default_factory=dict)


def ask_batch(
    speaker: Speaker, pattern: Batch, wishes: Sequence[Wish], say: Say, judge: JudgeTexts
) -> Filled | None:
    """Return what a batch came to; None where it could not be brought to an end.

    What is wrong goes back with the findings; an engine of sentences would say the same again.
    """
    done = _Progress()
    waiting = [tuple(wishes)]
    most = speaker.settings.batch
    while waiting:
        some = waiting.pop(0)
        for batch, asked in make_batches(pattern, some, most, speaker.settings.characters):
            reply = say(speaker.engine, speaker.settings, batch)
            if reply is None:
                return None
            again = _take(speaker.engine.form, asked, reply, judge, done)
            half = (len(again) + 1) // 2
            # What could not be read at all was perhaps too much at once.
            parts = [again[:half], again[half:]] if not reply.texts else [again]
            waiting += filter(None, parts)
    if speaker.review and done.texts and not _review(speaker.review, pattern, wishes, say, done):
        return None
    return Filled(done.texts, done.doubts, done.refusals)


def _take(
    form: Form, asked: Sequence[Wish], reply: Reply, judge: JudgeTexts, done: _Progress
) -> tuple[Wish, ...]:
    """Take what is fine of a reply, and return what is to be asked again.

    What was too much for one answer is no attempt.
    """
    if len(asked) > 1 and set(reply.refusals.values()) == {CUT_OFF} and not reply.texts:
        return tuple(asked)
    opened = {
        wish.identity: unseal(wish.sealed, reply.texts[wish.text.id].strip())
        for wish in asked
        if wish.text.id in reply.texts
    }
    judged = judge({name: each.text for name, each in opened.items() if not each.fault})
    again: list[Wish] = []
    for wish in asked:
        name, id_ = wish.identity, wish.text.id
        answer = opened.get(name)
        fault = answer.fault if answer else reply.refusals.get(id_, "no answer came to this text")
        fault = fault or judged.faults.get(name, "")
        doubts = judged.doubts.get(name, ())
        may_try = form is Form.MODEL and wish.attempt + 1 < _MOST_ATTEMPTS
        if (fault or (doubts and not wish.attempt)) and may_try:
            told = tuple(map(without_advice, (fault,) if fault else doubts))
            again.append(try_again(wish, reply.texts.get(id_, ""), told))
        elif fault or answer is None:
            done.refusals[name] = fault
        else:
            done.texts[name] = answer.text
            if doubts:
                done.doubts[name] = doubts
    return tuple(again)


def review_batches(
    settings: EngineSettings,
    pattern: Batch,
    wishes: Sequence[Wish],
    texts: Mapping[Identity, str],
) -> Iterator[Batch]:
    """Yield what a reviewer gets of the texts that came back."""
    found = [
        Text(wish.text.id, "", old_source=wish.entry.msgid, old_text=texts[wish.identity])
        for wish in wishes
        if wish.identity in texts
    ]
    for start in range(0, len(found), settings.batch):
        some = tuple(found[start : start + settings.batch])
        yield pattern._replace(texts=some, reviews=True)


def _review(
    reviewer: tuple[Engine, EngineSettings],
    pattern: Batch,
    wishes: Sequence[Wish],
    say: Say,
    done: _Progress,
) -> bool:
    """Let a second engine compare the meaning; what it finds is a doubt. False when it fails."""
    engine, settings = reviewer
    names = {wish.text.id: wish.identity for wish in wishes}
    for batch in review_batches(settings, pattern, wishes, done.texts):
        reply = say(engine, settings, batch)
        if reply is None:
            return False
        failed = {id_: f"not reviewed: {each}" for id_, each in reply.refusals.items()}
        for id_, said in {**reply.texts, **failed}.items():
            if said.strip().strip(".!\"'").lower() not in _FINE:
                name = names[id_]
                done.doubts[name] = (*done.doubts.get(name, ()), f"{settings.name}: {said}")
    return True
