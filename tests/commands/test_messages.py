"""Each message by itself: what is wrong, where, and what to do next (``pytest -s`` prints all)."""

from __future__ import annotations

import re

import pytest

from tests.messages import Message, all_messages

MESSAGES = all_messages()

# What to do stands after a colon or semicolon; or the message is an order, or says what is asked.
_ADVICE = re.compile(
    r"[:;] |\bmust\b|\bmay name\b|did you mean|, like |^(?:name|write) |\btakes the name\b"
    r"|\{ADD_OR_KEEP\}$|\{message\}$"  # these end with it
)
_STATEMENTS = (
    "stays as this page has it",  # infos of import: nothing is to be done
    "stay as this page has them",
    "translates what ",
    "of the source is missing",
    "is not translated, because an alias",
    "this entry is further up already, word for word",  # the next extract mends it
    "No such command",
    "{value} is not a number.",  # as click says it
    "no completion for",
    "is the name of an environment variable",
)


def title_of(message: Message) -> str:
    return message.text


def test_there_are_messages() -> None:
    print(*sorted(f"{each.place}: {each.text}" for each in MESSAGES), sep="\n")
    assert len(MESSAGES) > 200


@pytest.mark.parametrize("message", MESSAGES, ids=title_of)
def test_a_message_is_one_line_that_says_what_to_do(message: Message) -> None:
    assert "\n" not in message.text
    if not any(each in message.text for each in _STATEMENTS):
        assert _ADVICE.search(message.text), message.place


def test_every_statement_that_asks_for_nothing_is_there() -> None:
    assert [each for each in _STATEMENTS if not any(each in one.text for one in MESSAGES)] == []


def test_what_concerns_no_file_says_what_it_concerns() -> None:
    """Where a path is not given along, the file is added by who calls, or there is none."""
    alone = {each.text for each in MESSAGES if not each.names_place}
    print(*sorted(alone), sep="\n")
    assert all(re.match(r"[a-z{\"\[-]", each) for each in alone)


@pytest.mark.parametrize("message", MESSAGES, ids=title_of)
def test_a_message_has_words_that_a_newcomer_has(message: Message) -> None:
    words = r"\b(?:segment|placeable|digest|action|outcome|quarantin\w+|msgctxt|NoneType)\b"
    assert not re.search(words, re.sub(r"\{[^}]*\}", "", message.text))
