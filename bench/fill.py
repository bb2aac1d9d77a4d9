"""Fills catalogs as translators would: every text changed, everything in it brought back."""

from __future__ import annotations

import re
from pathlib import Path

# An entry without a translation; a header has text in the lines below its msgstr.
_EMPTY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ""\n(?!")', re.MULTILINE)
# What a translation must bring back as it is.
_KEPT = re.compile(
    r"`+[^`]*`+|\]\([^)]*\)|\[[^\]]*\](?!\()|\{\{.*?\}\}|<[^>]*>|&#?\w+;|\\.|https?://\S+|www\.\S+"
    r"|\S+@\S+"
)
_LETTERS = str.maketrans("aeioucn", "áéíóúçñ")


def fill_folder(folder: Path) -> int:
    """Fill every catalog below a folder; return how many there are."""
    paths = list(folder.rglob("*.po"))
    for path in paths:
        path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")
    return len(paths)


def fill(catalog: str) -> str:
    """Translate the entries of a catalog that have no translation."""
    return _EMPTY.sub(_filled, catalog)


def _filled(entry: re.Match[str]) -> str:
    if entry[1] == '""\n':  # the header
        return entry[0]
    return f"msgid {entry[1]}msgstr {_translate(entry[1])}"


def _translate(text: str) -> str:
    pieces, position = [], 0
    for kept in _KEPT.finditer(text):
        pieces += [text[position : kept.start()].translate(_LETTERS), kept.group()]
        position = kept.end()
    return "".join([*pieces, text[position:].translate(_LETTERS)])
