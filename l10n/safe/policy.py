"""What a site lets its translators add to its guides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Policy:
    """Names are in lower case."""

    tags: frozenset[str] = frozenset({"bdi", "span"})
    """HTML elements that a translation may add, with no attributes but these."""
    attributes: frozenset[str] = frozenset({"dir", "lang"})
    hosts: frozenset[str] = frozenset()
    """Hosts that a translation may link to, besides those in the source guide."""


DEFAULT_POLICY: Final = Policy()
