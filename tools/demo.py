"""Environments with an l10n installed, and copies of this repository's demo site to run it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
UV: Final = Path(sys.executable).with_name("uv")


def call(*command: str | Path) -> None:
    """Run a command at the root of this repository; end everything when it fails."""
    subprocess.run(command, cwd=ROOT, check=True)


def new_environment(folder: Path, python: str = sys.executable) -> None:
    """Make an empty environment of this Python, or another, by its path or version."""
    shutil.rmtree(folder, ignore_errors=True)
    call(UV, "venv", "-q", "--python", python, folder.absolute())


def install(environment: Path, *what: str | Path) -> None:
    """Install ``what``, as uv has it: options and requirements."""
    call(UV, "pip", "install", "-q", "--python", environment.absolute(), *what)


def copy_demo(to: Path) -> None:
    """Copy the guides, catalogs, pages, record and settings."""
    for name in ("content", "locales"):
        shutil.copytree(ROOT / name, to / name)
    shutil.copy(ROOT / "l10n.toml", to)


def run_l10n(environment: Path, folder: Path, *arguments: str) -> str:
    """Run the l10n that ``environment`` has in ``folder``; return what it prints."""
    command = [str(environment.absolute() / "bin" / "l10n"), *arguments]
    # Nothing of this checkout is to be found there.
    variables = {name: text for name, text in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        command, cwd=folder, env=variables, stdout=subprocess.PIPE, text=True, check=False
    )
    return f"{done.stdout}exit code {done.returncode}\n"


def snapshot(folder: Path) -> dict[str, bytes]:
    """Return each file by its path, but for what is only a cache."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    paths = {path.relative_to(folder): path for path in files}
    return {
        str(name): path.read_bytes() for name, path in paths.items() if ".l10n" not in name.parts
    }
