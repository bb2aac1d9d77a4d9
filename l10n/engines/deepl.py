"""DeepL."""

from __future__ import annotations

from functools import partial
from typing import Final

from l10n.engines.http import dig, json_of, missing_key, read_key, request_to, sender
from l10n.engines.values import Batch, Engine, EngineSettings, Form, Reply, Request, in_order

_KEY: Final = "DEEPL_AUTH_KEY"
_FREE: Final = "https://api-free.deepl.com"
_PAID: Final = "https://api.deepl.com"
_MOST: Final = 50
_TARGETS: Final = {"en": "EN-US", "pt": "PT-PT", "zh": "ZH-HANS"}
_VARIANTS: Final = frozenset({"EN-US", "EN-GB", "PT-BR", "PT-PT", "ZH-HANS", "ZH-HANT", "ES-419"})


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine."""
    key = read_key(settings, _KEY)
    fault = missing_key(settings, _KEY, key)
    url = settings.url or (_FREE if key.endswith(":fx") else _PAID)
    headers = {"authorization": f"DeepL-Auth-Key {key}"} if key else {}
    send = sender(settings, headers, key)
    return Engine(Form.HTML, partial(_write, settings, url), send, _read, _MOST, fault)


def _write(settings: EngineSettings, url: str, batch: Batch) -> Request:
    body = {
        "text": [each.text for each in batch.texts],
        "source_lang": batch.source.partition("-")[0].upper(),
        "target_lang": _target(batch.target),
        "tag_handling": "html",
        **({"context": batch.title} if batch.title else {}),
        **settings.extra,
    }
    return request_to(url, "/v2/translate", body)


def _target(tag: str) -> str:
    """Return how DeepL spells a language: it knows few variants, and wants some."""
    if tag.upper() in _VARIANTS:
        return tag.upper()
    primary = tag.partition("-")[0].lower()
    return _TARGETS.get(primary, primary.upper())


def _read(batch: Batch, answer: str) -> Reply:
    rows = dig(json_of(answer), "translations")
    return in_order(batch, [dig(each, "text") for each in rows] if isinstance(rows, list) else [])
