"""Languages: names, direction, script and plural forms of each, in a table of our own.

What catalogs and reports say must not change with the libraries that are installed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Final

from l10n.data.table import ALIASES, LANGUAGES, PLURALS, SCRIPTS

RTL_SCRIPTS: Final = frozenset(
    [
        "Adlm",
        "Arab",
        "Armi",
        "Avst",
        "Hebr",
        "Mand",
        "Mend",
        "Nkoo",
        "Phli",
        "Phnx",
        "Rohg",
        "Samr",
        "Syrc",
        "Thaa",
        "Yezi",
    ]
)


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a language."""

    english: str
    own: str
    """As its speakers would begin a list with it; empty when CLDR does not know the language."""
    script: str
    """The ISO 15924 code of the script that it is usually written in; empty when unknown."""
    plural: int
    """Which of PLURALS it has."""
    counts: tuple[int, ...]
    """How many plural forms gettext and the editors of catalogs write, ascending."""
    rtl: bool

    @property
    def plural_forms(self) -> str:
        """What gettext has as Plural-Forms in the header of a catalog."""
        count, formula = PLURALS[self.plural]
        return f"nplurals={count}; plural={formula};"


def find_language(tag: str) -> Language | None:
    """Return what is known of a BCP 47 tag, in parts of it if not in all: es of es-ZZ.

    Extensions and private parts are looked up by what is before them.
    """
    key = key_of(tag)
    for found in broader_keys(key):
        row = LANGUAGES.get(found) or LANGUAGES.get(ALIASES.get(found, ""))
        if row is not None:
            language = Language(*row)
            return language if found == key else _narrow(language, tag[len(found) + 1 :])
    return None


def is_written(tag: str) -> bool:
    """Return whether the language of a BCP 47 tag is one that CLDR has texts in.

    Other codes are for the most part something else: src, img and bin.
    """
    row = LANGUAGES.get(key_of(tag).partition("_")[0])
    return row is not None and row[1] != ""


def names_language(name: str) -> bool:
    """Return whether a folder's or a file's name can only be that of a language.

    What is after the language has to be known: ``es-module-syntax`` is a well-formed tag as well.
    """
    key = key_of(name)
    language, *rest = key.split("_")
    if not is_written(language):
        return False
    parts = takewhile(lambda each: len(each) > 1, rest)  # after one letter, anything may come
    return key in LANGUAGES or key in ALIASES or all(_is_known(language, each) for each in parts)


def _is_known(language: str, part: str) -> bool:
    """Return whether a part of a tag is a script, a country or a variant of its language."""
    if part.title() in SCRIPTS or part in _regions() or (part[0].isdigit() and part.isalnum()):
        return True
    return any(f"{language}_{part}" in table for table in (LANGUAGES, ALIASES))


@cache
def _regions() -> frozenset[str]:
    parts = (part for key in LANGUAGES for part in key.split("_")[1:])
    return frozenset(part for part in parts if len(part) == 2)


def script_name(script: str) -> str:
    """Return the name that glibc has for an ISO 15924 code: ``latin``; the code without any."""
    return SCRIPTS.get(script, script.lower())


def key_of(tag: str) -> str:
    """Return what the table has a tag under: ``sr_latn``, and ``ca_valencia`` of ca@valencia."""
    return tag.lower().replace("-", "_").replace("@", "_")


def broader_keys(key: str) -> Iterator[str]:
    """Yield a key and then the ever broader ones: sr_latn_rs, sr_latn, sr."""
    while key:
        yield key
        key = key.rpartition("_")[0]


def _narrow(language: Language, rest: str) -> Language:
    own = language.own and f"{language.own} ({rest})"
    return replace(language, english=f"{language.english} ({rest})", own=own)
