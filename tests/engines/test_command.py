"""Any program is an engine: JSON lines, or a filter of HTML."""

from __future__ import annotations

import shutil
import sys

import pytest

from l10n.engines.elements import seal, unseal
from l10n.engines.registry import open_engine
from l10n.engines.values import Batch, EngineSettings, Form, Text
from l10n.markdown.inlines import NO_LABELS

LINES = """\
import json, sys
for line in sys.stdin:
    told = json.loads(line)
    print(json.dumps({"id": told["id"], "text": f"{told['text']} ({told['target']})"}))
"""
BATCH = Batch("en", "es", "", "", (Text(1, "one"), Text(2, "two & three")))


def program(code: str, form: str = "lines", timeout: float = 30) -> EngineSettings:
    command = (sys.executable, "-c", code, "{source}-{target}")
    return EngineSettings("mine", "command", command=command, form=form, timeout=timeout)


def test_a_program_answers_in_lines() -> None:
    engine = open_engine(program(LINES))
    sent = engine.send(engine.write(BATCH))
    assert engine.read(BATCH, sent.text) == ({1: "one (es)", 2: "two & three (es)"}, {})


def test_a_filter_gets_html_and_the_languages() -> None:
    code = "import sys; print(sys.stdin.read().replace('one', sys.argv[1]))"
    engine = open_engine(program(code, "filter"))
    sent = engine.send(engine.write(BATCH))
    assert engine.read(BATCH, sent.text) == ({1: "en-es", 2: "two & three"}, {})


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("import sys; sys.exit('no model')", "ended with code 1: no model"),
        ("import sys; sys.exit(3)", "ended with code 3"),
        ("print()", "ended without an answer"),
        ("import time; time.sleep(60)", "took over 0.5 seconds"),
    ],
)
def test_a_program_that_fails_says_so(code: str, fault: str) -> None:
    engine = open_engine(program(code, timeout=0.5))
    sent = engine.send(engine.write(BATCH))
    assert sent.fault.endswith(fault)


def test_a_program_that_is_not_there_stops_all() -> None:
    engine = open_engine(EngineSettings("mine", "command", command=("/no/such/program",)))
    sent = engine.send(engine.write(BATCH))
    assert (sent.fault, sent.lasting) == (
        "/no/such/program cannot be started: No such file or directory",
        True,
    )


@pytest.mark.parametrize("answer", ["", "not JSON\n", '{"id": 1, "text": "uno"\n'])
def test_lines_that_are_no_json_refuse_all(answer: str) -> None:
    reply = open_engine(program(LINES)).read(BATCH, answer)
    assert (reply.texts, sorted(reply.refusals)) == ({}, [1, 2])


@pytest.mark.skipif(not shutil.which("apertium"), reason="Apertium is not installed")
@pytest.mark.parametrize(
    "text",
    [
        "Run `report_metrics()` and read [the **fees**](1), then pay & leave.",
        "The office is at <https://office.example/a?b=1&c=2>.",
        'See [the guide](1 "Guide to the fees") for a < b.',
        "![The form](2) has **two** pages_\nand `{{ one }}` more.",
    ],
)
def test_apertium_brings_all_back(text: str) -> None:
    command = ("apertium", "-u", "-f", "html", "eng-spa")
    engine = open_engine(EngineSettings("apertium", "command", command=command, form="filter"))
    sealed = seal(text, NO_LABELS, Form.HTML)
    batch = Batch("en", "es", "", "", (Text(1, sealed.text), Text(2, "The house")))
    reply = engine.read(batch, engine.send(engine.write(batch)).text)
    opened = unseal(sealed, reply.texts[1])
    assert opened.fault == ""
    assert opened.text != text
    assert all(each.text in opened.text for each in sealed.elements)
    assert reply.texts[2] == "La casa"
