"""What a model answers is read whatever it has put around it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.engines.reply import read_reply
from l10n.engines.values import Batch, Text

BATCH = Batch("en", "es", "", "", (Text(1, "one"), Text(2, "two")))
GOOD = '{"texts": [{"id": 1, "text": "uno"}, {"id": 2, "text": "dos"}]}'
UNREAD = "the answer is not the JSON that was asked for"
NONE = "no answer came to this text"


@pytest.mark.parametrize(
    "answer",
    [
        GOOD,
        f"```json\n{GOOD}\n```",
        f"Here is {{the}} translation [as asked]:\n\n{GOOD}\n\nLet me know!",
        '[{"id": 1, "text": "uno"}, {"id": "2", "text": "dos"}]',
        GOOD.replace("]}", ', {"id": 9, "text": "nueve"}]}'),
        GOOD.replace("]}", ', {"id": 1, "text": "uno"}]}'),
    ],
)
def test_fences_remarks_and_foreign_ids_do_no_harm(answer: str) -> None:
    assert read_reply(BATCH, answer) == ({1: "uno", 2: "dos"}, {})


@pytest.mark.parametrize(
    ("answer", "texts", "refusals"),
    [
        ("", {}, dict.fromkeys((1, 2), "the answer is empty")),
        ("Sorry,\nno.", {}, dict.fromkeys((1, 2), f"{UNREAD}: Sorry, no.")),
        (GOOD[:-3], {}, dict.fromkeys((1, 2), f"{UNREAD}: {GOOD[:-3]}")),
        ("x" * 200, {}, dict.fromkeys((1, 2), f"{UNREAD}: {'x' * 80}")),
        ('{"texts": [{"id": 1, "text": "uno"}]}', {1: "uno"}, {2: NONE}),
        ('{"texts": [{"id": 1, "text": " "}]}', {}, {1: "the answer is empty", 2: NONE}),
        (
            '{"texts": [{"id": 1, "text": "uno"}, {"id": 2, "refused": "no\\nway"}]}',
            {1: "uno"},
            {2: "refused: no way"},
        ),
        (
            GOOD.replace("]}", ', {"id": 1, "text": "otro"}]}'),
            {2: "dos"},
            {1: "two answers came to this text"},
        ),
        ('{"texts": [{"id": true, "text": "uno"}]}', {}, {1: NONE, 2: NONE}),
        ('{"texts": [{"id": 1, "text": ["uno"]}]}', {}, {1: "the answer is empty", 2: NONE}),
    ],
)
def test_what_is_missing_has_a_reason(
    answer: str, texts: dict[int, str], refusals: dict[int, str]
) -> None:
    assert read_reply(BATCH, answer) == (texts, refusals)


@given(st.text(alphabet='{}[]",:12 idtextsuno\\', max_size=60))
def test_every_text_has_an_answer_or_a_reason(answer: str) -> None:
    reply = read_reply(BATCH, answer)
    assert sorted([*reply.texts, *reply.refusals]) == [1, 2]
