"""Environments of the peers, one each, and the versions of what is measured."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bench.measure import REPOSITORY

REQUIREMENTS: Final[Mapping[str, str]] = {
    "mdpo": "mdpo==2.1.4",
    "translate-toolkit": "translate-toolkit[markdown]==3.20.4",
}
"""What is installed for a peer: its newest release when these lines were written."""


def make_environment(peer: str, folder: Path) -> str:
    """Make a peer's environment unless it is there; return why that failed, or nothing."""
    root, requirement = folder / peer, REQUIREMENTS[peer]
    if version_of(root, peer) == requirement.partition("==")[2]:
        return ""
    venv.create(root, clear=True, with_pip=True)
    install = (str(root / "bin/pip"), "install", "-q", "--disable-pip-version-check", requirement)
    done = subprocess.run(install, check=False)
    return f"not installed: pip install '{requirement}' failed" if done.returncode else ""


def version_of(root: Path, package: str) -> str:
    """Return the version of a package in an environment, or nothing."""
    python = root / "bin/python"
    if not python.exists():
        return ""
    script = f"from importlib.metadata import version; print(version({package!r}))"
    return _said(str(python), "-c", script)


def find_po4a() -> str:
    """Return why po4a cannot run, or nothing."""
    return "" if shutil.which("po4a-updatepo") else "not installed: apt install po4a"


def read_versions(folder: Path) -> dict[str, str]:
    """Return the version of each tool that is there."""
    own = Path(sys.prefix)
    found = {
        "python": platform.python_version(),
        "l10n": _said("git", "-C", str(REPOSITORY), "describe", "--always", "--dirty"),
        "markdown-it-py": version_of(own, "markdown-it-py"),
        **{peer: version_of(folder / peer, peer) for peer in REQUIREMENTS},
        "po4a": "" if find_po4a() else _said("po4a", "--version"),
        "git": _said("git", "--version"),
    }
    return {name: version for name, version in found.items() if version}


def _said(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.partition("\n")[0].strip()
