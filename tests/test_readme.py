"""The README's settings are ones that work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from l10n.cli import COMMANDS
from l10n.config.settings import parse_config

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
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
