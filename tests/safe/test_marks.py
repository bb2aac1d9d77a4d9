"""A translation adds no task, no alert, no definition and no attributes, whoever reads it."""

from __future__ import annotations

import pytest

from l10n.merge import Merged, merge_guide
from tests.documents import as_guide, extract
from tests.safe.hostile import skeleton
from tests.safe.parsers import read_structure

DEFINED = "\n\n[x]: /x\n[!x]: /y\n"


def merge_one(source: str, msgstr: str) -> Merged:
    """Put ``msgstr`` in the place of the first text; check that other parsers see no change."""
    first = extract(source).segments[0]
    merged = merge_guide(as_guide(source), extract(source), {(None, first.msgid): msgstr})
    assert skeleton(merged.text) == skeleton(source)
    assert read_structure(merged.text) == read_structure(source)
    return merged


@pytest.mark.parametrize("opening", ["[!note]", "[x] ya", "[X]", "[ ] ya"])
@pytest.mark.parametrize(
    "source",
    [
        "> A text\n> ===\n",
        "> A text\n> ---\n",
        "- A text\n  ===\n",
        "- # A text\n",
        "> ###### A text\n",
        "> A text\n> : its definition\n",
        "- A text\n  : its definition\n",
        "> A text | b\n> --- | ---\n> c | d\n",
        "- A text | b\n  --- | ---\n  c | d\n",
    ],
)
def test_a_block_without_a_mark_of_its_own_opens_no_task_and_no_alert(
    source: str, opening: str
) -> None:
    assert merge_one(source, opening).text == source.replace("A text", f"\\{opening}")


@pytest.mark.parametrize(
    "msgstr", ["[!note]", "[!NOTE] x", r"\[!note] x", "\\\n[!a]", "&#91;\\!a&rsqb;"]
)
def test_what_shows_an_alert_to_hugo_is_refused(msgstr: str) -> None:
    merged = merge_one("> A text\n", msgstr)
    assert merged.text == "> A text\n"
    assert merged.quarantined[0].reason.endswith("] cannot begin this text; put a word before it")
    assert merge_one("> \\[!tip] A text\n", msgstr).quarantined == ()


@pytest.mark.parametrize("msgstr", ["[!a b]", "[!]", "[!a-b] c", "[!1]", "[!a"])
def test_what_shows_an_alert_to_others_only_is_escaped(msgstr: str) -> None:
    assert merge_one("> A text\n", msgstr).text == f"> \\{msgstr}\n"


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("- [a](/x) b\n", "[x](1) c"),
        ("> [a](/x) b\n", "[!x](1) c"),
        (f"- a [x]{DEFINED}", "[x] a"),
        (f"- a [x][]{DEFINED}", "[x][] a"),
        (f"> a [!x]{DEFINED}", "[!x] a"),
        ("# [a](/x) b\n", "[ ](1) c"),
        ("- [a](/x) b\n", "\\\n [x](1) c"),
    ],
)
def test_a_link_that_would_open_one_is_refused(source: str, msgstr: str) -> None:
    merged = merge_one(source, msgstr)
    assert merged.text == source
    assert merged.quarantined[0].reason.endswith(" cannot begin this text; put a word before it")


def test_a_link_in_the_source_allows_no_mark() -> None:
    assert merge_one("- [x](/x) b\n", "[x] c [d](1)").text == "- \\[x] c [d](/x)\n"


@pytest.mark.parametrize(
    ("source", "msgstr"),
    [
        ("- [x](/x) b\n", "[X](1) c"),
        (f"- [x][] a{DEFINED}", "[x][] b"),
        ("- [a](/x) b\n", "[a](1) c"),
        ("[a](/x) b\n", "[x](1) c"),
        ("# [x] b\n", "[X] c"),
    ],
)
def test_what_opens_none_or_does_so_in_the_source(source: str, msgstr: str) -> None:
    merged = merge_one(source, msgstr)
    assert merged.quarantined == ()
    assert merged.text.splitlines()[0].endswith(msgstr.replace("(1)", "(/x)"))


def test_an_emoji_stays_one_where_the_source_has_it() -> None:
    assert merge_one("Go :smile: now\n", ":smile: ya").text == ":smile: ya\n"
    source = "7) `a`\n\n   b\n"
    assert merge_one(source, ":2:").text == source.replace("b", "\\:2:")


@pytest.mark.parametrize("msgstr", ["{.c} more", "{#i}.", "{}x", "{a=b} c", "{ .c", "{.c}"])
@pytest.mark.parametrize("source", ["A text\n", "- A text\n", "A text | b\n--- | ---\nc | d\n"])
def test_a_brace_opens_no_attribute_list(source: str, msgstr: str) -> None:
    """Hugo drops all of a line that begins with a list, also what follows it."""
    assert merge_one(source, msgstr).text == source.replace("A text", f"\\{msgstr}")


@pytest.mark.parametrize("msgstr", ["-5 grados", "--a", "---null", "+a", "+++ a", "#+a", "{a"])
@pytest.mark.parametrize("start", ["", "\n\n", "\r\n"])
def test_what_begins_a_guide_is_no_front_matter_to_hugo(start: str, msgstr: str) -> None:
    """Hugo would not build the site; it asks for no more than the first sign."""
    assert merge_one(f"{start}A text\n", msgstr).text == f"{start}\\{msgstr}\n"


@pytest.mark.parametrize("before", ["---\ntitle: 5\n---\n", "> ", "# ", "***\n"])
def test_elsewhere_the_same_is_text(before: str) -> None:
    source = f"{before}A text\n"
    assert merge_one(source, "-5 grados").text.endswith("-5 grados\n")


def test_a_shortcode_does_not_come_to_begin_a_guide() -> None:
    for source in ("Go {{< x >}} now\n", "Go {{< x >}} | now\n--- | ---\n"):
        for msgstr in ("{{< x >}} ya", "\\\n{{< x >}} ya"):
            merged = merge_one(source, msgstr)
            assert merged.text == source
            assert "cannot begin a guide" in merged.quarantined[0].reason
    for source in ("# Go {{< x >}} now\n", "> Go {{< x >}} now\n", "{{< x >}} now\n"):
        assert not merge_one(source, "{{< x >}} ya").quarantined


@pytest.mark.parametrize("source", ["# A text\n", "A text\n---\n"])
def test_a_backslash_that_is_escaped_does_not_escape_a_brace(source: str) -> None:
    for slashes in ("", "\\\\", "\\\\\\\\"):
        merged = merge_one(source, f"b {slashes}{{a=b}}")
        assert merged.text == source.replace("A text", f"b {slashes}\\{{a=b}}")
    assert merge_one(source, "b \\{a=b}").text == source.replace("A text", "b \\{a=b}")


@pytest.mark.parametrize("source", ["- [x] head\n  ---\n", "- # [x] head\n"])
def test_a_box_in_a_heading_stays(source: str) -> None:
    """Hugo shows it there; to us it is text."""
    reason = merge_one(source, "cabeza").quarantined[0].reason
    assert reason == "[x] is missing at the beginning; put it there"
    assert merge_one(source, "[ ] cabeza").quarantined
    assert merge_one(source, "[X] cabeza").text == source.replace("[x] head", "[X] cabeza")
