"""The README's settings are ones that work, and what the pages for people name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n.cli import COMMANDS
from l10n.config.settings import parse_config
from l10n.trees import ContentTree

ROOT = Path(__file__).parents[1]
PLACES = (ROOT, ROOT / "l10n")
PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")
README = (ROOT / "README.md").read_text(encoding="utf-8")
SETTINGS = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize("text", SETTINGS)
def test_the_settings_are_read_as_shown_and_with_all_that_is_optional(text: str) -> None:
    shown = parse_config(text, Path("/site"))
    everything = parse_config(re.sub(r"(?m)^# (?=[\w-]+ = )", "", text), Path("/site"))
    assert shown.languages == everything.languages
    assert everything.slugs
    assert not shown.slugs


def test_every_command_is_named() -> None:
    assert len(SETTINGS) == 1
    assert [name for name in COMMANDS if f"| `{name}` |" not in README] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_pages_lead_to_each_other(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    found = {each.partition("#")[0] for each in re.findall(r"\]\(([^()]+\.md[^()]*)\)", text)}
    assert found
    assert [each for each in found if not (ROOT / each).is_file()] == []


def test_every_module_that_is_named_is_there() -> None:
    text = "".join((ROOT / each).read_text(encoding="utf-8") for each in PAGES)
    named = re.findall(r"`([a-z_/]+\.py)`", text)
    assert named
    assert [each for each in named if not any((at / each).is_file() for at in PLACES)] == []


def test_the_layouts_are_read_as_shown() -> None:
    rows = re.findall(
        r"^\| [^|]+ \| `([^`|]*\{path\}[^`|]*)` \| `([^`|]+)` \|$", README, re.MULTILINE
    )
    assert len(rows) > 4
    for source, localized in rows:
        text = f'[[content]]\nsource = "{source}"\nlocalized = "{localized}"\n'
        config = parse_config(f'source-language = "en"\nlanguages = ["de"]\n{text}', Path("/site"))
        suffix = ".html" if source.endswith(".html") else ""
        places = (each.removesuffix(suffix) for each in (source, localized))
        assert config.trees == (ContentTree(*places, syntax="hugo", suffix=suffix),)
