"""The links of a real site: recognised, localized, and rewritten when their targets come."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
from pathlib import Path

import pytest

from tests.sites import run, snapshot, stamps, translate, write

SETTINGS = """\
source-language = "en"
languages = ["es"]
content = "{lang}"
fields = ["title", "description", "meta_title"]

[checks]
skip = ["wrong-language"]

[links]
base = "https://tramitit.com"
source-url = "/guides/{path}/"
localized-url = "/{lang}/guides/{path}/"
"""
LINK = re.compile(r"\]\((https://tramitit\.com/[^)]*)\)")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the English guides, extracted for Spanish."""
    corpora = os.environ.get("L10N_CORPORA")
    if not corpora:
        pytest.skip("needs the folder of corpora in L10N_CORPORA")
    root = tmp_path_factory.mktemp("tramitit")
    shutil.copytree(Path(corpora) / "tramitit" / "en", root / "en")
    write(root, "l10n.toml", SETTINGS)
    assert run(root, "extract", "-q").code == 0
    return root


def followed(root: Path) -> dict[str, dict[str, int]]:
    languages: dict[str, dict[str, int]] = json.loads(run(root, "links", "--format", "json").out)[
        "languages"
    ]
    return languages


def test_every_link_is_recognised_and_title_links_ask_for_no_entry(site: Path) -> None:
    written = sum(len(LINK.findall(path.read_text())) for path in (site / "en").rglob("*.md"))
    counts = followed(site)["en"]
    print(f"{written} links between English guides")
    assert written > 4_000
    assert (counts["links"], counts["fine"], counts["broken"]) == (written, written, 0)
    titles = {
        match[1].strip("'\"").replace("''", "'")
        for path in (site / "en").rglob("*.md")
        if (match := re.search(r"^title: (.*)$", path.read_text(), re.MULTILINE))
    }
    catalogs = "".join(path.read_text() for path in (site / "locales").rglob("*.po"))
    alone = re.findall(r'^msgid "\[(.*)\]\(1\)"$', catalogs, re.MULTILINE)
    assert [each for each in alone if each in titles] == []


def test_an_address_that_leads_nowhere_is_found(site: Path, tmp_path: Path) -> None:
    root = tmp_path / "copy"
    shutil.copytree(site, root)
    leave_some(root)
    before = followed(root)["en"]["broken"]
    for number, path in enumerate(sorted((root / "en" / "austria").rglob("*.md"))[:3]):
        path.write_text(path.read_text().replace("/guides/austria/", f"/guides/a{number}ia/", 1))
    assert followed(root)["en"]["broken"] == before + 3
    assert run(root, "links", "-q").code == 1
    assert run(root, "extract", "-v").out.count("[broken-link]") == before + 3


def test_links_follow_what_is_published(site: Path, tmp_path: Path) -> None:
    root = tmp_path / "half"
    shutil.copytree(site, root)
    if os.environ.get("L10N_PROFILE") != "soak":
        leave_some(root)
    keys = sorted(path.stem for path in (root / "locales/es").glob("*.po"))
    half = set(random.Random(4).sample(keys, len(keys) // 2))
    for key in half:
        translate(root, "es", key, lambda msgid: f"{msgid} ñ")
    assert run(root, "merge", "-q").code == 0
    published = {path.relative_to(root / "es") for path in (root / "es").rglob("*.md")}
    assert len(published) == len(half)
    assert leads_elsewhere(root) == []
    assert run(root, "merge", "--check", "-q").code == 0

    before, old = stamps(root), snapshot(root)
    rest = [key for key in keys if key not in half]
    for key in rest[: len(rest) // 2]:
        translate(root, "es", key, lambda msgid: f"{msgid} ñ")
    catalogs = {path for path, stamp in stamps(root).items() if before.get(path) != stamp}
    assert run(root, "merge", "-q").code == 0
    came = {path.relative_to(root / "es") for path in (root / "es").rglob("*.md")} - published
    changed = {path for path, stamp in stamps(root).items() if before.get(path) != stamp}
    changed = {path for path in changed - catalogs if Path(root / path).is_file()}
    linking = {
        f"es/{path}"
        for path in published
        if any(target in came for target in targets((root / "en" / path).read_text()))
    }
    print(f"{len(came)} guides published later, {len(linking)} pages link to them")
    assert changed == linking | {f"es/{path}" for path in came} | {"locales/published.txt"}
    assert leads_elsewhere(root) == []
    assert all(old[f"es/{path}"] for path in published)


def leave_some(root: Path) -> None:
    """Leave the guides of a few countries; with all of them this takes a minute."""
    for folder in sorted(path for path in (root / "en").iterdir() if path.is_dir())[8:]:
        shutil.rmtree(folder)
    shutil.rmtree(root / "locales")
    assert run(root, "extract", "-q").code == 0


def targets(text: str) -> list[Path]:
    return [
        Path(link.removeprefix("https://tramitit.com/guides/").strip("/") + ".md")
        for link in LINK.findall(text)
    ]


def leads_elsewhere(root: Path) -> list[str]:
    """Return the links of Spanish pages that do not lead where they should, found by hand."""
    wrong = []
    for path in (root / "es").rglob("*.md"):
        source = (root / "en" / path.relative_to(root / "es")).read_text()
        links = LINK.findall(path.read_text())
        assert len(links) == len(LINK.findall(source))
        for link, target in zip(links, targets(source), strict=True):
            if not (root / "en" / target).is_file():
                continue
            spanish = (root / "es" / target).is_file()
            slug = target.with_suffix("").as_posix()
            expected = f"https://tramitit.com/{'es/' * spanish}guides/{slug}/"
            if link != expected:
                wrong.append(f"{path}: {link}")
    return wrong
