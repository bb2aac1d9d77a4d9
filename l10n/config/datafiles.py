"""Propose the data files of a site that hold texts: Hugo's tables, and Docusaurus' messages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_ENDINGS: Final = ("toml", "yaml", "yml", "json")
_FOLDER: Final = "i18n"


def propose_data(root: Path, source: str) -> tuple[str, ...]:
    """Return the lines of ``[[data]]`` tables for what is there in the source language."""
    return tuple(line for table in _tables(root, source) for line in ("[[data]]", *table, ""))


def _tables(root: Path, source: str) -> Iterator[tuple[str, ...]]:
    for ending in _ENDINGS:
        if (root / _FOLDER / f"{source}.{ending}").is_file():
            yield (f'source = "{_FOLDER}/{{lang}}.{ending}"  # keys are names, values are texts',)
    messages = root / _FOLDER / source
    if messages.is_dir() and any(messages.rglob("*.json")):
        yield f'source = "{_FOLDER}/{{lang}}/{{path}}.json"', 'fields = ["*.message"]'
