"""Languages as people call them, and the direction they are written in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

_RIGHT_TO_LEFT_SCRIPTS: Final = frozenset(
    ["adlm", "arab", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi"]
)


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language's tag, names and direction."""

    tag: str
    english: str
    """The tag again when nobody knows the language."""
    own: str
    """What its speakers call it, as they would begin a list with it."""
    direction: str
    """``ltr`` or ``rtl``, as HTML has it."""


def english_name(tag: str) -> str:
    """Return a language's English name alone, the tag when nobody knows it: quick to find."""
    from babel import Locale, UnknownLocaleError  # slow to import

    try:
        return Locale.parse(tag, sep="-").get_display_name("en") or tag
    except (UnknownLocaleError, ValueError):
        return tag


def name_language(tag: str) -> LanguageName:
    """Return what CLDR knows of a BCP 47 tag."""
    from babel import Locale, UnknownLocaleError  # slow to import

    scripts = {part.lower() for part in tag.split("-")[1:] if len(part) == 4}
    marked = bool(scripts & _RIGHT_TO_LEFT_SCRIPTS)
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return LanguageName(tag, tag, tag, "rtl" if marked else "ltr")
    own = locale.get_display_name() or tag
    return LanguageName(
        tag,
        english_name(tag),
        own[:1].upper() + own[1:],
        "rtl" if marked or (not scripts and locale.text_direction == "rtl") else "ltr",
    )
