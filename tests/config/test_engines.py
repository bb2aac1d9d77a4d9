"""The tables [engines.NAME]."""

from __future__ import annotations

from pathlib import Path

from l10n.config.machine import MachineField
from l10n.config.settings import parse_config
from l10n.engines.values import EngineSettings

LEAST = 'source-language = "en"\nlanguages = ["es", "pt-BR"]\n'


def test_without_engines_there_are_none() -> None:
    config = parse_config(LEAST, Path("/site"))
    assert (config.engines, config.machine) == ({}, frozenset())


def test_engines_and_who_publishes_them() -> None:
    config = parse_config(
        f"""{LEAST}
[engines.apertium]
type = "command"
command = "apertium -u -f html '{{source}}-{{target}}'"
form = "filter"

[engines.gpt]
type = "openai"
url = "http://localhost:8080/v1"
model = "m-1"
key = "MY_KEY"
batch = 10
at-once = 2
timeout = 0.5
review = "apertium"
price-input = 2
extra = {{ temperature = 0 }}

[language.pt-BR]
machine = "publish"
""",
        Path("/site"),
    )
    words = ("apertium", "-u", "-f", "html", "{source}-{target}")
    assert config.machine == {"pt-BR"}
    assert config.engines == {
        "apertium": EngineSettings("apertium", "command", command=words, form="filter"),
        "gpt": EngineSettings(
            "gpt",
            "openai",
            url="http://localhost:8080/v1",
            model="m-1",
            key="MY_KEY",
            batch=10,
            at_once=2,
            timeout=0.5,
            review="apertium",
            price_input=2,
            extra={"temperature": 0},
        ),
    }


def test_fields_that_say_what_machines_wrote() -> None:
    config = parse_config(
        f"""machine-field = "by_machine"
machine-value = "share"
{LEAST}
[language.es]
machine-field = "extra.by_machine"
machine-value = "true"
""",
        Path("/site"),
    )
    assert config.machine_fields == {
        "": MachineField(("by_machine",), is_share=True),
        "es": MachineField(("extra", "by_machine")),
    }
    assert parse_config(LEAST, Path("/site")).machine_fields == {}
