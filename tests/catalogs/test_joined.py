"""Catalogs of versions that joined texts with structure: what was translated stays so."""

from __future__ import annotations

import pytest

from l10n.catalog import Catalog, Entry
from l10n.extract import extract_guide, template_entries
from l10n.guide import Guide
from l10n.update import ChangeKind, update_catalog


def _update(syntax: str, guide: str, *old: Entry) -> tuple[dict[str, Entry], list[ChangeKind]]:
    """Return the new entries by msgid, obsolete ones left out, and what was done."""
    read = Guide("a.md", "en", "a", guide, syntax=syntax)
    template = template_entries(read, extract_guide(read, ()).segments)
    updated = update_catalog(Catalog(Entry(""), old), template)
    assert update_catalog(updated.catalog, template).catalog == updated.catalog
    entries = {each.msgid: each for each in updated.catalog.entries if not each.obsolete}
    return entries, [change.kind for change in updated.changes]


@pytest.mark.parametrize(
    ("syntax", "guide", "msgid", "msgstr", "expected"),
    [
        (
            "mdx",
            ":::note\nKeep the key safe.\n:::\n",
            ":::note Keep the key safe. :::",
            ":::note Den Schlüssel sicher verwahren. :::",
            {"Keep the key safe.": "Den Schlüssel sicher verwahren."},
        ),
        (
            "mdx",
            "Ask first.\n:::tip[Know this]\nKeep [it](/a) safe, see [them](/b).\n:::\n"
            "Then [go](/c).\n",
            "Ask first. :::tip[Know this] Keep [it](1) safe, see [them](2). ::: Then [go](3).",
            "Frag. :::tip[Merke] [Ihnen](2), sicher [ihn](1). ::: Dann [geh](3).",
            {
                "Ask first.": "Frag.",
                "Know this": "Merke",
                "Keep [it](1) safe, see [them](2).": "[Ihnen](2), sicher [ihn](1).",
                "Then [go](1).": "Dann [geh](1).",
            },
        ),
        (
            "mdx",
            "Some text\n</Steps>\n",
            "Some text </Steps>",
            "Ein Text\n</Steps>",
            {"Some text": "Ein Text"},
        ),
        (
            "jekyll",
            "Keep the key safe.\n{: .note }\n",
            "Keep the key safe. {: .note }",
            "Verwahren. {: .note }",
            {"Keep the key safe.": "Verwahren."},
        ),
        (
            "jekyll",
            "{: .note }\nKeep it.\n",
            "{: .note } Keep it.",
            "{: .note } Halten.",
            {"Keep it.": "Halten."},
        ),
        (
            "jekyll",
            "See [it]({% link a.md %}#b) and [them](/c).\n",
            "See [it]({% link a.md %}#b) and [them](1).",
            "Siehe [sie](1) und [es]({% link a.md %}#b).",
            {"See [it](1) and [them](2).": "Siehe [sie](2) und [es](1)."},
        ),
        (
            "mkdocs",
            '!!! note "Be ready"\n    Have the photo.\n',
            '!!! note "Be ready" Have the photo.',
            '!!! note "Bereit" Das Foto.',
            {"Be ready": "Bereit", "Have the photo.": "Das Foto."},
        ),
        (
            "mkdocs",
            '=== "One tab"\n    The text.\n',
            '=== "One tab" The text.',
            '=== "Ein Reiter" Der Text.',
            {"One tab": "Ein Reiter", "The text.": "Der Text."},
        ),
        (
            "hugo",
            "A *paragraph*\n\n: of text\n",
            ": of text",
            ": von Text",
            {"of text": "von Text"},
        ),
        (
            "hugo+math",
            "Before.\n$$\nx\n$$\nAfter.\n",
            "Before. $$ x $$ After.",
            "Vorher. $$ x $$ Danach.",
            {"Before.": "Vorher.", "After.": "Danach."},
        ),
    ],
)
def test_what_has_the_same_structure_stays_translated(
    syntax: str, guide: str, msgid: str, msgstr: str, expected: dict[str, str]
) -> None:
    entries, kinds = _update(syntax, guide, Entry(msgid, msgstr, comments=("a note",)))
    for name, wanted in expected.items():
        assert entries[name].msgstr == wanted
        assert entries[name].comments == ("a note",)
        assert entries[name].flags == ()
    assert kinds.count(ChangeKind.TRIVIAL) == len(expected)
    assert kinds.count(ChangeKind.FUZZY) == 0


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        (":::note Keep the key safe. :::", ":::hinweis Sicher verwahren. :::"),
        (":::note Keep the key safe. :::", "Sicher verwahren."),
        (":::note Keep the key safe. :::", ":::note Sicher. ::: Verwahren. :::"),
        ("Now keep it. :::note Keep the key safe. :::", "Halt. :::note Sicher verwahren. :::"),
    ],
)
def test_what_has_not_has_to_be_looked_at(msgid: str, msgstr: str) -> None:
    entries, _ = _update("mdx", ":::note\nKeep the key safe.\n:::\n", Entry(msgid, msgstr))
    entry = entries["Keep the key safe."]
    assert entry.fuzzy or not entry.msgstr


def test_what_was_fuzzy_stays_fuzzy() -> None:
    old = Entry(":::note Keep it safe. :::", ":::note Sicher. :::", flags=("fuzzy",))
    entries, _ = _update("mdx", ":::note\nKeep it safe.\n:::\n", old)
    assert entries["Keep it safe."].fuzzy


def test_what_is_translated_by_itself_stays_as_it_is() -> None:
    joined = Entry(":::note Keep it safe. :::", ":::note Sicher. :::")
    own = Entry("Keep it safe.", "Verwahren.")
    entries, kinds = _update("mdx", ":::note\nKeep it safe.\n:::\n", joined, own)
    assert entries["Keep it safe."].msgstr == "Verwahren."
    assert kinds == [ChangeKind.OBSOLETE]
