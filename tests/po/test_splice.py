"""Splicing: what did not change keeps its bytes, whatever wrote the file."""

from __future__ import annotations

import difflib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from l10n.catalog import Catalog, Entry
from l10n.po import parse_catalog, render_catalog, splice_catalog

from .po_tools import HEADER, catalogs, entries, msgcat, msgfmt_rejects, needs_gettext

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
SIZES = [30, pytest.param(500, marks=pytest.mark.soak)]
WRAPS = ("--width=77", "--width=40", "--no-wrap", "--sort-output", "--indent")

# Long lines that an editor wrapped, its own header, a note behind the last entry.
WEBLATE = """\
# Translators of the site.
msgid ""
msgstr ""
"Project-Id-Version: Guides\\n"
"Language: es\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"X-Poedit-Bookmarks: 1,2\\n"
"Plural-Forms: nplurals=2; "
"plural=n != 1;\\n"


#. paragraph
#: content/en/tax.md
msgid "Go to the office "
"with your passport."
msgstr ""
"Vaya a la oficina "
"con su pasaporte."
#. paragraph
#: content/en/tax.md
#, no-wrap, fuzzy
#| msgid "Pay "
#| "there"
msgid "Pay here"
msgstr "Pague "
"allí"

#~| msgid "O"
#~ msgid "Old"
#~ msgstr "Vi"
#~ "ejo"

# vim: set tw=77:
"""
NEW = Entry("New", extracted=("paragraph",), references=("content/en/tax.md",))
NEW_LINES = ["#. paragraph", "#: content/en/tax.md", 'msgid "New"', 'msgstr ""']


def read(text: str) -> Catalog:
    return parse_catalog(text.encode(), "a.po")


def splice(text: str, new: Catalog) -> str:
    return splice_catalog(text.encode(), read(text), new).decode()


def added(old: str, new: str) -> list[str]:
    """Return the lines with text that came; fail when any went."""
    lines = list(difflib.ndiff(old.split("\n"), new.split("\n")))
    assert not [line for line in lines if line.startswith("-")]
    return [line[2:] for line in lines if line.startswith("+") and line[2:]]


def test_what_an_editor_wrote_is_unchanged() -> None:
    assert splice(WEBLATE, read(WEBLATE)) == WEBLATE
    assert render_catalog(read(WEBLATE)) != WEBLATE


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("where", [0, 1])
def test_a_new_entry_is_all_that_changes(where: int, end: str) -> None:
    catalog = read(WEBLATE)
    new = replace(catalog, entries=(*catalog.entries[:where], NEW, *catalog.entries[where:]))
    spliced = splice(WEBLATE.replace("\n", end), new)
    assert spliced.count("\n") == spliced.count(end)
    assert read(spliced) == new
    assert added(WEBLATE, spliced.replace(end, "\n")) == NEW_LINES


def test_comments_at_the_end_stay_with_their_entry() -> None:
    catalog = read(WEBLATE)
    last = Entry("New", "Nuevo", obsolete=True)
    spliced = splice(WEBLATE, replace(catalog, entries=(*catalog.entries, last)))
    assert spliced == WEBLATE[: WEBLATE.index("#~| ")] + (
        '# vim: set tw=77:\n#~| msgid "O"\n#~ msgid "Old"\n#~ msgstr "Viejo"\n\n'
        '#~ msgid "New"\n#~ msgstr "Nuevo"\n'
    )


def test_only_the_entry_with_another_text_is_canonical() -> None:
    catalog = read(WEBLATE)
    first, *others = catalog.entries
    changed = first._replace(msgstr="Vaya.")
    spliced = splice(WEBLATE, replace(catalog, entries=(changed, *others)))
    start, end = WEBLATE.index('msgid "Go'), WEBLATE.index("#. paragraph\n#: content/en/tax.md\n#,")
    canonical = 'msgid "Go to the office with your passport."\nmsgstr "Vaya."\n\n'
    before = WEBLATE[:start].replace("\n\n\n", "\n\n")
    assert spliced == before + canonical + WEBLATE[end:]


@pytest.mark.parametrize("declared", ["; charset=iso-8859-1", "; charset=utf8", ""])
def test_a_file_that_does_not_say_utf_8_is_written_anew(declared: str) -> None:
    header = f'msgid ""\nmsgstr "Content-Type: text/plain{declared}\\n"\n'
    data = f'{header}\nmsgid "a"\nmsgstr "charset=UTF-8 "\n"c"\n'.encode()
    catalog = parse_catalog(data, "a.po")
    assert splice_catalog(data, catalog, catalog) == render_catalog(catalog).encode()


def test_entries_on_one_line_are_written_anew() -> None:
    text = render_catalog(Catalog(HEADER)) + '\nmsgid "a" msgstr "b" msgid "c" msgstr "d"\n'
    new = replace(read(text), entries=(*read(text).entries, NEW))
    assert splice(text, new) == render_catalog(new)


def test_what_was_mended_is_written() -> None:
    wrapped = render_catalog(Catalog(HEADER)) + '\nmsgid "a "\n"b"\nmsgstr "c"\n'
    text = wrapped + '\nmsgid "d\\n"\nmsgstr "e"\n'
    assert splice(text, read(text)) == text.replace('"e"', '"e\\n"')
    twice = wrapped + '\nmsgid "a b"\nmsgstr "c"\n'
    assert splice(twice, read(twice)) == render_catalog(read(twice))


@needs_gettext
@pytest.mark.parametrize("count", SIZES)
def test_whatever_wrapped_a_file_only_what_changed_changes(count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=SLOW)
    @given(catalogs(), entries(), st.sampled_from(WRAPS), st.sampled_from([b"\n", b"\r\n"]))
    def holds(old: Catalog, entry: Entry, wrap: str, end: bytes) -> None:
        file = msgcat(render_catalog(old).encode(), wrap).replace(b"\n", end)
        catalog = parse_catalog(file, "a.po")
        assert splice_catalog(file, catalog, catalog) == file
        others = [each for each in catalog.entries if each.identity != entry.identity]
        kept = sorted([*others[::2], entry, *others[1::2]], key=lambda each: each.obsolete)
        new = replace(catalog, entries=tuple(kept))
        spliced = splice_catalog(file, catalog, new)
        assert parse_catalog(spliced, "a.po") == new
        assert not msgfmt_rejects(spliced)
        was = {each.strip() for each in file.split(end * 2)}
        assert sum(each.strip() not in was for each in spliced.split(end * 2)) <= 1

    holds()


@pytest.mark.parametrize("count", SIZES)
def test_a_canonical_file_stays_canonical(count: int) -> None:
    @settings(max_examples=count, deadline=None, suppress_health_check=SLOW)
    @given(catalogs(), catalogs())
    def holds(old: Catalog, new: Catalog) -> None:
        file = render_catalog(old).encode()
        assert splice_catalog(file, old, new) == render_catalog(new).encode()

    holds()
