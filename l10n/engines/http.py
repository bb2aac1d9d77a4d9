"""Send requests over HTTP: patient with a busy server, and silent about keys."""

from __future__ import annotations

import json
import os
import ssl
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from l10n.engines.values import EngineSettings, Request, Sent

Pause = Callable[[float], None]

TRIES: Final = 5
_JSON: Final = {"content-type": "application/json"}
_LONGEST: Final = 120.0
"""Seconds that are waited for a server at most, whatever it asks for."""
_LASTING: Final = frozenset({401, 402, 403, 404, 405, 456})
"""Of these 456 is DeepL's: what the account may translate is used up."""
_ELSEWHERE: Final = (404, 405)
"""The address may be wrong, so it is shown."""
_NOT_ALLOWED: Final = (401, 403)


def read_key(settings: EngineSettings, default: str) -> str:
    """Return the key from the environment; empty when there is none."""
    return os.environ.get(settings.key or default, "").strip()


def missing_key(settings: EngineSettings, default: str, key: str) -> str:
    """Return what is wrong where a key is named or the vendor wants one, and there is none."""
    if key or (settings.url and not settings.key):
        return ""
    name = settings.key or default
    return f"engine {settings.name}: set its key in the environment variable {name}"


def request_to(base: str, path: str, body: Mapping[str, Any]) -> Request:
    """Return what is to be posted to a path below an address."""
    return Request(f"{base.rstrip('/')}{path}", json.dumps(body, ensure_ascii=False))


def sender(
    settings: EngineSettings,
    headers: Mapping[str, str],
    key: str,
    *,
    secrets: Mapping[str, str] | None = None,
    pause: Pause = time.sleep,
) -> Callable[[Request], Sent]:
    """Return what posts JSON; ``secrets`` join the body on its way.

    Busy and failing servers are asked again, after the time that they name; redirections are not
    followed.
    """

    def send(request: Request) -> Sent:
        body = request.body
        if secrets:
            body = json.dumps({**json.loads(body), **secrets}, ensure_ascii=False)
        sent = Sent(fault="nothing was sent")
        for attempt in range(TRIES):
            sent, wait = _post(settings, request.url, headers, body, key)
            if wait is None:
                break
            if attempt + 1 < TRIES:
                pause(min(_LONGEST, wait or 2.0**attempt))
        return sent._replace(fault=_hushed(sent.fault, key))

    return send


def json_of(answer: str) -> Any:
    """Return what a text says as JSON; None where it is none."""
    try:
        return json.loads(answer)
    except (ValueError, RecursionError):
        return None


def dig(value: Any, *path: str | int) -> Any:
    """Return what is at a path of names and numbers in a value; None where there is nothing."""
    for step in path:
        if isinstance(step, str) and isinstance(value, dict):
            value = value.get(step)
        elif isinstance(step, int) and isinstance(value, list) and len(value) > step:
            value = value[step]
        else:
            return None
    return value


@cache
def _trust() -> ssl.SSLContext:
    """Return the certificates that are trusted: to read them takes longer than a request."""
    return httpx.create_ssl_context()


def _post_once(url: str, body: str, headers: Mapping[str, str], timeout: float) -> httpx.Response:
    with httpx.Client(verify=_trust(), timeout=timeout, follow_redirects=False) as client:
        data = body.encode("utf-8", "surrogatepass")
        return client.post(url, content=data, headers={**_JSON, **headers})


def _post(
    settings: EngineSettings, url: str, headers: Mapping[str, str], body: str, key: str
) -> tuple[Sent, float | None]:
    """Return what came back, and how long to wait before trying again; None for not at all."""
    try:
        answer = _post_once(url, body, headers, settings.timeout)
    except httpx.InvalidURL as error:
        return Sent(fault=f"{settings.url} is no address: {error}", lasting=True), None
    except httpx.TransportError as error:
        host = urlsplit(url).hostname
        return Sent(fault=f"no answer from {host}: {error or type(error).__name__}"), 0
    if answer.status_code == 200:
        return _read(answer.text)
    shown = _short(answer.text)
    told = f"HTTP {answer.status_code}{_hint_at(answer, key)}: {shown or answer.reason_phrase}"
    sent = Sent("", told, answer.status_code in _LASTING)
    if answer.status_code in (408, 409, 425, 429) or answer.status_code >= 500:
        return sent, _hint(answer.headers)
    return sent, None


def _hint_at(answer: httpx.Response, key: str) -> str:
    """Return what may be wrong with the settings, as a part of a fault."""
    if answer.status_code in _ELSEWHERE or answer.is_redirect:
        return f" from {answer.url}"
    return "" if key or answer.status_code not in _NOT_ALLOWED else " (no key was sent)"


def _read(text: str) -> tuple[Sent, float | None]:
    """Return what came back with the status 200; some servers report an error with it."""
    value = json_of(text)
    if value is None:
        return Sent(fault=f"the answer is not JSON: {_short(text) or 'it is empty'}"), 0
    if error := dig(value, "error"):
        told = dig(error, "message") or error
        return Sent(fault=f"the server reports an error: {_short(str(told))}"), 0
    return Sent(text), None


def _short(text: str) -> str:
    return " ".join(text.split())[:200]


def _hint(headers: Mapping[str, str]) -> float:
    """Return the seconds that the server asks to wait; 0 when it says nothing."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            return max(0.001, float(headers[name]) * unit)
        except (KeyError, ValueError):
            continue
    return _until(headers)


def _until(headers: Mapping[str, str]) -> float:
    """Return the seconds to the date that the server names, by its own clock."""
    try:
        then, now = (parsedate_to_datetime(headers[name]) for name in ("retry-after", "date"))
        return max(0.001, (then - now).total_seconds())
    except (KeyError, ValueError, TypeError):  # TypeError: one of them without a time zone
        return 0


def _hushed(text: str, key: str) -> str:
    return text.replace(key, "***") if key else text
