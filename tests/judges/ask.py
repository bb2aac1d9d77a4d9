"""Ask the parser of a make what it reads in texts."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import pytest

from tests.judges.answer import Answer
from tests.judges.html_pages import HTML_JUDGES

_FOLDER: Final = Path(__file__).parent
_NODE: Final = {
    "mdx": ("remark.mjs", "--mdx"),
    "remark": ("remark.mjs",),
    "vitepress": ("vitepress.mjs",),
}
JUDGES: Final = (*_NODE, *HTML_JUDGES)


def ask(judge: str, texts: Sequence[str]) -> list[Answer]:
    """Return what a parser reads in each text; skip the test where it is not installed."""
    if judge in HTML_JUDGES:
        return HTML_JUDGES[judge](texts)
    if not shutil.which("node"):
        pytest.skip("needs Node.js (Debian: apt install nodejs npm)")
    if not (_FOLDER / "node_modules").is_dir():
        pytest.skip("needs its packages: run make test, or npm ci in tests/judges")
    done = subprocess.run(
        ["node", *_NODE[judge]],
        input="".join(f"{json.dumps(each)}\n" for each in texts),
        cwd=_FOLDER,
        capture_output=True,
        text=True,
        check=False,
    )
    answers = [_answer(json.loads(line)) for line in done.stdout.split("\n") if line]
    assert len(answers) == len(texts), done.stderr[-1_000:]
    return answers


def _answer(found: dict[str, Any]) -> Answer:
    return Answer(tuple(found.get("nodes", ())), found.get("error", ""))
