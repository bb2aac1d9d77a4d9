"""LibreTranslate."""

from __future__ import annotations

from functools import partial

from l10n.engines.http import dig, json_of, read_key, request_to, sender
from l10n.engines.values import Batch, Engine, EngineSettings, Form, Reply, Request, in_order


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine; a server may want a key, which goes in the body."""
    key = read_key(settings, "LIBRETRANSLATE_API_KEY")
    secrets = {"api_key": key} if key else None
    send = sender(settings, {}, key, secrets=secrets)
    return Engine(Form.HTML, partial(_write, settings), send, _read)


def _write(settings: EngineSettings, batch: Batch) -> Request:
    body = {
        "q": [each.text for each in batch.texts],
        "source": batch.source.partition("-")[0],
        "target": batch.target if batch.target.startswith("zh") else batch.target.partition("-")[0],
        "format": "html",
        **settings.extra,
    }
    return request_to(settings.url, "/translate", body)


def _read(batch: Batch, answer: str) -> Reply:
    texts = dig(json_of(answer), "translatedText")
    return in_order(batch, texts if isinstance(texts, list) else [texts])
