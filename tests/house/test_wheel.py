"""The wheel holds what it needs, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

NO_CODE = """\
l10n/data/NOTICE.txt
l10n/py.typed
l10n/reports/templates/badge.svg
l10n/reports/templates/coverage.css
l10n/reports/templates/coverage.html
l10n/reports/templates/coverage.js
"""
ABOUT = """\
METADATA
RECORD
WHEEL
entry_points.txt
licenses/LICENSE
licenses/l10n/data/NOTICE.txt
top_level.txt
"""
MANUAL = ".data/data/share/man/man1/l10n.1"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Build the wheel from a copy, since building leaves files behind."""
    folder = tmp_path_factory.mktemp("wheel")
    rubbish = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "l10n", folder / "l10n", ignore=rubbish)
    shutil.copytree(ROOT / "man", folder / "man")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)
    build = [sys.executable, "-m", "build", "-q", "--wheel", "--no-isolation", str(folder)]
    subprocess.run(build, check=True, capture_output=True)
    (path,) = (folder / "dist").glob("*.whl")
    return zipfile.ZipFile(path)


def names_in(wheel: zipfile.ZipFile) -> set[str]:
    return {name for name in wheel.namelist() if not name.endswith("/")}


def test_the_wheel_holds_what_it_needs_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    code = {path.relative_to(ROOT).as_posix() for path in (ROOT / "l10n").rglob("*.py")}
    names = names_in(wheel)
    ours = {name for name in names if name.startswith("l10n/")}
    assert ours - code == set(NO_CODE.split())
    assert code - ours == set()
    (manual,) = {name for name in names - ours if name.endswith(MANUAL)}
    (info,) = {name.partition("/")[0] for name in names - ours - {manual}}
    assert info.startswith("l10n_markdown-")
    assert {name.partition("/")[2] for name in names - ours - {manual}} == set(ABOUT.split())


def test_the_command_is_l10n(wheel: zipfile.ZipFile) -> None:
    (points,) = [name for name in names_in(wheel) if name.endswith("entry_points.txt")]
    said = wheel.read(points).decode()
    assert said == "[console_scripts]\nl10n = l10n.__main__:run\n"
