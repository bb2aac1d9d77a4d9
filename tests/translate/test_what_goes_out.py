"""All that is known of a text goes out to a model with it, and nothing of other guides' words."""

from __future__ import annotations

import json
from pathlib import Path

from tests.engines.servers import Server, serve
from tests.sites import run, write
from tests.translate.sites import build, entry, pseudo, translate

EXPECTED = Path(__file__).parents[1] / "data" / "engines" / "told.json"
KNOWN = """\
Bring the form, the photo and a copy of your passport to the office in Lima.

Bring the form, a photo and one copy of your passport to the office in Cusco.
"""
TALK = """\
---
title: Visas
weight: 3
---

# Where to ask

Bring the form, a photo and a copy of your passport to the office in Lima.

<!-- l10n:note It is a river. -->
The Amazon is wide. Run `visa --help` at [the desk](https://desk.example) of a Gateway.

| Where | Cost |
| --- | --- |
| Lima | thirty dollars |

![The long form](form.png)
"""
GLOSSARY = "term,translation,forbidden\nGateway,Gateway,\npassport,pasaporte,pase\n"
MORE = 'batch = 3\nat-once = 1\n[checks.max-length]\n"table cell" = 20\n'


def test_everything_that_is_known_goes_out(model: Server, tmp_path: Path) -> None:
    site = build(tmp_path, model, MORE, guides={"known.md": KNOWN, "talk.md": TALK})
    write(site, "locales/es/glossary.csv", GLOSSARY)
    write(site, "locales/es/instructions.md", "Say usted.\n")
    translate(site, "-l", "es", "known")
    assert run(site, "confirm", "-l", "es", "--all").code == 0
    model.requests.clear()
    translate(site, "-l", "es", "talk")
    roles = {each["messages"][0]["content"] for each in model.requests}
    assert [each.rpartition("\n")[2] for each in roles] == ["Say usted."]
    assert "from en into Spanish (es)" in roles.pop()
    told = [json.loads(each["messages"][1]["content"]) for each in model.requests]
    assert told == json.loads(EXPECTED.read_text(encoding="utf-8"))


def test_an_engine_of_sentences_gets_the_title_alone(tmp_path: Path) -> None:
    with serve("deepl") as server:
        site = build(tmp_path, server, guides={"talk.md": TALK})
        write(site, "locales/es/instructions.md", "Say usted.\n")
        translate(site, "-l", "es")
        (body,) = server.requests
    assert {name for name, value in body.items() if value == "Visas"} == {"context"}
    assert body["text"][2] == (
        "Bring the form, a photo and a copy of your passport to the office in Lima."
    )
    assert body["text"][3] == (
        'The Amazon is wide. Run <i id="1"/> at <i id="2"/>the desk<i id="3"/> of a Gateway.'
    )
    assert "usted" not in json.dumps(body)
    assert entry(site, "The Amazon", key="talk").msgstr.count("](1)") == 1


def test_what_only_a_machine_wrote_is_no_example(model: Server, tmp_path: Path) -> None:
    site = build(tmp_path, model, guides={"known.md": KNOWN, "talk.md": TALK})
    translate(site, "-l", "es", "known")
    model.requests.clear()
    translate(site, "-l", "es", "talk")
    assert pseudo("Bring the form") not in json.dumps(model.requests, ensure_ascii=False)
