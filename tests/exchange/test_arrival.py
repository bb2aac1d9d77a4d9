"""All texts and all corrections arrive: of the demo site, and of two hundred guides."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from l10n.catalog import Entry
from l10n.po import parse_catalog
from tests.documents import corpora_folder
from tests.sites import pseudo, run, write

from .agency import FORMS, fill, pack_arguments

DEMO = Path(__file__).parents[2]
SOAK = pytest.mark.soak
TRAMITIT = """\
source-language = "en"
languages = ["es", "pt"]
content = "{lang}"
fields = ["title", "description", "meta_title"]
"""


def entries(root: Path, language: str) -> dict[tuple[str, str, str], Entry]:
    found = {}
    for path in (root / "locales" / language).rglob("*.po"):
        for entry in parse_catalog(path.read_bytes(), str(path)).entries:
            if not entry.obsolete:
                found[entry.references[0], entry.msgctxt or "", entry.msgid] = entry
    return found


def arrives(root: Path, language: str, form: str, *options: str) -> None:
    """Pack, translate and unpack; every text of the file is in the catalogs of its guides."""
    name = pack_arguments(form)[1]
    (root / name).unlink(missing_ok=True)
    run(root, "pack", "-l", language, *options, *pack_arguments(form))
    said = fill(root / name, lambda text, old: f"{pseudo(old or text)}~")
    texts = json.loads(run(root, "unpack", name, "--format", "json").out)["texts"]
    now = entries(root, language)
    assert said
    assert {each: now[each].said.strip() for each in said} == {
        each: text.strip() for each, text in said.items()
    }
    assert not [each for each in said if now[each].fuzzy]
    assert set(texts) <= {"taken", "corrected"}
    assert sum(texts.values()) == len(said)
    again = json.loads(run(root, "unpack", name, "--format", "json").out)
    assert (again["texts"], again["catalogs"]) == ({"there already": len(said)}, 0)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "language", ["ar", *(pytest.param(tag, marks=SOAK) for tag in ("es", "pt", "ja"))]
)
def test_the_demo(tmp_path: Path, language: str, form: str) -> None:
    for name in ("content", "locales"):
        shutil.copytree(DEMO / name, tmp_path / name)
    shutil.copy(DEMO / "l10n.toml", tmp_path)
    arrives(tmp_path, language, form)
    arrives(tmp_path, language, form, "--all")


@SOAK
@pytest.mark.parametrize("form", FORMS)
def test_two_hundred_guides(tmp_path: Path, form: str) -> None:
    site = corpora_folder() / "tramitit"
    paths = sorted(path.relative_to(site / "en") for path in (site / "en").rglob("*.md"))[::4]
    for path in paths[:200]:
        for tag in ("en", "es", "pt"):
            if (site / tag / path).exists():
                write(tmp_path, f"{tag}/{path}", (site / tag / path).read_bytes())
    write(tmp_path, "l10n.toml", TRAMITIT)
    run(tmp_path, "import", "-q")
    arrives(tmp_path, "pt", form)
    arrives(tmp_path, "pt", form, "--all")
