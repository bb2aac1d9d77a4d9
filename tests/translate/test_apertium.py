"""Apertium translates the demo site: nothing is lost, and nothing is held back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.sites import run, write
from tests.translate.sites import translate

DEMO = Path(__file__).parents[2]
SETTINGS = """\
source-language = "en"
languages = ["es"]
publish-at = 0

[engines.apertium]
type = "command"
command = "apertium -u -f html eng-spa"
form = "filter"

[language.es]
machine = "publish"
"""


@pytest.mark.skipif(not shutil.which("apertium"), reason="Apertium is not installed")
def test_the_demo_is_translated_whole(tmp_path: Path) -> None:
    shutil.copytree(DEMO / "content/en", tmp_path / "content/en")
    write(tmp_path, "l10n.toml", SETTINGS)
    done = translate(tmp_path, "-l", "es")["languages"]["es"]
    assert done["filled"] > 400
    assert run(tmp_path, "merge").code == 0
    measured = json.loads(run(tmp_path, "coverage", "--format", "json").out)
    segments = measured["languages"]["es"]["segments"]
    assert segments["quarantined"] == 0
    doubted = segments["fuzzy"]  # numbers, mostly; a text that is there twice counts twice
    assert segments["machine"] + doubted + segments["untranslated"] == segments["total"]
    assert bool(doubted) == bool(done["doubtful"])
    assert doubted <= 2 * done["doubtful"]
    assert segments["untranslated"] <= done["refused"] * 2 + 5
    assert len(list((tmp_path / "content/es").rglob("*.md"))) == 16
