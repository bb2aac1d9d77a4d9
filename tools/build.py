"""Build the package and try it as people get it: ``make build``.

The sdist makes the wheel, and the wheel is installed in an environment with nothing else. There
it has to find the demo site up to date.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools.demo import ROOT, call, copy_demo, install, new_environment, run_l10n, snapshot


def main() -> int:
    """Print what is wrong; return the exit code."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        faults = list(_try(folder))
    print("\n".join(faults) or "the built package is whole, and finds the demo up to date")
    return 1 if faults else 0


def _try(folder: Path) -> Iterator[str]:
    call(
        sys.executable,
        "-m",
        "build",
        "--quiet",
        "--no-isolation",
        "--outdir",
        folder / "dist",
        ROOT,
    )
    (wheel,) = (folder / "dist").glob("*.whl")
    yield from _compare_files(wheel)
    environment = folder / "environment"
    new_environment(environment)
    install(environment, "--constraint", "requirements.lock", wheel)
    for option in ("--version", "--help"):
        said = run_l10n(environment, folder, option)
        if not said.endswith("exit code 0\n"):
            yield f"l10n {option} failed: {said}"
    yield from _sync_demo(environment, folder / "demo")


def _compare_files(wheel: Path) -> Iterator[str]:
    """Yield what git has of the package and the wheel has not, and the other way round."""
    listed = subprocess.run(
        ["git", "ls-files", "l10n"], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    ours = set(listed.stdout.splitlines())
    with zipfile.ZipFile(wheel) as archive:
        theirs = {name for name in archive.namelist() if ".dist-info/" not in name}
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
