from __future__ import annotations

import pytest

from l10n.guide import Segment
from l10n.markdown.segments import locate_segments
from l10n.markdown.syntaxes import syntax_of
from l10n.text import normalize_newlines
from tests.cases import read_cases

CASES = read_cases("segments.md")
DIRECTIVES = read_cases("directives.md")


def shown(segment: Segment) -> str:
    """Return a segment as the cases have it."""
    lines = [f"{segment.kind}: {segment.msgid}".replace("\n", "⏎")]
    lines += [f"  {number} {target}" for number, target in enumerate(segment.targets, start=1)]
    lines += [f"  context {segment.context}"] if segment.context else []
    lines += [f"  note {note}" for note in segment.notes]
    return "".join(line + "\n" for line in lines)


@pytest.mark.parametrize(("title", "body", "expected"), CASES, ids=[case[0] for case in CASES])
def test_segments(title: str, body: str, expected: str) -> None:
    assert "".join(map(shown, locate_segments(body, 0).segments)) == expected


@pytest.mark.parametrize(
    ("title", "body", "expected"), DIRECTIVES, ids=[case[0] for case in DIRECTIVES]
)
def test_directives(title: str, body: str, expected: str) -> None:
    front = "---\ntitle: x\n---\n"
    for start, text in ((0, body), (len(front), front + body)):
        found = locate_segments(text, start)
        first = text.count("\n", 0, start)
        written = "".join(map(shown, found.segments))
        for each in sorted(found.troubles, key=lambda each: each.line):
            written += f"{each.line - first} {each.check}: {each.message}\n"
        lines = zip(written.splitlines(), expected.splitlines(), strict=True)
        assert all(line.startswith(wanted) for line, wanted in lines), written


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_offsets_and_lines_are_the_guides_own(newline: str) -> None:
    front = "---\ntitle: x\n---\n"
    for _, body, _ in CASES:
        text = (front + body).replace("\n", newline)
        start = len(front.replace("\n", newline))
        for segment in locate_segments(text, start).segments:
            first = segment.lines[0]
            assert normalize_newlines(text[: first.start]).count("\n") + 1 == segment.line
            assert first.of(text).strip(" \t\r\n") == first.of(text)


def test_nothing_gives_nothing() -> None:
    assert locate_segments("", 0).segments == ()


def test_untouched_html_is_counted_and_directives_are_not() -> None:
    assert locate_segments("<pre>x</pre>\n\n<!-- l10n:off -->\n\n<p>x</p>\n", 0).html == 1


def test_a_misspelt_directive_is_reported_with_its_line() -> None:
    (trouble,) = locate_segments("One\n\n<!-- l10n:skpi -->\n", 0).troubles
    assert (trouble.check, trouble.line) == ("unknown-directive", 3)
    assert "skip" in trouble.message


def test_too_deep_nesting_is_reported_and_left_alone() -> None:
    body = locate_segments("> " * 300 + "deep\n\nshallow\n", 0)
    assert [each.msgid for each in body.segments] == ["shallow"]
    assert [each.check for each in body.troubles] == ["too-deep"]


@pytest.mark.parametrize(
    ("syntax", "cell", "text"),
    [
        ("hugo", "a\\|b", "a|b"),
        ("hugo", "see `a\\|b`", "see `a|b`"),
        ("mkdocs", "a\\|b", "a|b"),
        ("mkdocs", "`a|b` or c\\|d", "`a|b` or c|d"),
        ("mkdocs", "see `a\\|b`", "see `a\\|b`"),
        ("jekyll", "``a|`b`` c", "``a|`b`` c"),
    ],
)
def test_a_bar_in_a_cell_needs_no_backslash_in_its_text(syntax: str, cell: str, text: str) -> None:
    body = locate_segments(
        f"| one | two |\n| --- | --- |\n| {cell} | end |\n", 0, syntax_of(syntax)
    )
    assert [each.msgid for each in body.segments] == ["one", "two", text, "end"]


def test_a_region_that_is_never_closed_is_reported_where_it_opens() -> None:
    (trouble,) = locate_segments("One\n\n<!-- l10n:off -->\n\nTwo\n", 0).troubles
    assert (trouble.check, trouble.line) == ("unclosed-directive", 3)
    assert locate_segments("<!-- l10n:off -->\n\nx\n\n<!-- l10n:on -->\n", 0).troubles == ()


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("admonish", ""),
        ("admonish warning", ""),
        ('admonish warning "Winter"', "Winter"),
        ('admonish tip title="In winter" collapsible=true', "In winter"),
        ("admonishing", None),
        ("rust", None),
    ],
)
def test_boxes_of_mdbook_admonish_hold_text(opening: str, title: str | None) -> None:
    text = f"````{opening}\nNo *ferry*.\n\n```rust\nx\n```\n````\n\nEnd.\n"
    found = [each.msgid for each in locate_segments(text, 0, syntax_of("mdbook")).segments]
    inside = [] if title is None else [*([title] if title else []), "No *ferry*."]
    assert found == [*inside, "End."]
