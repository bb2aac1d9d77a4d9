"""How many there are, as people say it."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """Return a number with its noun: ``1 guide``, ``2 guides``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
