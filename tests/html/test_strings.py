"""Strings of JavaScript in the braces of an attribute: nothing in a translation ends one."""

from __future__ import annotations

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import merge_guide

TAG = '<Card title={"A map"} to="/map" />'
SENTENCE = f"See {TAG} first."


@pytest.mark.parametrize("text", [TAG, SENTENCE])
@pytest.mark.parametrize(
    ("other", "is_written"),
    [
        ("Un mapa", True),
        ("L’eau, 50 %", True),
        ("L'eau", None),
        ('Un "mapa"', False),
        ('x"} onClick={"y', False),
        ("Un mapa\\", False),
        ("Un \\u0022 mapa", False),
        ("Un ${mapa}", False),
        ("Un `mapa`", None),
        ("</Card>", False),
        ("{{ x }}", False),
    ],
)
def test_it_stays_one_string(text: str, other: str, is_written: bool | None) -> None:
    guide = Guide("a.md", "en", "a", f"{text}\n", syntax="mdx")
    extraction = extract_guide(guide, ())
    (segment,) = extraction.segments
    msgstr = segment.msgid.replace("A map", other)
    merged = merge_guide(guide, extraction, {(None, segment.msgid): msgstr})
    written = guide.text.replace("A map", other)
    if is_written is None:  # harmless, and refused where no more is to be seen than the value
        assert merged.text in (written, guide.text)
    else:
        assert merged.text == (written if is_written else guide.text)
    assert bool(merged.quarantined) == (merged.text == guide.text)
