"""What a catalog holds that concerns other guides: counted as its entries are."""

from __future__ import annotations

import pytest

from l10n.po import parse_catalog
from l10n.site.catalogfacts import Size, read_facts

HEADER = 'msgid ""\nmsgstr "Language: es\\n"\n'
FILLED = 'msgid "One"\nmsgstr "Uno"\n'
FUZZY = '#, fuzzy\nmsgid "Two"\nmsgstr "Dos"\n'
EMPTY = 'msgid "Three"\nmsgstr ""\n'
OBSOLETE = '#~ msgid "Four"\n#~ msgstr "Cuatro"\n'


@pytest.mark.parametrize(
    ("entries", "size", "is_complete"),
    [
        ((), Size(), False),
        ((OBSOLETE,), Size(), False),
        ((EMPTY,), Size(1), False),
        ((FUZZY,), Size(1, 1), False),
        ((FILLED, EMPTY), Size(2, 1, 1), False),
        ((FILLED, FUZZY), Size(2, 2, 1), False),
        ((FILLED, OBSOLETE), Size(1, 1, 1), True),
    ],
)
def test_entries_are_counted(entries: tuple[str, ...], size: Size, is_complete: bool) -> None:
    text = "\n".join((HEADER, *entries))
    facts = read_facts(parse_catalog(text.encode(), "es/a.po"), ())
    assert (facts.size, facts.is_complete) == (size, is_complete)
