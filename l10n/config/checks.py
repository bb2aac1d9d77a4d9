"""The settings of checks: the tables [checks] and [language.xx.checks]."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from l10n.checks.settings import DEFAULTS, Settings
from l10n.config import toml
from l10n.guide import Severity

_KEYS: Final = ("skip", "severity", "max-length", "min-length")


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What holds everywhere, and what holds for some languages."""

    general: Settings = DEFAULTS
    """Also that of the source guides."""
    languages: Mapping[str, Settings] = field(default_factory=dict)
    """The general settings with those of the language added, by tag."""

    def of(self, language: str) -> Settings:
        """Return the settings of a language."""
        return self.languages.get(language, self.general)


def read_checks(table: toml.Table) -> CheckSettings:
    """Return the settings in the top ``table`` of the file; languages add to ``[checks]``."""
    general = _read(toml.subtable(table, "checks"), DEFAULTS)
    tables = toml.subtable(table, "language")
    settings = (toml.subtable(tables, language) for language in tables.values)
    languages = {
        language: _read(toml.subtable(table, "checks"), general)
        for language, table in zip(tables.values, settings, strict=True)
        if "checks" in table.values
    }
    return CheckSettings(general, languages)


def _read(table: toml.Table, base: Settings) -> Settings:
    toml.expect_keys(table, _KEYS)
    skip = toml.strings(table, "skip", ())
    for name in skip:
        _expect_check(table, "skip", name)
    return Settings(
        base.skip.union(skip),
        {**base.severity, **_severities(table)},
        {**base.max_length, **_lengths(table, "max-length")},
        {**base.min_length, **_lengths(table, "min-length")},
    )


def _severities(table: toml.Table) -> dict[str, Severity]:
    severities = toml.subtable(table, "severity")
    for name in severities.values:
        _expect_check(severities, name, name)
    return {
        name: Severity(toml.choice(severities, name, tuple(Severity))) for name in severities.values
    }


def _lengths(table: toml.Table, key: str) -> dict[str, int]:
    lengths = toml.subtable(table, key)
    for name, value in lengths.values.items():
        if isinstance(value, bool) or not isinstance(value, int) or value < 1:
            message = f"{name} must be a number of characters, like {name} = 70"
            raise toml.fault(lengths, name, message)
    return dict(lengths.values)


def _expect_check(table: toml.Table, key: str, name: str) -> None:
    from l10n.checks.registry import NAMES  # imports all checks, and most settings name none

    if name not in NAMES:
        near = difflib.get_close_matches(name, sorted(NAMES), n=1)
        hint = f"did you mean {near[0]}?" if near else "l10n check --list names them all"
        raise toml.fault(table, key, f"there is no check {name}: {hint}")
