"""Merge: what is replaced, what is kept, what is quarantined, and what is said about it."""

from __future__ import annotations

import pytest

from l10n.merge import Merged, merge_guide
from l10n.safe.policy import Policy
from tests.documents import as_guide, extract

SOURCE = """\
---
title: Moving house
description: Where to go
---
# Moving house

See [the fees](https://gov.example/fees) and use `form 5`.

- Pack early
"""
LINK = "See [the fees](1) and use `form 5`."


def merge_all(text: str, translations: dict[str, str], **policy: frozenset[str]) -> Merged:
    identities = {(None, msgid): msgstr for msgid, msgstr in translations.items()}
    return merge_guide(as_guide(text), extract(text), identities, Policy(**policy))


def is_clean(merged: Merged, text: str) -> bool:
    """Tell whether this text came out, and nothing is to be said about it."""
    return (merged.text, merged.quarantined, merged.retargeted) == (text, (), ())


@pytest.mark.parametrize(
    "translations",
    [{}, {"Pack early": ""}, {"Pack early": " \n"}, {"Pack early": "Pack early"}, {"No": "Nada"}],
)
def test_nothing_to_replace(translations: dict[str, str]) -> None:
    assert is_clean(merge_all(SOURCE, translations), SOURCE)


def test_each_segment_in_its_place() -> None:
    merged = merge_all(SOURCE, {"Moving house": "Mudarse", "Pack early": "Empaque ya"})
    expected = SOURCE.replace("Moving house", "Mudarse").replace("Pack early", "Empaque ya")
    assert is_clean(merged, expected)


def test_links_in_another_order() -> None:
    merged = merge_all(SOURCE, {LINK: "Use `form 5`: [tarifas](1)."})
    assert "Use `form 5`: [tarifas](https://gov.example/fees).\n" in merged.text
    assert merged.quarantined == ()


def test_a_quarantined_segment_shows_the_source_and_the_others_are_published() -> None:
    merged = merge_all(SOURCE, {LINK: "Vea [las tarifas](1).", "Pack early": "Empaque ya"})
    assert merged.text == SOURCE.replace("Pack early", "Empaque ya")
    (quarantined,) = merged.quarantined
    assert quarantined.segment.msgid == LINK
    assert quarantined.msgstr == "Vea [las tarifas](1)."
    assert quarantined.reason == "the code `form 5` is missing; put it in as the source has it"


def test_a_refused_front_matter_value_leaves_the_others_alone() -> None:
    merged = merge_all(SOURCE, {"Where to go": "<script>", "Moving house": "Mudarse"})
    assert merged.text == SOURCE.replace("Moving house", "Mudarse")
    assert [each.segment.kind for each in merged.quarantined] == ["description"]


@pytest.mark.parametrize("target", ["https://gov.example/tasas", "/tasas", "../tasas/#pago"])
def test_a_target_of_the_translators_own_is_published_and_told(target: str) -> None:
    merged = merge_all(SOURCE, {LINK: f"Use `form 5`: [tarifas]({target})."})
    assert f"[tarifas]({target})." in merged.text
    assert merged.quarantined == ()
    assert [each.targets for each in merged.retargeted] == [(target,)]


def test_the_sources_target_written_out_is_no_target_of_ones_own() -> None:
    merged = merge_all(SOURCE, {LINK: "Use `form 5`: [tarifas](https://gov.example/fees)."})
    assert "[tarifas](https://gov.example/fees)." in merged.text
    assert merged.retargeted == ()


@pytest.mark.parametrize(
    ("target", "word"),
    [
        ("https://evil.example/x", "evil.example"),
        ("//evil.example/x", "evil.example"),
        ("https://gov.example@evil.example/", "evil.example"),
        ("https://gov.example,x.evil.example/", "gov.example,x.evil.example"),
        ("javascript:alert%281%29", "javascript"),
        ("java&#115;cript:x", "javascript"),
        ("java&Tab;script:x", "characters"),
        ("<java script:x>", "characters"),
        ("/\\\\evil.example", "evil.example"),
        ("/\\evil", "characters"),
        ("mailto:a@gov.example", "no address a@gov.example"),
        ("data:text/html,x", "data"),
        ("file:///etc/passwd", "file"),
        ("java%73cript:x", "cannot be read"),
        ("https:evil", "cannot be read"),
        ("2", "no link (2)"),
    ],
)
def test_a_target_that_is_refused(target: str, word: str) -> None:
    merged = merge_all(SOURCE, {LINK: f"Use `form 5`: [tarifas]({target})."})
    assert merged.text == SOURCE
    assert word in merged.quarantined[0].reason


def test_a_host_that_the_site_allows() -> None:
    translations = {LINK: "Use `form 5`: [tarifas](https://www.gob.example/x)."}
    hosts = frozenset({"gob.example"})
    assert merge_all(SOURCE, translations).quarantined
    assert not merge_all(SOURCE, translations, hosts=hosts).quarantined


def test_a_tag_that_the_site_allows() -> None:
    translations = {"Pack early": "Empaque <u>ya</u>"}
    assert merge_all(SOURCE, translations).quarantined
    assert not merge_all(SOURCE, translations, tags=frozenset({"u"})).quarantined


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_become_the_sources_hard_breaks(newline: str) -> None:
    source = "> one\\\n> two  \n> three\n".replace("\n", newline)
    merged = merge_all(source, {"one\ntwo\nthree": "uno\r\ndos\n- tres\ncuatro"})
    expected = "> uno\\\n> dos  \n> \\- tres  \n> cuatro\n".replace("\n", newline)
    assert is_clean(merged, expected)


def test_newlines_join_where_the_source_has_no_hard_break() -> None:
    assert merge_all("one\n", {"one": "uno\n\ndos\\\ntres"}).text == "uno dos tres\n"
    assert merge_all("one\n", {"one": "一\n二"}).text == "一二\n"


def test_parts_of_one_paragraph_do_not_join() -> None:
    source = "before\n{{< note >}}\nafter\n"
    for opened, closed in (("uno `dos", "tres` x"), ("uno *dos", "tres* x")):
        merged = merge_all(source, {"before": opened, "after": closed})
        assert len(merged.quarantined) == 1, opened
    merged = merge_all(source, {"before": "uno `dos", "after": "tres x"})
    assert is_clean(merged, "uno `dos\n{{< note >}}\ntres x\n")


def test_a_first_cell_without_a_bar_before_it_starts_no_block() -> None:
    source = "a | b\n--- | ---\nc | d\n"
    merged = merge_all(source, {"a": "- x", "b": "- y", "c": "1. z"})
    assert is_clean(merged, "\\- x | - y\n--- | ---\n1\\. z | d\n")


def test_what_begins_a_guide_is_no_front_matter() -> None:
    for msgstr in ("+++", '{"a": 1}'):
        merged = merge_all("one\n\n+++\n", {"one": msgstr})
        assert is_clean(merged, f"\\{msgstr}\n\n+++\n")


LEAKS = "5*3 papers\n{{< x >}}\n2*4 papers\n"


@pytest.mark.parametrize("msgstr", ["5*3 papeles", "cinco papeles", "5*3 *papeles*"])
def test_what_leaks_across_a_tag_line_as_its_source_does_is_published(msgstr: str) -> None:
    assert is_clean(merge_all(LEAKS, {"5*3 papers": msgstr}), LEAKS.replace("5*3 papers", msgstr))


def test_what_leaks_where_its_source_does_not_is_refused() -> None:
    source = LEAKS.replace("5*3", "5")
    assert merge_all(source, {"5 papers": "5*3 papeles"}).text == source


@pytest.mark.parametrize(
    ("first", "second", "msgstr"),
    [
        ('a <b title="x', 'y">z</b>', 'a <b onclick="x'),
        ("a [x", "y](/z)", "a ![x"),
        ("a `x", "y` z", "a ``x"),
    ],
)
def test_what_the_source_leaks_comes_back(first: str, second: str, msgstr: str) -> None:
    source = f"{first}\n{{{{< x >}}}}\n{second}\n"
    assert merge_all(source, {first: msgstr}).text == source


def test_code_that_leaks_may_say_something_else() -> None:
    source = "a `x\n{{< x >}}\ny` z\n"
    assert is_clean(merge_all(source, {"a `x": "b `w"}), source.replace("a `x", "b `w"))
