"""Nested and repeated input takes no time: translations of every pathological family."""

from __future__ import annotations

import time

import pytest

from l10n.extract import Extraction
from l10n.merge import merge_guide
from tests.documents import as_guide, extract

SIZES = (5_000, 10_000, 20_000)
FAMILIES = (
    *("[", "![", "![[", "[[", "[a](", "![a](", "[a]", "[][", "](", "[^1]", "[^", "^[", "[x]: "),
    *("*", "**", "_", "*a **b ", "a**b", "_a__", "~", "~~a", "`", "`_", "`a``b", "\\", "\\["),
    *("<", "<a ", '<a href="', "</", "<!--", "<?", "<![CDATA[", "&", "&amp", "(", "> ", "- "),
    *("- - ", "1. ", "# ", " #", "|", "| - ", "=", "-", ":", "{", "{.a ", "}", "{{<", "{{% "),
    *("http://", "www.", "a@", "@a.", "a\n", "a\t", "a  ", "\u3000", '"', "é"),
)
WORDS = "The office asks for a paper that nobody has. "
MARKUP = "Ask *the* `office` [here](/x) & there, (now) _or_ never; "


def guide_of(text: str) -> str:
    """Return a guide that has ``text`` in several places."""
    return (
        f"---\ntitle: The title {WORDS}\n---\n# Head {text}\n\n{text}\n\n- {text}\n\n"
        f"> {text}\n\n| a | b |\n|---|---|\n| {text} | y |\n\nterm\n: {text}\n"
    )


def backticks(size: int) -> str:
    """Return runs of one, two, three... backticks."""
    runs = " ".join("`" * length for length in range(1, int(size**0.5) * 2))
    return runs[:size]


@pytest.mark.parametrize("text", [WORDS, WORDS * 40, MARKUP * 12], ids=["short", "long", "markup"])
@pytest.mark.parametrize("family", [*FAMILIES, backticks], ids=[*map(repr, FAMILIES), "backticks"])
def test_time_grows_no_faster_than_the_translation(family: object, text: str) -> None:
    source = guide_of(text)
    extraction = extract(source)
    spent = []
    for size in SIZES:
        msgstr = family(size) if callable(family) else (str(family) * size)[:size]
        spent.append(measure(source, extraction, msgstr))
    assert max(spent) < 2
    # Twice as much text twice, in twice as much time and half more; the rest is the clock.
    assert spent[2] < 6 * max(spent[0], 0.03)


def measure(source: str, extraction: Extraction, msgstr: str) -> float:
    """Return the seconds of processor time for a guide with one translation everywhere."""
    translations = {(each.context, each.msgid): msgstr for each in extraction.segments}
    start = time.process_time()
    merge_guide(as_guide(source), extraction, translations)
    return time.process_time() - start


def test_there_are_enough_families() -> None:
    assert len(set(FAMILIES)) >= 43


def test_what_breaks_a_page_is_found_in_few_trials() -> None:
    source = "\n\n".join(f'Take <b class="n{number}"> this' for number in range(300))
    extraction = extract(source)
    # A tag that is alone on its line starts an HTML block.
    alone = {(None, each.msgid): each.msgid[5:-5] for each in extraction.segments}
    start = time.process_time()
    merged = merge_guide(as_guide(source), extraction, alone)
    assert time.process_time() - start < 2
    assert merged.text == source
    assert len(merged.quarantined) == 300


def test_one_that_breaks_a_page_is_left_out_alone() -> None:
    source = "\n\n".join(f'Take <b class="n{number}"> this' for number in range(300))
    translations = {(None, each.msgid): f"Tome {each.msgid}" for each in extract(source).segments}
    bad = 'Take <b class="n77"> this'
    translations[None, bad] = '<b class="n77">'
    merged = merge_guide(as_guide(source), extract(source), translations)
    assert [each.segment.msgid for each in merged.quarantined] == [bad]
    assert merged.text == source.replace("Take", "Tome Take").replace(f"Tome {bad}", bad)
