"""On a terminal, something is shown from the start on, and nothing of it stays."""

from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.sites import build_site, command, environment

ERASE = "\r\x1b[K"


def screen_of(root: Path, *arguments: str, term: str = "xterm") -> tuple[str, str]:
    """Return what a command writes to a terminal as its errors, and to a pipe as its output."""
    variables = environment(TERM=term)
    ours, theirs = pty.openpty()
    done = subprocess.run(
        command(*arguments), cwd=root, env=variables, stdout=subprocess.PIPE, stderr=theirs
    )
    os.close(theirs)
    shown = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # all is read
            break
        if not piece:
            break
        shown += piece
    os.close(ours)
    return shown.decode(), done.stdout.decode()


@pytest.mark.parametrize(
    "line",
    [
        *("extract", "merge", "sync", "import", "check", "status", "coverage", "next", "links"),
        *("keys", "confirm --all", "pack -l es -o es.po", "pseudo -l xx"),
    ],
)
def test_a_run_shows_at_once_that_it_works(tmp_path: Path, line: str) -> None:
    shown, out = screen_of(build_site(tmp_path), *line.split())
    assert shown.startswith(f"{ERASE}working...")
    assert shown.endswith(ERASE)
    assert "working" not in out


def test_a_quiet_run_shows_nothing(tmp_path: Path) -> None:
    assert screen_of(build_site(tmp_path), "extract", "-q") == ("", "")


def test_a_terminal_that_writes_nothing_over_gets_plain_lines(tmp_path: Path) -> None:
    site = build_site(tmp_path)
    assert screen_of(site, "sync", term="dumb")[0] == ""
    assert screen_of(site, "extract", "nowhere", term="dumb")[0].startswith("l10n: nowhere: ")
    assert screen_of(site, "extract", "nowhere", term="xterm")[0].startswith(ERASE)


def test_what_is_wrong_has_a_line_of_its_own(tmp_path: Path) -> None:
    shown, _ = screen_of(build_site(tmp_path), "extract", "nowhere")
    assert shown.partition(ERASE + "l10n: ")[2].startswith("nowhere: no guide has this key")
