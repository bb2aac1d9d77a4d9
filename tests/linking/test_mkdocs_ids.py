"""Headings of a MkDocs site keep the ids that links lead to, which MkDocs numbers its own way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sites import pseudo, run, translate, write

SETTINGS = """\
project = "T"
source-language = "en"
languages = ["es"]
catalogs = "locales/{lang}/{key}.po"
syntax = "mkdocs"

[[content]]
source = "docs/{path}"
localized = "docs/{lang}/{path}"
"""
GUIDE = """\
# Fees

## Is it open?

Yes.

## Is it open?

As [above](#is-it-open), [here](#is-it-open_1) and [in the café](#cafe), not [so](#is-it-open-1).

## Café
"""


def _spanish(msgid: str) -> str:
    return "¿Está abierto?" if msgid == "Is it open?" else pseudo(msgid)


def test_a_numbered_heading_keeps_the_id_that_mkdocs_gives_it(tmp_path: Path) -> None:
    write(tmp_path, "l10n.toml", SETTINGS)
    write(tmp_path, "docs/fees.md", GUIDE)
    assert run(tmp_path, "extract", "-q").code == 0
    translate(tmp_path, "es", "fees", _spanish)
    assert run(tmp_path, "sync", "-q").code == 0
    page = (tmp_path / "docs/es/fees.md").read_text()
    lines = [line for line in page.splitlines() if line.startswith("##")]
    ends = [line.partition(" {")[2] for line in lines]
    assert ends == ["#is-it-open}", "#is-it-open_1}", ""], page
    found = run(tmp_path, "check", "--only", "missing-anchors").out
    assert "#is-it-open-1" in found
    assert found.count("[missing-anchors]") == 1, found


OPEN = [
    "::: pkg.cli",
    "::: mkdocs-click\n    :module: pkg",
    "{{ options() }}",
    '{% include-markdown "../shown.md" %}',
    '<a id="made"></a>',
]


@pytest.mark.parametrize("line", OPEN)
def test_check_and_links_agree_on_places_that_headings_do_not_make(
    tmp_path: Path, line: str
) -> None:
    write(tmp_path, "l10n.toml", SETTINGS)
    write(tmp_path, "docs/fees.md", f"# Fees\n\n{line}\n")
    write(tmp_path, "docs/a.md", "# A\n\nSee [it](fees.md#made) and [A](#b).\n")
    write(tmp_path, "shown.md", "# Shown\n\n## Made\n")
    found = run(tmp_path, "check", "--only", "missing-anchors").out
    assert ("fees.md#made" in found, "correct #b" in found) == (False, True)
    found = run(tmp_path, "links").out
    assert ("fees.md#made" in found, "a.md:3: #b" in found) == (False, True)
    write(tmp_path, "docs/fees.md", "# Fees\n")
    for command in ("check", "links"):
        assert "fees.md#made" in run(tmp_path, command).out
