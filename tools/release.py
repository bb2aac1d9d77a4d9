"""Make the package, and try it as people get it, on each Python there is: ``make release``.

What is in ``dist`` at the end is what is uploaded. ``make build`` does it for one Python, and
leaves nothing behind.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.build import build_package, try_wheel
from tools.console import SessionError, play
from tools.demo import ROOT, UV, call

_PYTHONS: Final = ("3.11", "3.12", "3.13", "3.14")


def main() -> int:
    """Print what is wrong; return the exit code."""
    dist = ROOT / "dist"
    shutil.rmtree(dist, ignore_errors=True)
    wheel = build_package(dist)
    call(UV, "tool", "run", "--quiet", "twine", "check", "--strict", *sorted(dist.iterdir()))
    pythons = {each: found for each in _PYTHONS if (found := _find(each))}
    faults = [fault for name, each in pythons.items() for fault in _try(wheel, name, each)]
    print("\n".join(faults) or f"{wheel.name} is ready, tried on Python {', '.join(pythons)}")
    return 1 if faults or not pythons else 0


def _find(python: str) -> str:
    """Return where a version of Python is; empty where it is not."""
    built = sorted(Path.home().glob(f".pyenv/versions/{python}.*/bin/python"))
    if built:  # what pyenv puts on the path runs one of its versions only
        return str(built[-1])
    command = (UV, "python", "find", "--no-python-downloads", python)
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def _try(wheel: Path, name: str, python: str) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        faults = [*try_wheel(wheel, python, Path(folder)), *_take_tour(Path(folder))]
        yield from (f"Python {name}: {fault}" for fault in faults)


def _take_tour(folder: Path) -> Iterator[str]:
    """Yield the pages whose commands do not print what is shown."""
    for path in (ROOT / "README.md", ROOT / "docs" / "adopt.md", ROOT / "docs" / "sites.md"):
        shown = path.read_text("utf-8")
        try:
            if play(shown, str(folder / "environment" / "bin" / "l10n")) != shown:
                yield f"{path.name} shows something else"
        except SessionError as error:
            yield f"{path.name}: {error}"


if __name__ == "__main__":
    sys.exit(main())
