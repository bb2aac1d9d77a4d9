"""Languages as people call them, and the direction they are written in."""

from __future__ import annotations

from dataclasses import dataclass

from l10n.data.languages import RTL_SCRIPTS, find_language


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language's tag, names and direction."""

    tag: str
    english: str
    """The tag again for an unknown language."""
    own: str
    """What its speakers call it, as they would begin a list with it."""
    direction: str
    """``ltr`` or ``rtl``, as HTML has it."""


def english_name(tag: str) -> str:
    """Return a language's English name alone, the tag for an unknown one."""
    return name_language(tag).english


def name_language(tag: str) -> LanguageName:
    """Return what is known of a BCP 47 tag."""
    scripts = {part.title() for part in tag.split("-")[1:] if len(part) == 4}
    known = find_language(tag)
    rtl = bool(scripts & RTL_SCRIPTS) if scripts else known is not None and known.rtl
    english = known.english if known else tag
    own = (known.own if known else "") or english
    return LanguageName(tag, english, own, "rtl" if rtl else "ltr")
