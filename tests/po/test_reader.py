"""Reading: everything that gettext accepts, and nothing that it refuses."""

from __future__ import annotations

import codecs
from contextlib import suppress
from time import process_time

import pytest
from markdown_it.utils import read_fixture_file

from l10n.catalog import Catalog, Entry
from l10n.errors import L10nError
from l10n.po import header_field, parse_catalog, render_catalog
from l10n.po.reader import CHARSETS

from .po_tools import DATA, msgcat, msgfmt_rejects, needs_gettext

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n\n'
# The heading is three lines and the file's own text begins in the fifth.
ACCEPTED = [case[1:] for case in read_fixture_file(DATA / "accepted.md")]
MENDED = [case[1:] for case in read_fixture_file(DATA / "mended.md")]
REFUSED = [case[1:] for case in read_fixture_file(DATA / "refused.md")]


def refusal(data: bytes) -> L10nError:
    with pytest.raises(L10nError) as caught:
        parse_catalog(data, "locales/es/a.po")
    assert caught.value.path == "locales/es/a.po"
    assert "\n" not in str(caught.value)
    return caught.value


def test_canonical_catalog_is_unchanged() -> None:
    text = HEAD.rstrip("\n") + "\n\n" + ACCEPTED[0][1]
    assert render_catalog(parse_catalog(text.encode(), "a.po")) == text


@needs_gettext
@pytest.mark.parametrize(("title", "text", "expected"), ACCEPTED, ids=[c[0] for c in ACCEPTED])
def test_accepted(title: str, text: str, expected: str) -> None:
    data = (HEAD + text).encode()
    written = render_catalog(parse_catalog(data, "a.po"))
    assert written == HEAD.rstrip("\n") + "\n\n" + expected
    assert msgcat(data, "--no-wrap").decode() == written
    assert parse_catalog(data.replace(b"\n", b"\r\n"), "a.po") == parse_catalog(data, "a.po")


@needs_gettext
@pytest.mark.parametrize(("title", "text", "expected"), REFUSED, ids=[c[0] for c in REFUSED])
def test_refused(title: str, text: str, expected: str) -> None:
    data = (HEAD + text).encode()
    assert msgfmt_rejects(data)
    line, _, words = expected.strip().partition(": ")
    error = refusal(data)
    assert (error.line, words in error.message) == (int(line), True), str(error)
    assert refusal(data.replace(b"\n", b"\r\n")).line == int(line)


@needs_gettext
@pytest.mark.parametrize(("title", "text", "expected"), MENDED, ids=[c[0] for c in MENDED])
def test_mended(title: str, text: str, expected: str) -> None:
    data = (HEAD + text).encode()
    catalog = parse_catalog(data, "a.po")
    written = render_catalog(catalog)
    assert msgfmt_rejects(data)
    assert not msgfmt_rejects(written.encode())
    assert written == HEAD.rstrip("\n") + "\n\n" + expected
    assert catalog.slips
    assert parse_catalog(written.encode(), "a.po") == catalog
    assert not parse_catalog(written.encode(), "a.po").slips
    assert parse_catalog(data.replace(b"\n", b"\r\n"), "a.po") == catalog


def test_what_was_mended_is_said_with_its_line() -> None:
    text = 'msgid "a"\nmsgstr "b\\n"\n\nmsgid "c"\nmsgstr "d"\n\nmsgid "c"\nmsgstr "d"\n'
    slips = parse_catalog((HEAD + text).encode(), "a.po").slips
    assert [(each.line, each.identity[1]) for each in slips] == [(5, "a"), (11, "c")]
    assert "further up" in slips[1].message


@pytest.mark.parametrize(
    ("data", "line", "words"),
    [
        (b"\xef\xbb\xbf" + HEAD.encode(), 1, "byte order mark"),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xff"\n', 6, "not valid UTF-8"),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\xed\xa0\x80"\n', 6, "not valid UTF-8"),
        (HEAD.replace("UTF-8", "ASCII").encode() + 'msgid "é"\nmsgstr ""'.encode(), 5, "ASCII"),
        (HEAD.replace("UTF-8", "CP1252").encode() + 'msgid "é"\nmsgstr ""'.encode(), 1, "is UTF-8"),
        (HEAD.replace("UTF-8", "KLINGON").encode(), 1, "unknown charset 'KLINGON'"),
        (HEAD.replace("UTF-8", "UTF-7").encode(), 1, "unknown charset 'UTF-7'"),
        (HEAD.encode() + b'msgid "a\0b"\nmsgstr ""\n', 5, "NUL"),
        (HEAD.encode() + b'msgid "a"\nmsgstr "\x04"\n', 6, "EOT"),
        (HEAD.encode() + b'msgid "a\\0b"\nmsgstr ""\n', 5, "control character 0"),
        (HEAD.encode() + b'msgid "\\303"\nmsgstr ""\n', 5, "write the character itself"),
        (HEAD.encode() + b'domain "a"\n', 5, "several domains"),
        (HEAD.encode() + b'msgid "a"\nmsgstr ""\n# C:\\\nmsgid "b"\n', 7, "ends with a backslash"),
        (b'msgid "a" msgstr "b" msgid "a" msgstr "c"', 1, "already in line 1"),
        (b'msgid ""\nmsgid_plural "a"\nmsgstr[0] "b"\n', 1, "needs a msgid"),
        (b'#~ msgid ""\n#~ msgstr "b"\n', 1, "needs a msgid"),
        (HEAD.encode() + b"\x1a", 5, "start the next entry with msgid"),
        (b"[" * 100_000, 1, "start an entry with msgid"),
    ],
)
def test_refused_bytes(data: bytes, line: int, words: str) -> None:
    error = refusal(data)
    assert error.line == line
    assert words in error.message


def test_empty_file_and_missing_header_give_an_empty_header() -> None:
    assert parse_catalog(b"", "a.po") == Catalog(Entry(""))
    assert parse_catalog(b"\r\n\n", "a.po") == Catalog(Entry(""))
    entry = Entry("a", "é")
    assert parse_catalog('msgid "a"\nmsgstr "é"'.encode(), "a.po") == Catalog(Entry(""), (entry,))


def test_comments_after_the_last_entry_are_kept() -> None:
    catalog = parse_catalog(b'# b\nmsgid "a"\nmsgstr ""\n\n# c\n#. d\n# e', "a.po")
    assert catalog.entries == (Entry("a", comments=("b", "c", "e")),)
    assert parse_catalog(b"# c\n#. d\n", "a.po") == Catalog(Entry("", comments=("c",)))


def test_header_may_stand_anywhere() -> None:
    catalog = parse_catalog(('msgid "a"\nmsgstr ""\n\n' + HEAD).encode(), "a.po")
    assert header_field(catalog.header, "content-type") == "text/plain; charset=UTF-8"
    assert catalog.entries == (Entry("a"),)
    assert (catalog.header.line, catalog.entries[0].line) == (4, 1)


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("ISO-8859-1", "Año"),
        ("iso-8859-15", "€"),
        ("CP1252", "“Año”"),
        ("Shift_JIS", "表ソ"),
        ("BIG5", "功能"),
        ("GB18030", "𠀀"),
        ("KOI8-R", "Да"),
        ("EUC-JP", "日本"),
        ("UTF-8", "日本"),
    ],
)
@needs_gettext
def test_declared_charset_is_decoded_and_becomes_utf_8(charset: str, text: str) -> None:
    head = HEAD.replace("UTF-8", charset)
    data = f'{head}msgid "a"\nmsgstr "{text}"\n'.encode(charset)
    catalog = parse_catalog(data, "a.po")
    assert not msgfmt_rejects(data)
    assert catalog.entries == (Entry("a", text),)
    assert header_field(catalog.header, "Content-Type") == "text/plain; charset=UTF-8"
    assert catalog.charset == charset


def test_charset_declared_after_an_entry_is_refused() -> None:
    text = 'msgid "a"\nmsgstr "表"\n\n' + HEAD.replace("UTF-8", "Shift_JIS")
    error = refusal(text.encode("shift_jis"))
    assert (error.line, "too late" in error.message) == (4, True)


@pytest.mark.parametrize("declared", ["charset=CHARSET", "charset=utf8", "charset=", ""])
def test_vague_charset_becomes_utf_8(declared: str) -> None:
    head = f'msgid ""\nmsgstr "Content-Type: text/plain; {declared}\\nX: y\\n"\n\n'
    catalog = parse_catalog(f'{head}msgid "a"\nmsgstr "é"\n'.encode(), "a.po")
    assert catalog.entries == (Entry("a", "é"),)
    assert header_field(catalog.header, "Content-Type") == "text/plain; charset=UTF-8"
    assert header_field(catalog.header, "X") == "y"
    assert catalog.charset == declared.removeprefix("charset=")


def test_a_text_about_charsets_is_not_a_declaration() -> None:
    text = 'msgid "charset=ISO-8859-1"\nmsgstr "é"\n\n'
    assert parse_catalog((text + HEAD).encode(), "a.po").entries[0].msgstr == "é"
    assert parse_catalog(text.encode(), "a.po").entries[0].msgstr == "é"


def test_lines_end_at_lf_and_crlf_only() -> None:
    text = 'msgid "a\u2028b\x85c\x0bd\x1ce"\nmsgstr ""\r\n# x\ry\r\r\n#. u\u2029v\n'
    text += 'msgid "\rf"\nmsgstr ""'
    catalog = parse_catalog(text.encode(), "a.po")
    assert [entry.msgid for entry in catalog.entries] == ["a\u2028b\x85c\x0bd\x1ce", "\rf"]
    assert catalog.entries[1].comments == ("x\ry",)
    assert catalog.entries[1].extracted == ("u\u2029v",)
    assert catalog.entries[1].line == 5


def test_line_is_that_of_the_msgid() -> None:
    text = '# a\n\n#. b\nmsgctxt "c"\nmsgid "d"\nmsgstr ""\n\n\n#~ msgid "e"\n#~ msgstr "f"\n'
    assert [entry.line for entry in parse_catalog(text.encode(), "a.po").entries] == [5, 9]


@pytest.mark.parametrize(
    "piece",
    [
        "#",
        "# \u2068",
        "#: \u2068",
        "\r",
        '"',
        '""',
        '"\\',
        "\\",
        "#~",
        "#| ",
        "\n\n",
        ", ",
        "#, a,",
        "msgid ",
        "0",
    ],
)
@pytest.mark.parametrize("before", ["", HEAD, "#: ", 'msgid "a', "# ", 'msgid "a"\nmsgstr "b"\n'])
def test_repeated_text_takes_no_quadratic_time(before: str, piece: str) -> None:
    data = (before + piece * (300_000 // len(piece))).encode()
    start = process_time()
    with suppress(L10nError):
        parse_catalog(data, "a.po")
    # A fraction of a second in linear time, minutes in quadratic time.
    assert process_time() - start < 10


def test_many_entries_on_one_line_take_no_quadratic_time() -> None:
    text = " ".join(f'msgid "{number}" msgstr "b"' for number in range(20_000))
    assert len(parse_catalog(text.encode(), "a.po").entries) == 20_000


def test_every_charset_we_name_is_known_to_python() -> None:
    assert all(codecs.lookup(name) for name in CHARSETS)


def test_a_file_with_the_line_ends_of_old_macs_is_not_one_comment() -> None:
    data = b'# Translation\nmsgid "a"\nmsgstr "b"\n'
    assert parse_catalog(data, "a.po").entries
    found = refusal(data.replace(b"\n", b"\r"))
    assert (found.line, found.message.partition(":")[0]) == (
        1,
        "the line ends are those of old Macs (CR)",
    )
