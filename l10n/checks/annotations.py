"""Say what is wrong with a translation in a comment at its entry, where translators see it."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from typing import Final

from l10n.catalog import Catalog, Entry
from l10n.guide import Finding

_OURS: Final = re.compile(r"l10n: \[([\w-]+)\] ")
"""How such a comment begins, with the name of the check."""


def annotate(
    catalog: Catalog, found: Mapping[int, Sequence[Finding]], checks: Container[str]
) -> Catalog:
    """Return a catalog whose entries say what was ``found`` at their lines, and nothing older.

    Only what the ``checks`` said that have run is taken back. Equal when nothing changes.
    """
    entries = tuple(
        each if each.obsolete else _annotated(each, found.get(each.line, ()), checks)
        for each in catalog.entries
    )
    return replace(catalog, entries=entries)


def count_annotated(catalog: Catalog) -> int:
    """Return how many entries say that something is wrong with them."""
    return sum(any(map(_OURS.match, each.comments)) for each in catalog.entries)


def _annotated(entry: Entry, found: Sequence[Finding], checks: Container[str]) -> Entry:
    told = tuple(dict.fromkeys(_comment(each) for each in found if each.check in checks))
    if not (told or entry.comments):
        return entry
    kept = [line for line in entry.comments if line in told or not _is_said_by(line, checks)]
    new = [line for line in told if line not in kept]
    return entry._replace(comments=(*kept, *new))


def _comment(finding: Finding) -> str:
    text = "".join(each if each.isprintable() else " " for each in finding.message)
    return f"l10n: [{finding.check}] {' '.join(text.split())}"


def _is_said_by(line: str, checks: Container[str]) -> bool:
    found = _OURS.match(line)
    return found is not None and found[1] in checks
