"""``l10n help``: every command, setting and check can be looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.checks.registry import CHECKS
from l10n.cli import COMMANDS
from l10n.manual.settings import SETTINGS
from tests.sites import run


def test_without_a_topic_it_says_what_there_is(tmp_path: Path) -> None:
    done = run(tmp_path, "help")
    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert done.out.endswith("l10n help TOPIC explains a command, a setting or a check.\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_explained_as_by_itself(tmp_path: Path, name: str) -> None:
    assert run(tmp_path, "help", name) == run(tmp_path, name, "--help")


def test_a_setting_is_explained_in_every_table_that_has_it(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "source-url").out
    assert "source-url: [[content]]\n" in out
    assert "source-url: [links]\n  The address of a source.\n" in out
    assert run(tmp_path, "help", "links.source-url").out == out


def test_a_check_is_explained_by_an_example(tmp_path: Path) -> None:
    summary = next(each.summary for each in CHECKS if each.name == "numbers")
    assert run(tmp_path, "help", "numbers").out == (
        "numbers: error\n"
        f"  {summary}\n"
        '     msgid "The fee is 30 EUR."\n'
        '    -msgstr "La tasa es de 20 EUR."\n'
        '    +msgstr "La tasa es de 30 EUR."\n'
        "  Where it is right, say so at the entry: # l10n: ignore numbers\n"
        '  Switch it off: skip = ["numbers"] in [checks]\n'
    )


def test_all_are_listed(tmp_path: Path) -> None:
    settings, checks = (run(tmp_path, "help", each).out for each in ("settings", "checks"))
    assert all(f"{each.name}: " in settings for each in SETTINGS)
    assert all(f"{each.name}: {each.severity}\n" in checks for each in CHECKS)


@pytest.mark.parametrize(
    ("topic", "hint"),
    [("publsh-at", "did you mean publish-at?"), ("xyzzy", "l10n help lists the commands")],
)
def test_what_there_is_not_is_refused_with_what_is_near(
    tmp_path: Path, topic: str, hint: str
) -> None:
    done = run(tmp_path, "help", topic)
    assert done.code == 2
    assert f"There is no help on '{topic}': {hint}\n" in done.err
