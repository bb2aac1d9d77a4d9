"""Google's Cloud Translation, in its basic form."""

from __future__ import annotations

from functools import partial
from typing import Final

from l10n.engines.http import dig, json_of, missing_key, read_key, request_to, sender
from l10n.engines.values import Batch, Engine, EngineSettings, Form, Reply, Request, in_order

_KEY: Final = "GOOGLE_API_KEY"
_URL: Final = "https://translation.googleapis.com"
_MOST: Final = 128


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine; its key goes in a header."""
    key = read_key(settings, _KEY)
    fault = missing_key(settings, _KEY, key)
    send = sender(settings, {"x-goog-api-key": key} if key else {}, key)
    return Engine(Form.HTML, partial(_write, settings), send, _read, _MOST, fault)


def _write(settings: EngineSettings, batch: Batch) -> Request:
    body = {
        "q": [each.text for each in batch.texts],
        "source": batch.source,
        "target": batch.target,
        "format": "html",
        **settings.extra,
    }
    return request_to(settings.url or _URL, "/language/translate/v2", body)


def _read(batch: Batch, answer: str) -> Reply:
    rows = dig(json_of(answer), "data", "translations")
    texts = [dig(each, "translatedText") for each in rows] if isinstance(rows, list) else []
    return in_order(batch, texts)
