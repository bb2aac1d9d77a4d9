"""What ``l10n init`` writes, keeps, prints and recommends."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.settings import read_config
from l10n.translate.instructions import read_instructions
from tests.repositories import git
from tests.sites import Run, run, run_process, snapshot, write

GUIDE = "# Ferries\n\nThe ferry leaves at noon.\n"


@pytest.mark.parametrize(
    ("files", "arguments", "last"),
    [
        ("", (), "l10n sync once it names a folder that has guides"),
        ("docs/a.md", (), "l10n sync once languages names one, such as es"),
        ("docs/a.md", ("--languages", "es, fr"), "l10n sync"),
        ("docs/a.md docs/es/a.md", (), "l10n import --dry-run"),
    ],
)
def test_the_right_next_command_is_named(
    tmp_path: Path, files: str, arguments: tuple[str, ...], last: str
) -> None:
    for name in files.split():
        write(tmp_path, name, GUIDE)
    done = run(tmp_path, "init", *arguments)
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"l10n.toml is written: look it over, then run {last}\n")
    assert run(tmp_path, "sync", "-q").code in (0, 2)


def test_settings_that_are_there_are_kept_unless_they_are_to_be_replaced(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    write(tmp_path, "l10n.toml", "# mine\n")
    kept = run(tmp_path, "init")
    message = "is there already: edit it, or replace it with l10n init --force"
    assert kept == Run(2, "", f"l10n: l10n.toml: {message}\n")
    assert (tmp_path / "l10n.toml").read_text() == "# mine\n"
    assert run(tmp_path, "init", "--force").code == 0
    assert "source-language" in (tmp_path / "l10n.toml").read_text()


def test_nothing_else_is_written(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    run(tmp_path, "init")
    assert [*snapshot(tmp_path)] == ["docs/a.md", "l10n.toml"]


def test_git_is_prepared_once(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "docs/a.md", GUIDE)
    write(tmp_path, ".gitignore", "public/")
    assert run_process(tmp_path, "init", "--languages", "es", "--git").code == 0
    assert (tmp_path / ".gitignore").read_text() == "public/\n.l10n/\n*.mo\n"
    assert "merge=l10n" in (tmp_path / ".gitattributes").read_text()
    assert git(tmp_path, "config", "merge.l10n.driver") == "l10n merge-file %O %A %B %P\n"
    before = snapshot(tmp_path)
    again = run(tmp_path, "init", "--git")
    assert again.code == 0
    assert snapshot(tmp_path) == before


def test_what_git_ignores_keeps_its_line_ends(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "docs/a.md", GUIDE)
    (tmp_path / ".gitignore").write_bytes(b"public/\r\ntmp/")
    run(tmp_path, "init", "--git")
    assert (tmp_path / ".gitignore").read_bytes() == b"public/\r\ntmp/\r\n.l10n/\r\n*.mo\r\n"


def test_no_git_is_named_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = run(tmp_path, "init", "--git")
    assert (done.code, done.err.startswith("l10n: git is not installed: install it")) == (2, True)


def test_no_repository_is_named_as_such(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    out = run(tmp_path, "init", "--git").out
    assert "This is no git repository yet: run git init, then l10n init --git\n" in out


def test_of_a_repository_of_another_owner_git_itself_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, "docs/a.md", GUIDE)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    out = run(tmp_path, "init", "--git").out
    assert "for it says: fatal: detected dubious ownership in repository" in out
    assert f"git config --global --add safe.directory {tmp_path}\n" in out
    assert "\nDo that, then run l10n init --git\n" in out


def test_the_commit_and_the_ids_of_pages_are_noticed(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    page = "---\ndefault_lang_commit: 0123abc\n---\n\n# Barcos {#ferries}\n"
    write(tmp_path, "docs/es/a.md", page)
    out = run(tmp_path, "init").out
    assert "default_lang_commit" in out
    assert 'heading-ids = "all"' in out


def test_the_driver_is_for_the_catalogs_that_the_settings_name(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    settings = 'source-language = "en"\nlanguages = ["es"]\ncatalogs = "po/{lang}/{key}.po"\n'
    write(tmp_path, "l10n.toml", settings)
    assert run(tmp_path, "init", "--git").code == 0
    write(tmp_path, "po/es/deep/a.po", "")
    found = git(tmp_path, "check-attr", "merge", "po/es/deep/a.po", "po/es/a.po", "other/a.po")
    assert [line.rpartition(" ")[2] for line in found.splitlines()] == [
        "l10n",
        "l10n",
        "unspecified",
    ]


def test_instructions_are_proposed_when_they_are_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", GUIDE)
    write(tmp_path, "locales/fr/instructions.md", "Vouvoyez.\n")
    said = run(tmp_path, "init", "--languages", "es, fr", "--instructions").out
    assert "locales/es/instructions.md is written" in said
    before = snapshot(tmp_path)
    assert {*before} == {
        "docs/a.md",
        "l10n.toml",
        "locales/es/instructions.md",
        "locales/fr/instructions.md",
    }
    assert before["locales/fr/instructions.md"] == b"Vouvoyez.\n"
    config = read_config(tmp_path / "l10n.toml")
    assert [read_instructions(config, each) for each in ("es", "fr")] == ["", "Vouvoyez."]
    again = run(tmp_path, "init", "--instructions")
    assert (again.code, again.out) == (0, "Each language has its instructions already.\n")
    assert snapshot(tmp_path) == before
    write(tmp_path, "locales/es/instructions.md", "<!-- a -->\nSay usted.\n<!-- b\n-->\n")
    assert read_instructions(config, "es") == "Say usted."


def test_what_was_found_is_not_told_when_it_is_not_asked_for(tmp_path: Path) -> None:
    write(tmp_path, "docs/a.md", "# A\n")
    done = run(tmp_path, "init", "-q", "--instructions", "--languages", "es")
    assert (done.code, done.out, done.err) == (0, "", "")
    assert (tmp_path / "l10n.toml").exists()
