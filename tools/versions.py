"""Run l10n with the newest versions of what it needs, and with the oldest.

``make newest`` and ``make oldest`` run the suite with them, ``make versions`` compares the
catalogs and pages that they make of the demo and of the suite's guides.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Final

from tools.demo import ROOT, copy_demo, install, new_environment, run_l10n, snapshot

_NAME: Final = re.compile(r"[\w.-]+")
# The only thing in a catalog that says when it was made.
_DATE: Final = re.compile(rb"PO-Revision-Date: [^\\]*")


def main() -> int:
    """Do what the arguments say; return the exit code."""
    match sys.argv[1:]:
        case ["compare"]:
            return _compare()
        case ["newest", folder]:
            _install_newest(Path(folder), "--editable", ".[dev]")
        case ["oldest", folder]:
            new_environment(Path(folder))
            install(Path(folder), "--requirement", "requirements.lock")
            _install_oldest(Path(folder), "--upgrade", "--editable", ".")
        case _:
            print(__doc__)
            return 2
    return 0


def _compare() -> int:
    with tempfile.TemporaryDirectory() as name:
        oldest, newest = Path(name, "oldest"), Path(name, "newest")
        new_environment(oldest)
        _install_oldest(oldest, ".")
        _install_newest(newest, ".")
        old, new = (_make_sites(environment, Path(name)) for environment in (oldest, newest))
    differing = [name for name in sorted(old.keys() | new.keys()) if old.get(name) != new.get(name)]
    for name in differing:
        print(f"{name} differs with the newest versions")
    print(f"compared {len(old)} files: {len(differing)} differ")
    return 1 if differing else 0


def _install_newest(folder: Path, *what: str) -> None:
    new_environment(folder)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = (*project["dependencies"], *project["optional-dependencies"]["dev"])
    # An override takes the place of what pyproject.toml says: a name alone, of all bounds.
    overrides = folder / "overrides.txt"
    overrides.write_text("\n".join(found[0] for each in wanted if (found := _NAME.match(each))))
    install(folder, "--override", str(overrides.absolute()), *what)


def _install_oldest(folder: Path, *what: str) -> None:
    install(folder, "--resolution", "lowest-direct", *what)


def _make_sites(environment: Path, where: Path) -> dict[str, bytes]:
    """Return all that l10n makes of sites, and says of them."""
    made: dict[str, bytes] = {}
    for name, prepare in (("demo", _take_pages_away), ("new", _leave_guides_alone)):
        folder = where / f"{environment.name}-{name}"
        folder.mkdir()
        copy_demo(folder)
        prepare(folder)
        made[f"{name}: what sync says"] = run_l10n(environment, folder, "sync").encode()
        for path, data in snapshot(folder).items():
            made[f"{name}: {path}"] = _DATE.sub(b"", data)
    return made


def _take_pages_away(folder: Path) -> None:
    (folder / "locales" / "published.txt").unlink()
    for content in (folder / "content").iterdir():
        if content.name != "en":
            shutil.rmtree(content)


def _leave_guides_alone(folder: Path) -> None:
    """Take the catalogs away too, publish every guide, and take all Markdown here for guides."""
    _take_pages_away(folder)
    shutil.rmtree(folder / "locales")
    settings = folder / "l10n.toml"
    settings.write_text(settings.read_text("utf-8").replace("publish-at = 80", "publish-at = 0"))
    for path in (*ROOT.glob("*.md"), *(ROOT / "tests" / "data").rglob("*.md")):
        shutil.copy(path, folder / "content" / "en")


if __name__ == "__main__":
    sys.exit(main())
