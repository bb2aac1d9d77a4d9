"""Sessions in pages: run what a page shows, and write what came out.

A fenced block ``console`` has commands after ``$`` and what they print. Comments above steer:

    <!-- site: NAME -->       begin anew, on a copy of tests/data/docs/NAME; ``demo`` is the demo
    <!-- run: COMMAND -->     run this, and show nothing: what a person does meanwhile
    <!-- exit: 1 -->          the last command of the next block exits with that

All may be indented, as in the item of a list.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tools.demo import ROOT, copy_demo

SITES: Final = ROOT / "tests" / "data" / "docs"
_STEP: Final = re.compile(
    r"^ *<!-- (?P<what>site|run|exit): (?P<value>.*?) -->\n"
    r"|^(?P<indent> *)```console\n(?P<session>.*?)^ *```\n",
    re.MULTILINE | re.DOTALL,
)
_OURS: Final = f'PYTHONPATH="{ROOT}" "{sys.executable}" -m l10n'
_COMMAND: Final = re.compile(r"^\$ ((?:.*\\\n)*.*)\n", re.MULTILINE)


class SessionError(Exception):
    """A command of a page failed; the message says which, and what it printed."""


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A folder for sites, and the environment that commands run in."""

    folder: Path
    environment: dict[str, str]

    @property
    def site(self) -> Path:
        """Return the copy that commands run in."""
        return self.folder / "site"


def play(page: str, program: str = "") -> str:
    """Return the page with what its commands print now; raises SessionError.

    ``program`` is the l10n to try, as a shell writes it; without it, this code is.
    """
    with tempfile.TemporaryDirectory() as name:
        return "".join(_play(page, _new_sandbox(Path(name), program or _OURS)))


def commands_in(page: str) -> list[str]:
    """Return all commands that a page shows."""
    sessions = (found["session"] for found in _STEP.finditer(page) if found["session"])
    return [each for session in sessions for each in _COMMAND.findall(textwrap.dedent(session))]


def _play(page: str, sandbox: Sandbox) -> Iterator[str]:
    position, code = 0, 0
    for step in _STEP.finditer(page):
        yield page[position : step.start()]
        position = step.end()
        if step["session"] is not None:
            shown = _replay(textwrap.dedent(step["session"]), sandbox, code)
            yield textwrap.indent(f"```console\n{shown}```\n", step["indent"])
            code = 0
            continue
        yield step[0]
        if step["what"] == "site":
            _begin(sandbox, step["value"])
        elif step["what"] == "run":
            _run(step["value"], sandbox, 0)
        else:
            code = int(step["value"])
    yield page[position:]


def _replay(session: str, sandbox: Sandbox, code: int) -> str:
    commands = _COMMAND.findall(session)
    lines = []
    for number, command in enumerate(commands, start=1):
        printed = _run(command, sandbox, code if number == len(commands) else 0)
        lines.append(f"$ {command}\n{printed}")
    return "".join(lines)


def _run(command: str, sandbox: Sandbox, code: int) -> str:
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=sandbox.site,
        env=sandbox.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != code:
        message = f"$ {command}\n{done.stdout}exit code {done.returncode}, not {code}"
        raise SessionError(message)
    return "".join(f"{line.rstrip()}\n" for line in done.stdout.splitlines())


def _begin(sandbox: Sandbox, name: str) -> None:
    shutil.rmtree(sandbox.site, ignore_errors=True)
    if name == "demo":
        sandbox.site.mkdir()
        copy_demo(sandbox.site)
    else:
        shutil.copytree(SITES / name, sandbox.site)


def _new_sandbox(folder: Path, program: str) -> Sandbox:
    """Return a sandbox whose ``l10n`` is that program."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "l10n").write_text(f'#!/bin/sh\n{program} "$@"\n', "utf-8")
    (programs / "l10n").chmod(0o755)
    environment = {
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "PATH": f"{programs}:{os.environ['PATH']}",
        "SITES": str(SITES),
        "TZ": "UTC",
    }
    (folder / "site").mkdir()
    return Sandbox(folder, environment)
