"""A program: it gets JSON lines, or is a filter of HTML such as Apertium."""

from __future__ import annotations

import json
import re
import subprocess
from functools import partial
from typing import Any, Final

from l10n.engines.prompt import write_data
from l10n.engines.reply import read_rows
from l10n.engines.values import (
    Batch,
    Engine,
    EngineSettings,
    Form,
    Reply,
    Request,
    Sent,
    in_order,
    refuse_all,
)

_PARAGRAPH: Final = re.compile(r"<p\b[^>]*>(.*?)</p\s*>", re.DOTALL | re.IGNORECASE)


def open_engine(settings: EngineSettings) -> Engine:
    """Return the engine; with the form ``filter`` it translates HTML, one paragraph a text."""
    send = partial(_send, settings)
    if settings.form == "filter":
        return Engine(Form.HTML, partial(_write_html, settings), send, _read_html)
    return Engine(Form.MODEL, partial(_write_lines, settings), send, _read_lines)


def _words(settings: EngineSettings, batch: Batch) -> str:
    known = {"{source}": batch.source, "{target}": batch.target}
    words = list(settings.command)
    for name, value in known.items():
        words = [word.replace(name, value) for word in words]
    return json.dumps(words)


def _write_html(settings: EngineSettings, batch: Batch) -> Request:
    paragraphs = (f"<p>{each.text}</p>\n" for each in batch.texts)
    return Request(_words(settings, batch), "".join(paragraphs))


def _read_html(batch: Batch, answer: str) -> Reply:
    return in_order(batch, [each.strip() for each in _PARAGRAPH.findall(answer)])


def _write_lines(settings: EngineSettings, batch: Batch) -> Request:
    """Write a line for each text: what a model gets, and both languages."""
    data = json.loads(write_data(batch))
    known = {
        "source": batch.source,
        "target": batch.target,
        **({"guide": batch.title} if batch.title else {}),
        **({"instructions": batch.instructions} if batch.instructions else {}),
        **settings.extra,
    }
    lines = [json.dumps({**known, **each}, ensure_ascii=False) for each in data["texts"]]
    return Request(_words(settings, batch), "".join(f"{line}\n" for line in lines))


def _read_lines(batch: Batch, answer: str) -> Reply:
    rows: list[Any] = []
    for line in filter(str.strip, answer.split("\n")):
        try:
            rows.append(json.loads(line))
        except (ValueError, RecursionError):
            return refuse_all(batch, "a line of the answer is not JSON")
    return read_rows(batch, rows)


def _send(settings: EngineSettings, request: Request) -> Sent:
    words = json.loads(request.url)
    try:
        done = subprocess.run(  # noqa: S603 - the settings name it
            words,
            input=request.body.encode("utf-8", "replace"),
            capture_output=True,
            timeout=settings.timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Sent(fault=f"{words[0]} took over {settings.timeout:g} seconds")
    except OSError as error:
        return Sent(fault=f"{words[0]} cannot be started: {error.strerror}", lasting=True)
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-200:]
        ended = f"{words[0]} ended with code {done.returncode}"
        return Sent(fault=f"{ended}: {said}" if said else ended)
    if not done.stdout.strip():
        return Sent(fault=f"{words[0]} ended without an answer")
    return Sent(done.stdout.decode("utf-8", "replace"))
