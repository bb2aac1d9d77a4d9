"""Build the package and try it as people get it: ``make build``.

The sdist makes the wheel, and the wheel is installed in an environment with nothing else. There
it has to find the demo site up to date, and to start at once.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tools.demo import ROOT, call, copy_demo, install, new_environment, run_l10n, snapshot

_START: Final = 0.150
"""Seconds of processor time that ``l10n --help`` may take."""


def main() -> int:
    """Print what is wrong; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build_package(folder / "dist")
        faults = list(try_wheel(wheel, sys.executable, folder))
    print("\n".join(faults) or "the built package is whole, and finds the demo up to date")
    return 1 if faults else 0


def build_package(dist: Path) -> Path:
    """Write the sdist and the wheel that it makes into a folder; return the wheel."""
    call(sys.executable, "-m", "build", "--quiet", "--no-isolation", "--outdir", dist, ROOT)
    (wheel,) = dist.glob("*.whl")
    return wheel


def try_wheel(wheel: Path, python: str, folder: Path) -> Iterator[str]:
    """Yield what is wrong with a wheel that ``python`` installs; ``folder`` takes all files."""
    yield from _compare_files(wheel)
    environment = folder / "environment"
    new_environment(environment, python)
    install(environment, "--constraint", "requirements.lock", wheel)
    for option in ("--version", "--help"):
        said = run_l10n(environment, folder, option)
        if not said.endswith("exit code 0\n"):
            yield f"l10n {option} failed: {said}"
    best = min(_start(environment, folder) for _ in range(5))
    if best >= _START:
        yield f"l10n --help takes {best:.2f} s"
    yield from _sync_demo(environment, folder / "demo")


def _start(environment: Path, folder: Path) -> float:
    """Return the seconds of processor time that a start takes."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run_l10n(environment, folder, "--help")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _compare_files(wheel: Path) -> Iterator[str]:
    """Yield what git has of the package and the wheel has not, and the other way round."""
    listed = subprocess.run(
        ["git", "ls-files", "l10n", "man"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    ours = set(listed.stdout.splitlines())
    with zipfile.ZipFile(wheel) as archive:
        names = [name for name in archive.namelist() if ".dist-info/" not in name]
    # What is installed outside of the package is named by where it goes, as in share/man/man1.
    theirs = {f"man/{Path(name).name}" if ".data/" in name else name for name in names}
    yield from (f"the wheel lacks {name}" for name in sorted(ours - theirs))
    yield from (f"the wheel has {name}" for name in sorted(theirs - ours))


def _sync_demo(environment: Path, demo: Path) -> Iterator[str]:
    demo.mkdir()
    copy_demo(demo)
    before = snapshot(demo)
    said = run_l10n(environment, demo, "sync")
    if not said.endswith("exit code 0\n"):
        yield f"l10n sync failed on the demo: {said}"
    after = snapshot(demo)
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield f"l10n sync changed {name} of the demo"


if __name__ == "__main__":
    sys.exit(main())
