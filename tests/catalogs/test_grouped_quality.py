"""Updating a site in each form of catalogs, beside GNU msgmerge on the same files.

What is edited, and whose translation each new text should have, is as in ``test_update_quality``.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog
from tests.po.po_tools import msgfmt_rejects
from tests.sites import FORMS, build_site, run, translate_file, write

from .test_update_quality import SOAK, Case, cases, translate

pytestmark = pytest.mark.skipif(shutil.which("msgmerge") is None, reason="needs GNU gettext")

_PLAIN = re.compile(r"[A-Za-z][\w ,.?()’]*")
"""A text that is a paragraph whatever is done to it."""


class Edited(NamedTuple):
    """A site after its guides were edited and extracted, and what msgmerge makes of the same."""

    old: Mapping[str, Catalog]
    ours: Mapping[str, Catalog]
    theirs: Mapping[str, Catalog]
    wanted: Mapping[str, set[str]]
    """The translations that each text may rightly have."""


def read(root: Path) -> dict[str, Catalog]:
    paths = sorted((root / "locales").rglob("*.po"))
    return {
        path.relative_to(root).as_posix(): parse_catalog(path.read_bytes(), str(path))
        for path in paths
    }


def paragraphs(entries: tuple[Entry, ...]) -> str:
    texts = [each.msgid for each in entries if _PLAIN.fullmatch(each.msgid)]
    return "\n\n".join([*texts, ""])


def build_english(root: Path, settings: str, guides: Mapping[str, str]) -> Path:
    return build_site(root, guides, settings.replace('["es", "pt"]', '["es"]'))


def wanted_of(found: list[Case]) -> dict[str, set[str]]:
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for case in found:
        for text, origin in case.origin.items():
            wanted[text].add(translate(origin))
    return wanted


def edit_site(folder: Path, settings: str, found: list[Case]) -> Edited:
    names = [f"part{number % 3}/{number}.md" for number in range(len(found))]
    before = (paragraphs(case.old.entries) for case in found)
    guides = dict(zip(names, before, strict=True))
    site = build_english(folder / "site", settings, guides)
    assert run(site, "extract", "-q").code == 0
    for path in (site / "locales").rglob("*.po"):
        translate_file(path, translate)
    assert run(site, "extract", "-q").code == 0
    shutil.copytree(site / "locales", folder / "old/locales")
    after = dict(zip(names, (paragraphs(case.template) for case in found), strict=True))
    fresh = build_english(folder / "fresh", settings, after)
    assert run(fresh, "extract", "-q").code == 0
    for path, text in after.items():
        write(site, f"content/en/{path}", text)
    assert run(site, "extract", "-q").code == 0
    old = read(folder / "old")
    for path in old:
        msgmerge(folder / "old" / path, fresh / path)
    return Edited(old, read(site), read(folder / "old"), wanted_of(found))


def msgmerge(path: Path, template: Path) -> None:
    options = ["--previous", "--no-wrap", "--quiet", "--update", "--backup=none"]
    if template.exists():  # the last text of a guide may be gone
        subprocess.run(["msgmerge", *options, path, template], check=True, capture_output=True)


def judge(catalogs: Mapping[str, Catalog], edited: Edited) -> Counter[str]:
    """Count right and false proposals, and the texts that nobody can find any more."""
    found: Counter[str] = Counter()
    for path, catalog in catalogs.items():
        for each in catalog.entries:
            if each.msgstr and not each.obsolete:
                is_right = each.msgstr in edited.wanted.get(each.msgid, ())
                state = "fuzzy" if each.fuzzy else "translated"
                found[f"{state} {'right' if is_right else 'false'}"] += 1
        kept = {each.msgstr for each in catalog.entries}
        found["lost"] += sum(
            each.msgstr not in kept for each in edited.old.get(path, Catalog(Entry(""))).entries
        )
    return found


@pytest.mark.parametrize("share", [0.2, pytest.param(0.01, marks=pytest.mark.soak)])
@pytest.mark.parametrize(
    "form", ["grouped", "sections", pytest.param("own", marks=pytest.mark.soak)]
)
def test_nothing_is_lost_that_msgmerge_keeps(form: str, share: float, tmp_path: Path) -> None:
    found = cases(share, seed=1)[:: 1 if SOAK else 3]
    edited = edit_site(tmp_path, FORMS[form], found)
    ours, theirs = (judge(each, edited) for each in (edited.ours, edited.theirs))
    for path, catalog in edited.theirs.items():
        own = edited.ours[path]
        assert catalog.published().items() <= own.published().items()
        words = {each.msgstr for each in own.entries}
        assert {each.msgstr for each in catalog.entries} <= words | {""}
    assert ours["lost"] == 0
    assert ours["translated false"] == 0
    assert ours["translated right"] >= theirs["translated right"] > 100
    assert ours["fuzzy right"] >= theirs["fuzzy right"]
    assert ours["fuzzy false"] <= theirs["fuzzy false"]
    for path in (tmp_path / "site/locales").rglob("*.po"):
        assert not msgfmt_rejects(path.read_bytes())
