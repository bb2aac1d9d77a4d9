"""Where ``.l10n`` cannot be entered or written a run does without it, and says so in one line."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from l10n.disk.lock import run_lock
from tests.sites import VISA, Run, build_translated_site, run, run_as_owner, write
from tests.stories import files

READING = (
    "extract --check",
    "merge --check",
    "coverage",
    "check",
    "links",
    "keys",
    "import --dry-run",
)
WRITING = (
    "sync",
    "sync --format=json",
    "extract -v",
    "merge",
    "check --fix",
    "keys --write",
    "import",
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one edit to be worked on, of which nothing is remembered."""
    root = build_translated_site(tmp_path / "site")
    write(root, "content/en/peru/visa.md", VISA.replace("Fill in", "Complete"))
    shutil.rmtree(root / ".l10n")
    return root


def put_file(path: Path) -> None:
    path.write_text("a file of somebody's\n")


def link_nowhere(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere") / "else")


def link_itself(path: Path) -> None:
    path.symlink_to(path.name)


def link_out(path: Path) -> None:
    outside = path.parent.with_name("outside")
    outside.mkdir()
    path.symlink_to(outside)


def shut(path: Path) -> None:
    path.mkdir()
    path.chmod(0)


def make_read_only(path: Path) -> None:
    path.mkdir()
    path.chmod(0o555)


RIGHTS = (shut, make_read_only)
OBSTACLES = (put_file, link_nowhere, link_itself, link_out, *RIGHTS)


@pytest.mark.parametrize("asked", READING)
def test_what_only_reads_makes_no_folder(site: Path, asked: str) -> None:
    assert run(site, *asked.split()).code in (0, 1)
    assert not (site / ".l10n").exists()


@pytest.mark.parametrize("asked", READING + WRITING)
@pytest.mark.parametrize("put", OBSTACLES, ids=lambda each: each.__name__)
def test_a_run_does_the_same_without_it(
    site: Path, put: Callable[[Path], None], asked: str
) -> None:
    usual = shutil.copytree(site, site.with_name("usual"))
    put(site / ".l10n")
    expected = run(usual, *asked.split())
    done = run_as_owner(site, *asked.split()) if put in RIGHTS else run(site, *asked.split())
    if put in RIGHTS:
        (site / ".l10n").chmod(0o755)
    assert (done.code, done.out) == (expected.code, expected.out)
    assert files(site) == files(usual)
    (told,) = (line for line in done.err.splitlines() if line not in expected.err.splitlines())
    assert told.startswith("l10n: .l10n")
    assert "until then nothing is remembered" in told
    assert ("second run" in told) == (asked in WRITING)
    assert not any((site / ".l10n").glob("*"))


def test_a_read_only_cache_is_read_and_the_lock_held(site: Path) -> None:
    """Such as that of a container; only what is new cannot be kept."""
    run(site, "sync", "-q")
    (site / ".l10n").chmod(0o555)
    write(site, "content/en/peru/visa.md", VISA.replace("Fill in", "Send"))
    done = run_as_owner(site, "sync", "-q")
    with run_lock(site):
        refused = run_as_owner(site, "sync", "-q")
    (site / ".l10n").chmod(0o755)
    assert done == Run(
        0,
        "",
        "l10n: .l10n/cache.sqlite: no permission: allow it with chmod, or run as another user; "
        "until then nothing is remembered\n",
    )
    assert refused.code == 2
    assert "another l10n run is working here" in refused.err


def test_that_there_is_no_lock_is_not_said_again_when_there_is_one(site: Path) -> None:
    """What a command has said is remembered here; that it had no lock is no part of that."""
    (site / ".l10n/lock").mkdir(parents=True)
    for _ in range(2):
        assert run(site, "sync", "-q").out == ""
    assert run(site, "check", "--fix", "-q").err.startswith("l10n: .l10n/lock: this is a folder")
    (site / ".l10n/lock").rmdir()
    for asked in ("sync -q", "check --fix -q"):
        assert run(site, *asked.split()).err == ""
