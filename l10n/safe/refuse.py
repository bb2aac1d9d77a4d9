"""What no translation may hold, found before anything is parsed."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Final

from l10n.later import later

_NONCHARACTERS: Final = "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
# Direction marks and joiners are left out: right-to-left and Indic scripts need them.
_REFUSED: Final = later(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
    f"\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}]"
)
_MARKUP: Final = re.compile(r"[\[\]()*_`<>!&\\{}~^|@]")
_UNCOUNTED: Final = 200
"""So many characters of markup may be in any text."""
_TEMPLATE: Final = re.compile(r"\{\{|\}\}|\{%|%\}|<[?%!]|[?%]>")


def may_be_refused(msgstr: str) -> bool:
    """Return whether ``find_refused`` has to look at a text; most are short and printable."""
    return len(msgstr) > _UNCOUNTED or not msgstr.isprintable()


def find_refused(msgid: str, msgstr: str) -> str:
    """Return why ``msgstr`` is not even looked at, in words for its translator; empty if it is.

    The bounds are far from what any translation needs, and keep what is parsed afterwards
    small: some inline rules take a time that grows with the square of their input.
    """
    limit = 20 * len(msgid) + 2_000
    if len(msgstr) > limit:
        return f"the text has {len(msgstr)} characters, {limit} are the most; make it shorter"
    found = None if msgstr.isprintable() else _REFUSED.search(msgstr)
    if found:
        character = found.group()
        name = unicodedata.name(character, "a control character").lower()
        return f"the text holds U+{ord(character):04X} ({name}), which nobody can see; remove it"
    if len(msgstr) <= _UNCOUNTED or (count := len(_MARKUP.findall(msgstr))) <= _UNCOUNTED:
        return ""
    limit = 4 * len(_MARKUP.findall(msgid)) + _UNCOUNTED
    if count > limit:
        return f"the text has {count} characters of markup, {limit} are the most; remove some"
    return ""


def find_templates(msgid: str, msgstr: str) -> str:
    """Return why ``msgstr`` could reach a template engine; empty when it cannot.

    Both texts come without their placeables.
    """
    added = Counter(_TEMPLATE.findall(msgstr)) - Counter(_TEMPLATE.findall(msgid))
    if not added:
        return ""
    return f"{' '.join(sorted(added))} is not in the source; remove it"


def find_added(pattern: str, msgid: str, msgstr: str) -> str:
    """Return why ``msgstr`` has more of what is refused than its source; empty when it has not.

    Both texts come without their placeables.
    """
    found = re.findall(pattern, msgstr)
    added = _signs(found) - _signs(re.findall(pattern, msgid))
    if not added:
        return ""
    first = next(each for each in found if each[0] in added)
    return f"{first} is not in the source; remove it"


def _signs(found: Iterable[str]) -> Counter[str]:
    """Count what begins with the same sign; what is between two may be translated."""
    return Counter(each[0] for each in found)
