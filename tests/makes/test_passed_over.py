"""What no translator meets is said, in every form of extract, and by a second run as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sites import SETTINGS, build_site, run, write

PIER = """\
---
title: The pier
---

{{< cards >}}
{{< card "By boat" >}}Row to the pier.{{< /card >}}
{{< /cards >}}

Ask at [the office][office].

<pre>Mind the gap.</pre>

[office]: https://a.example/ "Open on Mondays"
"""
GUIDES = {
    "pier.md": PIER,
    "boat.md": "---\ntitle: Boats\n---\n\nRow home.\n",
    "oar.md": '+++\ntitle = "Oars\n+++\n\nTake two oars.\n',
    "sail.rst": "Hoist the sail.\n",
    "mast.rst": "Climb the mast.\n",
    "deep/Log.IPYNB": "{}",
    "pier.png": "",
    ".draft.rst": "",
}
UNREAD = ("deep/Log.IPYNB", "mast.rst", "sail.rst")
COUNTS = "1 HTML block, 1 shortcode with text, 1 link definition with a title"
UNTITLED = f"block-titles = false\n{SETTINGS}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return build_site(tmp_path, GUIDES, UNTITLED)


def test_extract_says_what_it_passes_over(site: Path) -> None:
    for _ in range(3):
        last = run(site, "extract").out.splitlines()[-1]
        assert last == (
            f"3 source guides read; {COUNTS} passed through untouched; "
            "front matter of 1 guide passed through untouched; "
            "3 pages not read (1 .ipynb, 2 .rst)."
        )
        write(site, "content/en/boat.md", GUIDES["boat.md"] + "\n")


def test_it_names_the_places_when_asked(site: Path) -> None:
    for _ in range(2):
        lines = run(site, "extract", "-v").out.splitlines()
        assert f"content/en/pier.md: {COUNTS} passed through untouched" in lines
        assert [line for line in lines if "not read:" in line] == [
            f"content/en/{each}: not read: it is no Markdown guide (.md, .markdown, .mdx)"
            for each in UNREAD
        ]
        assert any(line.startswith("content/en/oar.md: its front matter") for line in lines)


@pytest.mark.parametrize("command", ["extract", "sync"])
def test_programs_get_all_of_it(site: Path, command: str) -> None:
    for _ in range(2):
        data = json.loads(run(site, command, "--format", "json").out)
        data = data.get("extract", data)
        assert data["untouched"] == {
            "content/en/pier.md": {"html": 1, "shortcodes": 1, "titles": 1}
        }
        assert data["not_read"] == [f"content/en/{each}" for each in UNREAD]
        assert (data["shortcodes_untouched"], data["link_titles_untouched"]) == (1, 1)


def test_coverage_says_what_counts_for_nothing(site: Path) -> None:
    for _ in range(2):
        assert run(site, "coverage").out.endswith("\n3 pages not read (1 .ipynb, 2 .rst).\n")
        data = json.loads(run(site, "coverage", "--format", "json").out)
        assert data["not_read"] == [f"content/en/{each}" for each in UNREAD]
    assert "not read" not in run(site, "coverage", "pier").out
    assert json.loads(run(site, "coverage", "pier", "--format", "json").out)["not_read"] == []


def test_of_one_guide_only_its_own_is_said(site: Path) -> None:
    assert run(site, "extract", "boat").out.splitlines()[-1] == "1 source guide read."
    assert COUNTS in run(site, "extract", "pier").out


def test_a_directive_that_does_nothing_is_told_by_extract_and_check(site: Path) -> None:
    items = "- Row\n- <!-- l10n:skip --> Rudder\n- Sail\n"
    text = f"---\ntitle: Boats\n---\n\n{items}\nGo <!-- l10n:skip -->.\n"
    write(site, "content/en/boat.md", text)
    for command in ("extract", "extract", "check", "check"):
        found = [line for line in run(site, command).out.splitlines() if "[idle-directive]" in line]
        assert [line.strip().partition(": warning: ")[0] for line in found] == [
            "content/en/boat.md:9"
        ]
    catalog = (site / "locales/es/boat.po").read_text()
    assert ["Row" in catalog, "Rudder" in catalog, "Sail" in catalog] == [True, False, True]
