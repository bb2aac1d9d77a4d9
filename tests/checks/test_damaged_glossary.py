"""A glossary that cannot be read stops what its own language needs it for, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.sites import (
    SETTINGS,
    VISA,
    build_translated_site,
    pseudo,
    run,
    snapshot,
    translate,
    write,
)

GLOSSARY = "term,translation,forbidden\nticket,boleto,\n"
DAMAGED: Mapping[str, bytes] = {
    "glossary.csv": b"term,translation,forbidden\n\xff,b,\n",
    "glossary.po": b'\nmsgid "ticket\nmsgstr "boleto"\n',
}
BLOCKING = SETTINGS + '\n[checks.severity]\nterms = "error"\n'
EDITED = VISA.replace("Fill in", "Complete")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_translated_site(tmp_path / "site")


@pytest.fixture
def blocking(tmp_path: Path) -> Path:
    """A site on which wrong terms are not published, with a new text to be published."""
    root = build_translated_site(tmp_path / "site", settings=BLOCKING)
    write(root, "content/en/peru/visa.md", EDITED)
    run(root, "extract", "-q")
    for language in ("es", "pt"):
        translate(root, language, "peru-visa")
    return root


def findings(root: Path, asked: str) -> tuple[int, list[dict[str, Any]]]:
    done = run(root, *asked.split(), "--format=json")
    assert done.err in ("", "pages are behind their catalogs: run l10n merge\n")
    return done.code, json.loads(done.out)["findings"]


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("asked", ["check", "check --strict", "check --only terms --only numbers"])
def test_all_else_is_checked(site: Path, name: str, asked: str) -> None:
    write(site, "locales/pt/glossary.csv", GLOSSARY)
    translate(site, "es", "peru/tax", lambda msgid: f"{pseudo(msgid)} 42")
    _, before = findings(site, asked)
    assert {each["path"].split("/")[1] for each in before} >= {"pt", "es"}
    write(site, f"locales/es/{name}", DAMAGED[name])
    code, after = findings(site, asked)
    (added,) = [each for each in after if each not in before]
    assert (code, added["severity"], added["line"]) == (1, "error", 2)
    assert added["path"] == f"locales/es/{name}"
    assert added["message"].endswith("; until then no terms of es are checked")
    assert all(each in after for each in before)
    assert any("boleto" in each["message"] for each in after)
    assert findings(site, asked) == (code, after)  # and again, of what is remembered
    (site / f"locales/es/{name}").unlink()
    assert findings(site, asked)[1] == before


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("asked", ["check --skip terms", "check --only numbers", "sync", "merge"])
def test_who_needs_no_terms_does_not_read_it(site: Path, name: str, asked: str) -> None:
    write(site, f"locales/es/{name}", DAMAGED[name])
    assert not [each for each in findings(site, asked)[1] if "glossary" in each["path"]]


@pytest.mark.parametrize("name", DAMAGED)
@pytest.mark.parametrize("asked", ["sync", "merge", "merge --check"])
def test_pages_whose_terms_are_to_be_right_stay_as_they_are(
    blocking: Path, name: str, asked: str
) -> None:
    write(blocking, f"locales/es/{name}", DAMAGED[name])
    before = snapshot(blocking)
    for _ in range(2):
        code, found = findings(blocking, asked)
        (told,) = found
        assert (code, told["path"], told["line"]) == (1, f"locales/es/{name}", 2)
        assert "; until then the pages of es stay as they are" in told["message"]
    after = snapshot(blocking)
    changed = {path for path in after if after[path] != before.get(path)}
    assert "locales/published.txt" in changed or "--check" in asked
    published = {"content/pt/peru/visa.md"} if "--check" not in asked else set()
    assert changed - {"locales/published.txt"} == published
    (blocking / f"locales/es/{name}").unlink()
    assert run(blocking, "sync", "-q").code == 0
    assert "Cómpl" in (blocking / "content/es/peru/visa.md").read_text()


@pytest.mark.parametrize("name", DAMAGED)
def test_no_page_of_the_language_is_imported(blocking: Path, name: str) -> None:
    assert run(blocking, "sync", "-q").code == 0
    for language in ("es", "pt"):
        for page in ("peru/visa.md", "bus.md"):
            path = blocking / f"content/{language}/{page}"
            path.write_text(path.read_text().replace("á", "a"))
    write(blocking, f"locales/es/{name}", DAMAGED[name])
    before = snapshot(blocking)
    code, found = findings(blocking, "import")
    (told,) = [each for each in found if each["severity"] == "error"]
    assert (code, told["path"]) == (1, f"locales/es/{name}")
    after = snapshot(blocking)
    changed = {path for path in after if after[path] != before[path]}
    assert not [path for path in changed if "/es/" in path]
    assert [path for path in changed if path.startswith("locales/pt/")]


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to("nowhere")])
def test_what_is_no_file_is_noticed_when_it_comes_and_goes(
    blocking: Path, make: Callable[[Path], None]
) -> None:
    assert run(blocking, "sync", "-q").code == 0
    path = blocking / "locales/es/glossary.csv"
    make(path)
    for _ in range(2):
        code, (told,) = findings(blocking, "merge")
        assert (code, told["path"]) == (1, "locales/es/glossary.csv")
    path.rmdir() if path.is_dir() else path.unlink()
    assert findings(blocking, "merge") == (0, [])
