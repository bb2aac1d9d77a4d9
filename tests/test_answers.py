"""What a command said when it changed nothing is said again, until anything changes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from l10n.cache.glance import glance
from tests.sites import (
    Run,
    build_translated_site,
    command,
    environment,
    run,
    run_process,
    write,
)

COMMANDS = (
    "extract --format json",
    "merge -v",
    "sync",
    "sync --format json",
    "coverage",
    "coverage --format json --fail-under 99",
    "check",
    "check --format sarif --strict",
    "links -v",
    "import --dry-run",
)
STATE = ".l10n/state.sqlite"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in which there is nothing left to do, and something to say."""
    root = build_translated_site(tmp_path / "site")
    write(root, "content/en/bad.md", "---\ntitle: [\n---\n\nText.\n")
    assert run(root, "sync", "-q").code == 1
    with closing(sqlite3.connect(root / STATE)) as file:
        file.execute("drop table if exists answers")  # a slow machine may have left one
    settle(root)
    return root


def settle(root: Path, *folders: str) -> None:
    """Wait until what happens next will show in the times of files: some milliseconds."""
    while not glance(root, folders or ("content", "locales")).settled:
        pass


def answers(root: Path) -> int:
    with closing(sqlite3.connect(root / STATE)) as file:
        found = file.execute("select name from sqlite_master where name = 'answers'").fetchone()
        return file.execute("select count(*) from answers").fetchone()[0] if found else 0


def forge(root: Path) -> None:
    """Make every answer tell that it was not found out anew."""
    with sqlite3.connect(root / STATE) as file:
        file.execute("""update answers set said = '[[false, "again\\n"], [true, "and\\n"]]'""")
    file.close()


def is_again(said: Run) -> bool:
    return (said.out, said.err) == ("again\n", "and\n")


@pytest.mark.parametrize("asked", COMMANDS)
def test_the_same_is_said_again(site: Path, asked: str) -> None:
    first, second = (run(site, *asked.split()) for _ in range(2))
    assert answers(site) == 1
    assert second == first
    assert run_process(site, *asked.split()) == first
    forge(site)
    again = run(site, *asked.split())
    assert is_again(again)
    assert again.code == first.code


@pytest.mark.parametrize(
    "asked",
    ["coverage --format html", "coverage --format markdown", "coverage --format json -o report"],
)
def test_what_tells_of_its_day_or_goes_elsewhere_is_made_again(site: Path, asked: str) -> None:
    assert run(site, *asked.split()).code in (0, 1)
    assert answers(site) == 0


@pytest.mark.parametrize("other", ["sync -v", "sync -l es", "sync bus", "sync --format json"])
def test_another_question_has_another_answer(site: Path, other: str) -> None:
    run(site, "sync")
    forge(site)
    assert not is_again(run(site, *other.split()))


def test_colours_and_folders_are_part_of_the_question(site: Path) -> None:
    run_process(site, "sync")
    forge(site)
    assert not is_again(run_process(site, "sync", FORCE_COLOR="1"))
    forge(site)
    assert not is_again(run_process(site / "content", "sync", FORCE_COLOR="1"))


def test_what_changes_something_is_not_said_again(site: Path) -> None:
    write(site, "content/en/new.md", "# New\n\nText.\n")
    assert '"action": "created"' in run(site, "extract", "--format", "json").out
    assert answers(site) == 0


def test_what_was_made_and_taken_away_is_made_again(site: Path) -> None:
    """Then the files are as they were before, to the nanosecond."""
    write(site, "content/en/new.md", "# New\n\nText.\n")
    settle(site)
    asked = ("extract", "-l", "es", "--format", "json")
    first = run(site, *asked)
    assert '"action": "created"' in first.out
    (site / "locales/es/new.po").unlink()
    assert run(site, *asked) == first
    assert (site / "locales/es/new.po").exists()


CHANGES: dict[str, Callable[[Path], object]] = {
    "a source": lambda root: write(root, "content/en/bus.md", "# Other\n"),
    "a page": lambda root: write(root, "content/es/bus.md", "# Other\n"),
    "a catalog": lambda root: (root / "locales/es/bus.po").unlink(),
    "a new page": lambda root: write(root, "content/pt/new.md", "# New\n"),
    "a new folder": lambda root: (root / "content/en/folder.md").mkdir(),
    "a link": lambda root: (root / "content/en/link.md").symlink_to("nowhere"),
    "a glossary": lambda root: write(root, "locales/es/glossary.csv", "term,translation\na,b\n"),
    "the record": lambda root: (root / "locales/published.txt").unlink(),
    "the settings": lambda root: write(
        root, "l10n.toml", (root / "l10n.toml").read_text().replace("80", "60")
    ),
    "a right": lambda root: (root / "content/en/bus.md").chmod(0o600),
    "all pages of a language": lambda root: shutil.rmtree(root / "content/es"),
    "a leftover": lambda root: write(root, "content/es/.l10n-0123456789abcdef.tmp", "half"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_any_change_is_seen(site: Path, name: str) -> None:
    run(site, "sync")
    forge(site)
    settle(site)
    assert is_again(run(site, "sync"))
    CHANGES[name](site)
    assert not is_again(run(site, "sync"))


def test_a_change_that_keeps_size_and_time_is_seen(site: Path) -> None:
    run(site, "sync")
    forge(site)
    path = site / "content/en/bus.md"
    before = path.stat()
    path.write_text(path.read_text().replace("station", "airport"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert not is_again(run(site, "sync"))


def test_a_file_that_changed_a_moment_ago_leaves_no_answer(site: Path) -> None:
    """Git's racy timestamps: its next change might not show in its times."""
    os.utime(site / "content/en/bus.md", (4_000_000_000, 4_000_000_000))
    run(site, "sync")
    run(site, "sync")
    assert answers(site) == 0


def test_a_linked_folder_leaves_no_answer(site: Path) -> None:
    """What changes in it is not seen."""
    (site / "locales/es").rename(site / "kept")
    (site / "locales/es").symlink_to(site / "kept")
    run(site, "sync")
    settle(site, "content")
    run(site, "sync")
    assert answers(site) == 0


def test_a_damaged_answer_is_found_out_again(site: Path) -> None:
    first = run(site, "sync")
    for said in ("", "[", "[1]", '[["x"]]', "null", '{"a": 1}'):
        with sqlite3.connect(site / STATE) as file:
            file.execute("update answers set said = ?", (said,))
        file.close()
        assert run(site, "sync") == first


def test_nothing_is_made_beside_a_site_that_was_only_read(tmp_path: Path) -> None:
    root = build_translated_site(tmp_path / "site")
    shutil.rmtree(root / ".l10n", ignore_errors=True)
    run(root, "coverage")
    assert not (root / ".l10n").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such pipe")
def test_an_answer_that_nobody_reads_ends_like_any_other(site: Path) -> None:
    for _ in range(2):
        assert run_process(site, "sync", "--format", "json").code == 1
    assert answers(site) == 1
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        command("sync", "--format", "json"),
        cwd=site,
        env=environment(),
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")
