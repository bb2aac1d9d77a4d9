"""Read what a model answers, whatever it has put around it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from l10n.engines.values import Batch, Reply, is_text, refuse_all

_DECODER: Final = json.JSONDecoder()
_MOST_STARTS: Final = 20
"""At how many places of an answer JSON is looked for."""
_SHOWN: Final = 80
"""Characters of an answer that cannot be read."""


def read_reply(batch: Batch, answer: str) -> Reply:
    """Return what a model answers to each text.

    An id that is not in the batch is passed over, one that comes twice with different texts is
    refused. What is no JSON of the form refuses all.
    """
    rows = next(_find_rows(answer), None)
    if rows is None:
        return refuse_all(batch, _unread(answer))
    return read_rows(batch, rows)


def read_rows(batch: Batch, rows: list[Any]) -> Reply:
    """Return what rows with an id and a text, or a refusal, say."""
    ids = {each.id for each in batch.texts}
    texts: dict[int, str] = {}
    refusals: dict[int, str] = {}
    for row in rows:
        id_ = row.get("id") if isinstance(row, dict) else None
        if isinstance(id_, str) and id_.isascii() and id_.isdecimal():
            id_ = int(id_[:9])
        if isinstance(id_, bool) or not isinstance(id_, int) or id_ not in ids:
            continue
        text = row.get("text")
        if not is_text(text):
            refusals.setdefault(id_, _refusal(row))
        elif texts.setdefault(id_, text) != text:
            refusals[id_] = "two answers came to this text"
    for id_ in ids - texts.keys():
        refusals.setdefault(id_, "no answer came to this text")
    return Reply({id_: each for id_, each in texts.items() if id_ not in refusals}, refusals)


def _refusal(row: dict[str, Any]) -> str:
    reason = row.get("refused")
    if not is_text(reason):
        return "the answer is empty"
    return f"refused: {' '.join(str(reason).split())[:200]}"


def _unread(answer: str) -> str:
    if not answer.strip():
        return "the answer is empty"
    shown = " ".join(answer.split())[:_SHOWN]
    return f"the answer is not the JSON that was asked for: {shown}"


def _find_rows(answer: str) -> Iterator[list[Any]]:
    """Yield the lists of texts in an answer; a fence or a remark may stand around one."""
    position = -1
    for _ in range(_MOST_STARTS):
        starts = [found for sign in "{[" if (found := answer.find(sign, position + 1)) >= 0]
        if not starts:
            return
        position = min(starts)
        try:
            value, end = _DECODER.raw_decode(answer, position)
        except (ValueError, RecursionError):
            continue
        rows = value.get("texts") if isinstance(value, dict) else value
        if isinstance(rows, list) and rows and all(isinstance(row, dict) for row in rows):
            yield rows
        position = max(position, end - 1)
