"""Headers of catalogs, and gettext's spelling of languages."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from l10n.catalog import Entry

if TYPE_CHECKING:
    from l10n.data.plurals import Case

# The spellings of the GNU translation project, which Poedit, Lokalize and Weblate all know.
_CHINESE: Final = MappingProxyType({"Hans": "CN", "Hant": "TW"})
_DEFAULT_PLURAL: Final = "nplurals=2; plural=(n != 1);"
_WHAT_TO_KEEP: Final = (
    "(1), (2) stand for addresses: keep them, and translate the words in [brackets] before them.",
    "Keep `code`, <tags>, {{< shortcodes >}}, {names} and marks like [^1]; move them as you need.",
    "Keep *stars* and **stars** around the words that they emphasise. All other text is yours.",
    "Fuzzy: readers do not see this translation until you correct it and take the mark off.",
    "What cannot be published is never shown; readers see the source's text in its place.",
)
"""What a translator has to know who has only this file."""
_REGION: Final = re.compile(r"[A-Za-z]{2}|[0-9]{3}")


@lru_cache
def new_header(language: str, project: str, now: datetime) -> Entry:
    """Return the header of a new catalog; ``language`` is a BCP 47 tag.

    ``now`` without a time zone is taken as UTC.
    """
    # Both take long to import, and only new catalogs need them.
    import polib

    from l10n.data.languages import find_language

    known = find_language(language)
    born = now if now.tzinfo else now.replace(tzinfo=UTC)
    name = " ".join(project.split())
    # polib has the order in which editors write these fields.
    file = polib.POFile()
    file.metadata = {
        "Project-Id-Version": name,
        "PO-Revision-Date": born.strftime("%Y-%m-%d %H:%M%z"),
        "Last-Translator": "Automatically generated",
        "Language-Team": "none",
        "Language": gettext_locale(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": known.plural_forms if known else _DEFAULT_PLURAL,
    }
    comment = f"Translation of {name} into {known.english if known else language}"
    return Entry("", file.metadata_as_entry().msgstr, comments=(comment, *_WHAT_TO_KEEP))


def header_field(header: Entry, name: str) -> str | None:
    """Return a field's value; names are compared without regard to case."""
    for line in header.msgstr.split("\n"):
        key, colon, value = line.partition(":")
        if colon and key.strip().lower() == name.lower():
            return value.strip()
    return None


def form_count(header: Entry) -> int:
    """Return how many forms the plural entries of a catalog with this header have."""
    from l10n.data.plurals import count_forms

    return count_forms(*_plural_fields(header))


def form_cases(header: Entry) -> tuple[Case, ...]:
    """Return what a data file has for the plural entries of a catalog with this header."""
    from l10n.data.plurals import plural_cases

    return plural_cases(*_plural_fields(header))


def _plural_fields(header: Entry) -> tuple[str, str]:
    language, forms = (header_field(header, name) for name in ("Language", "Plural-Forms"))
    return language or "", forms or ""


def gettext_locale(tag: str) -> str:
    """Return gettext's spelling of a BCP 47 tag: ``pt_BR``, ``zh_TW``, ``sr@latin``.

    A script is left out where the language is usually written in it; Chinese scripts become
    the region that gettext uses for them. Extensions and private parts are left out.
    """
    language, *subtags = tag.replace("_", "-").split("-")
    script = region = variant = ""
    for subtag in subtags:
        if len(subtag) == 1:
            break
        if len(subtag) == 4 and subtag.isalpha() and not script:
            script = subtag.title()
        elif _REGION.fullmatch(subtag) and not region:
            region = subtag.upper()
        elif not variant:
            variant = subtag.lower()
    language = language.lower()
    if language == "zh":
        region, script = region or _CHINESE.get(script, ""), ""
    modifier = variant or _script_modifier(language, script)
    return language + (f"_{region}" if region else "") + (f"@{modifier}" if modifier else "")


def _script_modifier(language: str, script: str) -> str:
    """Return the script's name, as glibc spells it in its locale names."""
    if not script:
        return ""
    from l10n.data.languages import find_language, script_name

    usual = find_language(language)
    return "" if usual and usual.script == script else script_name(script)
