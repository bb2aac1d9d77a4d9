"""The settings of engines of machine translation: the tables [engines.NAME]."""

from __future__ import annotations

import difflib
import re
import shlex
from math import isfinite
from typing import Final

from l10n.config import toml
from l10n.engines.registry import TYPES
from l10n.engines.values import EngineSettings

_KEYS: Final = (
    "type",
    "url",
    "model",
    "key",
    "command",
    "form",
    "batch",
    "characters",
    "at-once",
    "timeout",
    "review",
    "price-input",
    "price-output",
    "price-characters",
    "extra",
)
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_VARIABLE: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_FORMS: Final = ("lines", "filter")
_MODELS: Final = ("openai", "anthropic")


def read_engines(table: toml.Table) -> dict[str, EngineSettings]:
    """Return the engines in the top ``table`` of the file, by name."""
    tables = toml.subtable(table, "engines")
    engines = {name: _read(tables, name) for name in tables.values}
    for name, each in engines.items():
        if each.review and each.review not in engines:
            settings = toml.subtable(tables, name)
            message = f"review names no engine: add [engines.{each.review}]"
            raise toml.fault(settings, "review", message)
    return engines


def _read(tables: toml.Table, name: str) -> EngineSettings:
    settings = toml.subtable(tables, name)
    if not _NAME.fullmatch(name):
        message = f'"{name}" names no engine: write it with letters, digits, - and _'
        raise toml.fault(tables, name, message)
    toml.expect_keys(settings, _KEYS)
    type_ = _type(settings)
    return EngineSettings(
        name,
        type_,
        url=_url(settings, type_),
        model=_model(settings, type_),
        key=_key(settings),
        command=_command(settings, type_),
        form=toml.choice(settings, "form", _FORMS),
        batch=int(_number(settings, "batch", 40, least=1)),
        characters=int(_number(settings, "characters", 12_000, least=1)),
        at_once=int(_number(settings, "at-once", 4, least=1)),
        timeout=_number(settings, "timeout", 120, least=0.001),
        review=toml.string(settings, "review", ""),
        price_input=_number(settings, "price-input", 0),
        price_output=_number(settings, "price-output", 0),
        price_characters=_number(settings, "price-characters", 0),
        extra=dict(toml.subtable(settings, "extra").values),
    )


def _type(settings: toml.Table) -> str:
    """Return the type: ours, or any name, which another package may bring."""
    type_ = toml.string(settings, "type", None)
    near = difflib.get_close_matches(type_.lower(), TYPES, n=1)
    if type_ not in TYPES and near:
        raise toml.fault(settings, "type", f"there is no type {type_}: did you mean {near[0]}?")
    return type_


def _url(settings: toml.Table, type_: str) -> str:
    url = toml.string(settings, "url", "")
    if url and not url.startswith(("https://", "http://")):
        raise toml.fault(settings, "url", 'url must be an address, like url = "https://..."')
    if type_ == "libretranslate" and not url:
        message = 'url is missing: name the server, like url = "http://localhost:5000"'
        raise toml.fault(settings, "type", message)
    return url


def _model(settings: toml.Table, type_: str) -> str:
    model = toml.string(settings, "model", "")
    if type_ in _MODELS and not model:
        message = 'model is missing: name it as the service does, like model = "..."'
        raise toml.fault(settings, "type", message)
    if not model.isprintable():
        raise toml.fault(settings, "model", 'model must be one line, like model = "..."')
    return model


def _key(settings: toml.Table) -> str:
    key = toml.string(settings, "key", "")
    if key and not _VARIABLE.fullmatch(key):
        message = (
            "key is the name of an environment variable that holds the key, never the key itself"
        )
        raise toml.fault(settings, "key", message)
    return key


def _command(settings: toml.Table, type_: str) -> tuple[str, ...]:
    value = settings.values.get("command")
    if type_ != "command":
        if value is not None:
            message = 'command belongs to type = "command" alone: take one of them out'
            raise toml.fault(settings, "command", message)
        return ()
    if value in ([], [""]):
        message = 'command names no program: write it, like command = ["my-engine", "{target}"]'
        raise toml.fault(settings, "command", message)
    if isinstance(value, list):
        return toml.strings(settings, "command", None)
    try:
        words = tuple(shlex.split(toml.string(settings, "command", None)))
    except ValueError as error:
        message = f"command: {str(error).lower()}: correct the quotes and backslashes"
        raise toml.fault(settings, "command", message) from None
    return words


def _number(settings: toml.Table, key: str, default: float, *, least: float = 0) -> float:
    value = settings.values.get(key, default)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not isfinite(value) or value < least:
        message = f"{key} must be a number, {least:g} or more, like {key} = {default:g}"
        raise toml.fault(settings, key, message)
    return float(value)
