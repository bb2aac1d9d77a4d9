"""A site's settings for its checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from l10n.guide import Severity


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one language, or of the source; names are those of the registry."""

    skip: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """Takes the place of the severity that the registry has for a check."""
    max_length: Mapping[str, int] = field(default_factory=dict)
    """By front matter field, in display cells: a Han character takes two."""
    min_length: Mapping[str, int] = field(default_factory=dict)


DEFAULTS: Final = Settings()
