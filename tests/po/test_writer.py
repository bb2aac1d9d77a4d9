"""Writing: msgcat's form, and nothing that gettext would read as something else."""

from __future__ import annotations

import pytest

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.po import parse_catalog, render_catalog

from .po_tools import HEADER, msgcat, msgfmt_rejects, needs_gettext


def render(entry: Entry) -> str:
    return render_catalog(Catalog(Entry(""), (entry,)))


def test_an_empty_catalog_is_an_empty_file() -> None:
    assert render_catalog(Catalog(Entry(""))) == ""


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", '""'),
        ("a", '"a"'),
        ("a\n", r'"a\n"'),
        ("\n", r'"\n"'),
        ("a\nb", '""\n"a\\n"\n"b"'),
        ("\na", '""\n"\\n"\n"a"'),
        ("a\n\n", '""\n"a\\n"\n"\\n"'),
        ("\\n", r'"\\n"'),
        ('"\t\a\b\f\v\r', r'"\"\t\a\b\f\v\r"'),
        ("\x01\x1b\x7f\x85\u2028\U0001f600", '"\x01\x1b\x7f\x85\u2028\U0001f600"'),
        ("long " * 100, '"' + "long " * 100 + '"'),
    ],
)
def test_strings(value: str, written: str) -> None:
    assert render(Entry("x", value)) == f'msgid "x"\nmsgstr {written}\n'


@needs_gettext
@pytest.mark.parametrize(
    ("references", "written"),
    [
        (("en/a.md",), "#: en/a.md\n"),
        (("./en/a.md",), "#: en/a.md\n"),
        (("en/my guide.md",), "#: \u2068en/my guide.md\u2069\n"),
        (("en/my guide.md:12",), "#: \u2068en/my guide.md\u2069:12\n"),
        (("en/a.md:12",), "#: en/a.md:12\n"),
        (("x" * 75, "y"), f"#: {'x' * 75}\n#: y\n"),
        (("x" * 74, "y"), f"#: {'x' * 74} y\n"),
        (("x" * 72 + "é", "y"), f"#: {'x' * 72}é y\n"),
        (("x" * 73 + "é", "y"), f"#: {'x' * 73}é\n#: y\n"),
        (("x" * 200, "y"), f"#: {'x' * 200}\n#: y\n"),
    ],
)
def test_references_fill_lines_as_msgcat_fills_them(
    references: tuple[str, ...], written: str
) -> None:
    catalog = Catalog(HEADER, (Entry("a", "b", references=references),))
    data = render_catalog(catalog).encode()
    assert written + 'msgid "a"' in data.decode()
    assert msgcat(data, "--no-wrap") == data
    assert parse_catalog(data, "a.po").entries[0].references[-1] == references[-1].removeprefix(
        "./"
    )


def test_fuzzy_comes_first_and_only_with_a_translation() -> None:
    flags = ("no-wrap", "fuzzy")
    assert render(Entry("a", "b", flags=flags)).startswith("#, fuzzy, no-wrap\n")
    assert render(Entry("a", "", flags=flags)).startswith("#, no-wrap\n")
    assert render(Entry("a", "", flags=("fuzzy",))) == 'msgid "a"\nmsgstr ""\n'


def test_obsolete_entries_come_last_and_only_with_words() -> None:
    old = Entry("a", "b", obsolete=True)
    empty = Entry("c", obsolete=True)
    noted = Entry("d", obsolete=True, comments=("mine",))
    text = render_catalog(Catalog(Entry(""), (old, empty, noted, Entry("e"))))
    assert [entry.msgid for entry in parse_catalog(text.encode(), "a.po").entries] == list("ead")


def test_unknown_flags_are_kept() -> None:
    entry = Entry("a", "b", flags=("fuzzy", "max-length:100", "range: 1..5"))
    assert parse_catalog(render(entry).encode(), "a.po").entries == (entry,)


@needs_gettext
@pytest.mark.parametrize(
    "line", ['x\nmsgid "evil"', "ends with \\", "x\r", "# ~ x", "~ x", "| x", ", fuzzy"]
)
def test_comments_cannot_become_syntax(line: str) -> None:
    entry = Entry("a", "b", comments=(line,), extracted=(line,))
    data = render_catalog(Catalog(HEADER, (entry, Entry("c")))).encode()
    read = parse_catalog(data, "a.po").entries
    assert not msgfmt_rejects(data)
    assert [(entry.identity, entry.flags) for entry in read] == [
        ((None, "a"), ()),
        ((None, "c"), ()),
    ]
    assert read[0].comments == tuple(line.rstrip("\r").split("\n"))


@pytest.mark.parametrize("wrong", ["\0", "\x04", "\ud800"])
def test_what_no_catalog_can_hold_is_refused(wrong: str) -> None:
    with pytest.raises(L10nError, match=r"cannot hold U\+"):
        render(Entry(f"a{wrong}"))
