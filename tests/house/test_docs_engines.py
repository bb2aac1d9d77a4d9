"""What docs/engines.md says can be done can be done."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import yaml

from l10n.config.settings import parse_config
from l10n.engines.registry import TYPES

TEXT = (Path(__file__).parents[2] / "docs" / "engines.md").read_text(encoding="utf-8")
LEAST = 'source-language = "en"\nlanguages = ["es"]\n'


def blocks(language: str) -> list[str]:
    found = re.findall(rf"^( *)```{language}\n(.*?)^ *```$", TEXT, re.DOTALL | re.MULTILINE)
    return [re.sub(f"(?m)^{indent}", "", block) for indent, block in found]


def test_the_settings_are_good_ones() -> None:
    found = blocks("toml")
    assert len(found) == 3
    for block in found:
        top, bracket, tables = block.partition("[")
        config = parse_config(f"{top}{LEAST}{bracket}{tables}", Path("/site"))
        assert config.engines or config.machine


def test_every_type_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| .*\| (?:`[A-Z_]+`.*|none) \|$", TEXT, re.MULTILINE)
    assert sorted(rows) == sorted(TYPES)


def test_the_commands_have_these_options() -> None:
    commands = re.findall(r"\bl10n ([a-z]+)((?: --?[a-z-]+(?: \w+)?)*)", TEXT)
    assert len(commands) > 8
    for name, options in commands:
        command = import_module(f"l10n.cli.{name}").command
        known = {each for option in command.params for each in option.opts}
        assert known.issuperset(re.findall(r"--?[a-z-]+", options)), (name, options)


def test_the_workflow_is_yaml() -> None:
    (recipe,) = blocks("yaml")
    steps = yaml.safe_load(recipe)["jobs"]["translate"]["steps"]
    runs = [each["run"] for each in steps if "run" in each]
    assert [each.split()[:2] for each in runs[1:]] == [["l10n", "translate"], ["l10n", "sync"]]
