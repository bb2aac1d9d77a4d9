"""What the pages for people who work on the code name is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PLACES = (ROOT, ROOT / "l10n")
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md")


def test_every_module_that_is_named_is_there() -> None:
    text = "".join((ROOT / each).read_text(encoding="utf-8") for each in PAGES)
    named = re.findall(r"`([a-z_/]+\.py)`", text)
    assert named
    assert [each for each in named if not any((at / each).is_file() for at in PLACES)] == []
