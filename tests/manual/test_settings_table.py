"""The table of settings: all that l10n.toml may say, with examples and defaults that are true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n.config.settings import Config, parse_config
from l10n.errors import L10nError
from l10n.manual.settings import SETTINGS, TABLES, Setting

NEEDED = {
    "": {"source-language": '"de"', "languages": '["es"]'},
    "[[content]]": {"source": '"a/{path}"', "localized": '"b/{lang}/{path}"'},
    "[[data]]": {"source": '"i18n/{lang}.yaml"'},
    "[engines.gpt]": {"type": '"anthropic"', "model": '"m"'},
}
COMMAND = {"type": '"command"', "command": '"cat"'}
FREE = ("[shortcodes]", "[components]")
"""Tables whose keys are names that the site gives."""
REVIEWER = '\n[engines.second]\ntype = "deepl"\n'


def parse(table: str, values: dict[str, str]) -> Config:
    top = {**NEEDED[""], **(values if not table else {})}
    below = {**NEEDED.get(table, {}), **values} if table else {}
    lines = [f"{name} = {value}" for name, value in top.items()]
    lines += [table, *(f"{name} = {value}" for name, value in below.items())]
    return parse_config("\n".join(lines) + REVIEWER, Path("/site"))


def known_keys(table: str) -> set[str]:
    with pytest.raises(L10nError) as caught:
        parse(table, {"qqqqqq": "1"})
    found = re.search(r"known here: (.*)", str(caught.value))
    assert found, caught.value
    return set(found[1].split(", "))


@pytest.mark.parametrize("table", [each for each in TABLES if each not in FREE])
def test_every_key_is_in_the_table_of_settings(table: str) -> None:
    listed = {each.name for each in SETTINGS if each.table == table}
    tables = {each.strip("[]").partition(".")[0] for each in TABLES if each}
    assert known_keys(table) - listed <= (tables if not table else set())
    assert listed <= known_keys(table)


def title_of(setting: Setting) -> str:
    return f"{setting.table} {setting.name}"


def with_value(setting: Setting, value: str) -> Config:
    return parse(setting.table, {**needed_by(setting), setting.name: value})


def needed_by(setting: Setting) -> dict[str, str]:
    if setting.name == "part":
        return {"source": '"i18n/all.yaml"'}
    if setting.name == "source-part":
        return {"source": '"i18n/all.yaml"', "part": '"languages.{lang}"'}
    if setting.name == "machine-value":
        return {"machine-field": '"machine"'}
    return COMMAND if setting.name in {"command", "form"} and setting.table else {}


@pytest.mark.parametrize("setting", SETTINGS, ids=title_of)
def test_the_example_is_read_and_changes_something(setting: Setting) -> None:
    needed = {} if setting.name == "part" else needed_by(setting)  # it stands for a file of each
    assert with_value(setting, setting.example) != parse(setting.table, needed)


@pytest.mark.parametrize("setting", [each for each in SETTINGS if each.default], ids=title_of)
def test_the_default_is_what_holds_without_it(setting: Setting) -> None:
    assert with_value(setting, setting.default) == parse(setting.table, needed_by(setting))


def test_settings_stand_in_the_order_of_their_tables() -> None:
    order = [*TABLES]
    places = [order.index(each.table) for each in SETTINGS]
    assert places == sorted(places)
    assert set(places) == {*range(len(order))}
