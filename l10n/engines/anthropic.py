"""Anthropic's messages."""

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
    refuse_all,
)

_KEY: Final = "ANTHROPIC_API_KEY"
_URL: Final = "https://api.anthropic.com"
_VERSION: Final = "2023-06-01"
_MOST_TOKENS: Final = 8_192


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine."""
    key = read_key(settings, _KEY)
    fault = missing_key(settings, _KEY, key)
    headers = {"anthropic-version": _VERSION, **({"x-api-key": key} if key else {})}
    return Engine(
        Form.MODEL, partial(_write, settings), sender(settings, headers, key), _read, fault=fault
    )


def _write(settings: EngineSettings, batch: Batch) -> Request:
    body = {
        "model": settings.model,
        "max_tokens": _MOST_TOKENS,
        "system": write_role(batch),
        "messages": [{"role": "user", "content": write_data(batch)}],
        **settings.extra,
    }
    return request_to(settings.url or _URL, "/v1/messages", body)


def _read(batch: Batch, answer: str) -> Reply:
    value = json_of(answer)
    match dig(value, "stop_reason"):
        case "max_tokens":
            return refuse_all(batch, CUT_OFF)
        case "refusal":
            return refuse_all(batch, "refused by the engine")
    parts = dig(value, "content")
    texts = [dig(each, "text") for each in parts] if isinstance(parts, list) else []
    return read_reply(batch, "".join(each for each in texts if isinstance(each, str)))
