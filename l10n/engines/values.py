"""What an engine gets and gives, as values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, NamedTuple

_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """One ``[engines.NAME]`` of the settings."""

    name: str
    type: str
    """The name of the module that speaks its protocol, or of an entry point."""
    url: str = ""
    model: str = ""
    key: str = ""
    """The name of the environment variable that holds the key; empty for the type's own."""
    command: tuple[str, ...] = ()
    form: str = "lines"
    batch: int = 40
    """The most texts in one request."""
    characters: int = 12_000
    """The most characters of texts in one request; a longer text goes alone."""
    at_once: int = 4
    """The most requests that are on their way at the same time."""
    timeout: float = 120
    """Seconds."""
    review: str = ""
    """The name of the engine that compares the meaning afterwards; empty for none."""
    price_input: float = 0
    """Of a million tokens that go out."""
    price_output: float = 0
    """Of a million tokens that come in."""
    price_characters: float = 0
    """Of a million characters of the texts."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What else goes into the body of each request."""


class Form(StrEnum):
    """How texts go out."""

    MODEL = "model"
    """As data with context; Markdown stays but for what must not change."""
    HTML = "HTML"
    """As HTML without context; all markup is an element."""


class Text(NamedTuple):
    """One text to be translated, with what is known of it."""

    id: int
    """Distinct in its batch."""
    text: str
    """As it goes out: what must not change is an element ``<i id="n"/>``."""
    kind: str = ""
    heading: str = ""
    """The source of the heading above it."""
    before: str = ""
    """The source of the text before it, when this is not in the batch."""
    after: str = ""
    notes: tuple[str, ...] = ()
    elements: Mapping[str, str] = _NOTHING
    """What the elements stand for."""
    most: int = 0
    """The most characters; 0 for any number."""
    old_source: str = ""
    """What the old translation is one of."""
    old_text: str = ""
    similar: tuple[tuple[str, str], ...] = ()
    """Sources and translations of like texts."""
    terms: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = ()
    """Terms of the glossary, what is used for each, and what never."""
    rejected: str = ""
    """The last answer, when this is another attempt."""
    faults: tuple[str, ...] = ()
    """What was wrong with it."""
    attempt: int = 0
    """How many answers were wrong: the same question again would have the same answer."""


class Batch(NamedTuple):
    """Texts of one guide, in its order."""

    source: str
    """A BCP 47 tag."""
    target: str
    title: str
    instructions: str
    texts: tuple[Text, ...]
    language: str = ""
    """The target's name in English."""
    reviews: bool = False
    """Whether ``old_source`` and ``old_text`` are to be compared, and nothing translated."""


class Reply(NamedTuple):
    """What an engine made of a batch: every text has an answer, or a reason why not."""

    texts: Mapping[int, str]
    refusals: Mapping[int, str]


class Request(NamedTuple):
    """What goes out, but for the key; equal requests have equal answers."""

    url: str
    """Of a command, its words."""
    body: str


class Sent(NamedTuple):
    """What came back."""

    text: str = ""
    fault: str = ""
    """Why nothing came back, in one line without secrets; empty when something did."""
    lasting: bool = False
    """Whether any other request would fail as well."""


@dataclass(frozen=True, slots=True)
class Engine:
    """What speaks to one engine: only ``send`` touches anything outside."""

    form: Form
    write: Callable[[Batch], Request]
    send: Callable[[Request], Sent]
    """May be called in several threads at once."""
    read: Callable[[Batch, str], Reply]
    most_texts: int = 1_000
    """The most that the protocol takes in one request."""
    fault: str = ""
    """Why it cannot send anything, such as a key that is missing; it says what it would send."""


CUT_OFF: Final = "the answer is cut off: fewer texts at once would fit"
"""Why an engine refuses a batch that is too large for one answer."""


def refuse_all(batch: Batch, reason: str) -> Reply:
    """Return the reply that has no text, for this reason."""
    return Reply({}, dict.fromkeys((each.id for each in batch.texts), reason))


def in_order(batch: Batch, answers: list[Any]) -> Reply:
    """Return the reply of an engine that answers in the order of the batch."""
    if len(answers) != len(batch.texts):
        reason = f"{len(answers)} answers came to {len(batch.texts)} texts"
        return refuse_all(batch, reason)
    ids = [each.id for each in batch.texts]
    texts = {id_: each for id_, each in zip(ids, answers, strict=True) if is_text(each)}
    return Reply(texts, {id_: "the answer is empty" for id_ in ids if id_ not in texts})


def is_text(value: object) -> bool:
    """Return whether this is a text that is not blank."""
    return isinstance(value, str) and bool(value.strip())
