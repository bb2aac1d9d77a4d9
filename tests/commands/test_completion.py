"""Completion in four shells: bash runs its script here, the others are asked as theirs do."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import environment, run

SHELLS = ("bash", "zsh", "fish", "powershell")


def ask(*words: str, at: str, shell: str = "powershell") -> list[str]:
    """Return what a shell's script is told of the words before the cursor, and the one at it."""
    said = {"_L10N_COMPLETE": f"{shell}_complete", "COMP_CWORD": at}
    joined = ("\n" if shell == "powershell" else " ").join(("l10n", *words))
    done = subprocess.run(
        [sys.executable, "-m", "l10n"],
        env=environment(COMP_WORDS=joined, **said),
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line]  # as the script does it


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script_that_asks_l10n(tmp_path: Path, shell: str) -> None:
    done = run(tmp_path, "completion", shell)
    assert done.code == 0
    assert f"{shell}_complete" in done.out
    assert f"l10n completion {shell}" in run(tmp_path, "completion", "--help").out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_a_command(tmp_path: Path) -> None:
    script = run(tmp_path, "completion", "bash").out
    program = tmp_path / "l10n"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m l10n "$@"\n')
    program.chmod(0o755)
    typed = f'COMP_WORDS=(l10n cov); COMP_CWORD=1\n_l10n_completion {program}\necho "$COMPREPLY"'
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{typed}"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "coverage\n"


def test_powershell_gets_words_with_their_meaning() -> None:
    assert ask(at="sy") == ["sync\tExtract, merge and report coverage in one go."]
    assert ask("sync", at="--q") == ["--quiet\tPrint errors only."]
    assert ask("coverage", "--format", at="cs") == ["csv\tcsv"]  # a meaning is never empty


def test_powershell_proposes_files_itself() -> None:
    assert ask("unpack", at="") == []


def test_powershell_s_script_sets_what_is_read_and_takes_it_away(tmp_path: Path) -> None:
    script = run(tmp_path, "completion", "powershell").out
    assert "-CommandName l10n" in script
    for name in ("COMP_WORDS", "COMP_CWORD", "_L10N_COMPLETE"):
        assert f"$env:{name} = " in script
        assert f"Env:{name}" in script.partition("finally")[2]
    assert script.count("{") == script.count("}")


def test_fish_is_asked_in_its_own_way() -> None:
    assert ask(at="sy", shell="fish") == [
        "plain,sync\tExtract, merge and report coverage in one go."
    ]
