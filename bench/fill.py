"""Fills catalogs as translators would: every text changed, everything in it brought back."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from bench.measure import REPOSITORY

# An entry without a translation; a header has text in the lines below its msgstr.
_EMPTY = re.compile(r'^msgid ((?:".*"\n)+)msgstr ""\n(?!")', re.MULTILINE)
# What a translation must bring back as it is.
_KEPT = re.compile(
    r"`+[^`]*`+|\]\([^)]*\)|\[[^\]]*\](?!\()|\{\{.*?\}\}|<[^>]*>|&#?\w+;|\\.|https?://\S+|www\.\S+"
    r"|\S+@\S+"
)
_LETTERS = str.maketrans("aeiou", "áéíóú")


def fill_folder(folder: Path) -> None:
    """Fill every catalog below a folder, in a process of its own.

    What a process held at its most, the commands that it starts seem to have held too.
    """
    subprocess.run((sys.executable, "-m", "bench.fill", folder), cwd=REPOSITORY, check=True)


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


def _main(folder: str) -> None:
    for path in Path(folder).rglob("*.po"):
        path.write_text(fill(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    _main(*sys.argv[1:])
