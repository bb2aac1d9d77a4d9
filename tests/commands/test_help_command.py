"""``l10n help``: every command, setting and check can be looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.checks.registry import CHECKS
from l10n.cli import COMMANDS
from l10n.manual.settings import SETTINGS, TABLES
from tests.sites import run


def test_without_a_topic_it_says_what_there_is(tmp_path: Path) -> None:
    done = run(tmp_path, "help")
    assert done.code == 0
    assert all(f"  {name} " in done.out for name in COMMANDS)
    assert done.out.endswith(
        "l10n help TOPIC explains a command, a setting, a table, a check, a finding or a\n"
        "word of a report.\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_explained_as_by_itself(tmp_path: Path, name: str) -> None:
    told, own = run(tmp_path, "help", name), run(tmp_path, name, "--help")
    more = "\nl10n help '[links]' explains that table of l10n.toml.\n" if name == "links" else ""
    assert (told.code, told.out, told.err) == (0, own.out + more, "")


def test_a_setting_is_explained_in_every_table_that_has_it(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "source-url").out
    assert "source-url: [[content]]\n" in out
    assert "source-url: [links]\n  The address of a source.\n" in out


def test_a_setting_of_a_table_is_explained_alone(tmp_path: Path) -> None:
    expected = "source-url: [links]\n  The address of a source.\n"
    assert run(tmp_path, "help", "links.source-url").out.startswith(expected)
    assert "[[content]]" not in run(tmp_path, "help", "links.source-url").out
    for topic in ("engines.mine.model", "engines.model"):
        assert run(tmp_path, "help", topic).out.startswith("model: [engines.gpt]\n")
    for topic in ("checks.skip", "language.es.checks.skip", "[language.pt-BR.checks].skip"):
        assert run(tmp_path, "help", topic).out.startswith("skip: [checks]\n")
    assert run(tmp_path, "help", "language.es.only").out.startswith("only: [language.es]\n")


@pytest.mark.parametrize("header", [each for each in TABLES if each])
def test_a_table_is_explained_with_its_settings(tmp_path: Path, header: str) -> None:
    out = run(tmp_path, "help", header).out
    assert out.startswith(f"{header}: {TABLES[header]}\n\n")
    names = [each.name for each in SETTINGS if each.table == header]
    assert names
    assert all(f"\n{name}: {header}\n" in out for name in names)
    word = header.strip("[]").split(".")[0]
    if word not in (*COMMANDS, "checks"):
        assert out in run(tmp_path, "help", word).out


def test_a_table_and_a_setting_of_one_name_are_both_explained(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "content").out
    assert out.startswith("[[content]]: ")
    assert "\ncontent: at the top of l10n.toml\n" in out


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
    [
        ("publsh-at", "did you mean publish-at?"),
        ("Publish_At", "did you mean publish-at?"),
        ("[lnks]", "did you mean [links]?"),
        ("content.sintax", "did you mean content.syntax?"),
        (
            "links.heading_id_style",
            "did you mean links.heading-id-style or links.heading-ids or heading-id-style?",
        ),
        ("[engine]", "did you mean [engines.gpt]?"),
        ("qqqq", "l10n help lists the commands"),
    ],
)
def test_what_there_is_not_is_refused_with_what_is_near(
    tmp_path: Path, topic: str, hint: str
) -> None:
    done = run(tmp_path, "help", topic)
    assert done.code == 2
    assert f"There is no help on '{topic}': {hint}\n" in done.err
