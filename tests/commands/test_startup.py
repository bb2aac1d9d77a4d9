"""What a command costs before it does anything: processor time, and what it imports."""

from __future__ import annotations

import json
import resource
import subprocess
import sys

import pytest

from tests.sites import build_translated_site, command, environment

LIMIT = 0.150
"""Seconds of user and system time."""

PARSERS = ("frontmatter", "markdown_it", "mdit_py_plugins", "polib", "tomllib", "yaml")
TABLE = "l10n.data.table"
DASK = ("cloudpickle", "dask", "distributed")
HEAVY = (*PARSERS, *DASK, TABLE, "filelock", "rapidfuzz", "rich")

PROBE = """
import json, sys
from l10n.cli import main
try:
    main(sys.argv[1:])
except SystemExit as ended:
    code = ended.code
names = {name.partition(".")[0] for name in sys.modules} | {*sys.modules}
print(json.dumps([code, sorted(names)]), file=sys.stderr)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    return build_translated_site(tmp_path_factory.mktemp("startup") / "site")


def test_help_is_quick(site):
    best = min(_processor_time(site, "--help") for _ in range(7))
    print(f"l10n --help: {best * 1000:.0f} ms of CPU")
    assert best < LIMIT


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["completion", "bash"],
        *([name, "--help"] for name in ("init", "extract", "merge", "sync", "coverage")),
    ],
    ids=" ".join,
)
def test_help_imports_nothing_heavy(site, arguments):
    assert _imported(site, *arguments).isdisjoint(HEAVY)


@pytest.mark.parametrize(
    ("arguments", "unused"),
    [
        # The catalogs here are in our own shape, which polib is not needed for.
        ("extract -q", {TABLE, "polib", "rapidfuzz", "rich"}),
        ("merge -q", {TABLE, "polib", "rapidfuzz", "rich"}),
        ("sync -q", {TABLE, "polib", "rapidfuzz", "rich"}),
        ("coverage -q", {TABLE, "polib", "rapidfuzz", "rich", "filelock"}),
        ("coverage --format json", {TABLE, "polib", "rapidfuzz", "rich", "filelock"}),
        ("coverage", {"polib", "rapidfuzz", "rich", "filelock"}),
        ("sync", {"polib", "rapidfuzz", "rich"}),
        ("sync --format json", {TABLE, "polib", "rapidfuzz", "rich"}),
        ("init --print", {"markdown_it", "polib", "rapidfuzz", "rich", "filelock"}),
    ],
)
def test_a_command_imports_only_what_it_uses(site, arguments, unused):
    assert _imported(site, *arguments.split()).isdisjoint(unused | {*DASK})


def test_a_command_with_nothing_new_to_say_imports_no_parser(site):
    for _ in range(2):  # the first may write, the second finds nothing to do
        _imported(site, "sync", "-q")
    assert _imported(site, "sync", "-q").isdisjoint(set(HEAVY) - {"tomllib"})


def test_who_profiles_a_run_sees_its_end(site):
    profiled = [*command()[:1], "-m", "cProfile", "-m", "l10n", "--version"]
    done = subprocess.run(profiled, cwd=site, env=environment(), capture_output=True, check=True)
    assert b"function calls" in done.stdout


def _processor_time(site, *arguments) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command(*arguments), cwd=site, env=environment(), stdout=subprocess.DEVNULL, check=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _imported(site, *arguments) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments],
        cwd=site,
        env=environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        check=True,
    )
    code, modules = json.loads(done.stderr)
    assert code == 0
    return set(modules)
