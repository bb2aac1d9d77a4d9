"""Any translation is safe: a table of hostile ones, by the place that they go to."""

from __future__ import annotations

import pytest
import yaml

from l10n.frontmatter.block import find_block
from l10n.merge import merge_guide
from tests.documents import as_guide, extract
from tests.safe.hostile import GUIDE, MSGIDS, PLACES, Case, fold, read_cases, rendered, skeleton

CASES = tuple(read_cases())


def test_the_table_is_large_enough() -> None:
    assert len(CASES) >= 80
    assert all(tuple(case.expected) == PLACES for case in CASES)
    assert len({case.msgstr for case in CASES}) == len(CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case.msgstr[:30]))
def test_hostile(case: Case) -> None:
    assert {place: _outcome(place, case.msgstr) for place in PLACES} == case.expected


def _outcome(place: str, msgstr: str) -> str:
    """Merge one translation, and check all that must hold whatever the outcome is."""
    guide, extraction = as_guide(GUIDE), extract(GUIDE)
    merged = merge_guide(guide, extraction, {(None, MSGIDS[place]): msgstr})
    assert skeleton(merged.text) == skeleton(GUIDE)
    if merged.quarantined:
        assert merged.text == GUIDE
        (quarantined,) = merged.quarantined
        assert quarantined.msgstr == msgstr
        assert quarantined.segment.kind == place
        assert "\n" not in quarantined.reason
        return "quarantined"
    if merged.text == GUIDE:
        assert not msgstr.strip()
        return "untranslated"
    before, after = GUIDE.split(MSGIDS[place])
    assert merged.text.startswith(before) or place == "title"
    assert merged.text.endswith(after)
    if place == "title":
        assert _front_matter(merged.text) == {"title": fold(msgstr)}
        return "as is" if fold(msgstr) == msgstr else "escaped"
    written = merged.text[len(before) : len(merged.text) - len(after)]
    says = written.replace("\\|", "|") if place == "table cell" else written
    assert rendered(says) == rendered(fold(msgstr))
    return "as is" if written == msgstr else "escaped"


def _front_matter(text: str) -> object:
    block = find_block(text, "guide.md")
    assert block is not None
    return yaml.safe_load(block.span.of(text))
