"""What a site lets its translators add to its guides, and who reads that."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Titles(StrEnum):
    """What a site's theme makes of front matter values."""

    TEXT = "text"
    MARKDOWN = "markdown"


@dataclass(frozen=True, slots=True)
class Policy:
    """Names are in lower case."""

    tags: frozenset[str] = frozenset({"bdi", "span"})
    """HTML elements that a translation may add, with no attributes but these."""
    attributes: frozenset[str] = frozenset({"dir", "lang"})
    hosts: frozenset[str] = frozenset()
    """Hosts that a translation may link to, besides those in the source guide."""
    titles: Titles = Titles.TEXT


DEFAULT_POLICY: Final = Policy()
