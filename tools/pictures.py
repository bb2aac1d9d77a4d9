"""Draw the coverage page of the demo as a browser shows it: ``make pictures``.

It needs Chromium (Debian: apt install chromium).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tools.demo import ROOT, copy_demo

PICTURES: Final = ROOT / "docs" / "pictures"
_SIZES: Final = {"wide": (1280, 900)}
_SCHEMES: Final = ("light", "dark")


def main() -> int:
    """Draw each width in each colour scheme."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        print("Chromium is missing: apt install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        page = _coverage_page(Path(name))
        for width, size in _SIZES.items():
            for scheme in _SCHEMES:
                _draw(browser, page, size, scheme, PICTURES / f"coverage-{width}-{scheme}.png")
    return 0


def _coverage_page(folder: Path) -> Path:
    site = folder / "site"
    copy_demo(site)
    page = folder / "coverage.html"
    command = (sys.executable, "-m", "l10n", "coverage", "-q", "--output", str(page))
    subprocess.run(command, cwd=site, check=True)
    return page


def _draw(browser: str, page: Path, size: tuple[int, int], scheme: str, target: Path) -> None:
    options = (
        "--headless",
        "--no-sandbox",
        "--hide-scrollbars",
        "--force-device-scale-factor=1",
        f"--window-size={size[0]},{size[1]}",
        f"--screenshot={target}",
        # The setting that a page asks for with prefers-color-scheme: 0 is dark, 1 is light.
        f"--blink-settings=preferredColorScheme={_SCHEMES[::-1].index(scheme)}",
    )
    command = (browser, *options, page.as_uri())
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
