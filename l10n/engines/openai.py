"""Any chat endpoint of the form that OpenAI's has."""

from __future__ import annotations

from functools import partial
from typing import Final

from l10n.engines.http import dig, json_of, missing_key, read_key, request_to, sender
from l10n.engines.prompt import write_data, write_role
from l10n.engines.reply import read_reply
from l10n.engines.values import (
    CUT_OFF,
    Batch,
    Engine,
    EngineSettings,
    Form,
    Reply,
    Request,
    is_text,
    refuse_all,
)

_KEY: Final = "OPENAI_API_KEY"
_URL: Final = "https://api.openai.com/v1"


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine."""
    key = read_key(settings, _KEY)
    fault = missing_key(settings, _KEY, key)
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return Engine(
        Form.MODEL, partial(_write, settings), sender(settings, headers, key), _read, fault=fault
    )


def _write(settings: EngineSettings, batch: Batch) -> Request:
    messages = [
        {"role": "system", "content": write_role(batch)},
        {"role": "user", "content": write_data(batch)},
    ]
    body = {"model": settings.model, "messages": messages, **settings.extra}
    return request_to(settings.url or _URL, "/chat/completions", body)


def _read(batch: Batch, answer: str) -> Reply:
    value = json_of(answer)
    choice = dig(value, "choices", 0)
    refusal, content = dig(choice, "message", "refusal"), dig(choice, "message", "content")
    if is_text(refusal):
        return refuse_all(batch, f"refused: {' '.join(refusal.split())[:200]}")
    if dig(choice, "finish_reason") == "length":
        return refuse_all(batch, CUT_OFF)
    if dig(choice, "finish_reason") == "content_filter":
        return refuse_all(batch, "refused by the engine's filter")
    return read_reply(batch, content if isinstance(content, str) else "")
