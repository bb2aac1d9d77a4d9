"""Addresses as Hugo makes them of what a guide says of itself: permalinks, slugs, titles."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from typing import Final, NamedTuple

_TOKEN: Final = re.compile(r":(\w+)(?:\[(\d*)(:?)(\d*|last)\])?")
_ALLOWED: Final = frozenset("./\\_#+~-@")
_DATES: Final = {
    "year": "%Y",
    "month": "%m",
    "monthname": "%B",
    "day": "%d",
    "weekday": "%w",
    "weekdayname": "%A",
}


_SHORT: Final = {"short_year": "%y", "i_month": "%m", "i_day": "%d"}
"""Jekyll's own; those with an i have no zero before them."""
OF_POSTS: Final = ("categories", "name", "output_ext", "path", "y_day", *_SHORT)
"""What Jekyll has besides, in the addresses of its posts."""
_POST: Final = "/:categories/:year/:month/:day/:title"
POST_STYLES: Final = {
    "date": f"{_POST}:output_ext",
    "pretty": f"{_POST}/",
    "ordinal": "/:categories/:year/:y_day/:title:output_ext",
    "none": "/:categories/:title:output_ext",
}
"""What Jekyll calls its usual patterns."""


class Said(NamedTuple):
    """What a permalink is made of."""

    name: str
    """Of the file, or of the bundle's folder."""
    slug: str = ""
    title: str = ""
    date: str = ""
    """As ISO 8601 writes it, at least year, month and day; empty without one."""
    folders: tuple[str, ...] = ()
    """Those that are sections, from the top."""
    slugs: tuple[str, ...] = ()
    """What addresses call these folders."""
    lowercase: bool = True


def _slug(said: Said) -> str:
    return urlize(said.slug or said.title or said.name, lowercase=said.lowercase)


def _slug_or_name(said: Said) -> str:
    return urlize(said.slug or said.name, lowercase=said.lowercase)


_PARTS: Final[Mapping[str, Callable[[Said], str]]] = {
    "slug": _slug,
    "title": lambda said: urlize(said.title or said.name, lowercase=said.lowercase),
    "filename": lambda said: said.name,
    "contentbasename": lambda said: said.name,
    "slugorfilename": _slug_or_name,
    "slugorcontentbasename": _slug_or_name,
    "section": lambda said: "".join(said.folders[:1]),
    "sectionslug": lambda said: "".join(said.slugs[:1]),
}
_LISTS: Final = ("sections", "sectionslugs")


def expand_permalink(pattern: str, said: Said) -> str:
    """Return the address that a permalink's pattern gives, without its tokens.

    A token that is not known stays as it is, see ``unknown_tokens``; a date that is missing is
    the first of the year 1, as Hugo has it.
    """
    path = _TOKEN.sub(lambda found: _expand(found, said), pattern)
    path = re.sub(r"/{2,}", "/", f"/{path}")
    return path.lower().replace(" ", "-") if said.lowercase else path.replace(" ", "-")


def unknown_tokens(pattern: str, more: Collection[str] = ()) -> tuple[str, ...]:
    """Return the tokens of a pattern that cannot be expanded; ``more`` can be, besides Hugo's."""
    known = {*_PARTS, *_LISTS, *_DATES, "yearday", *more}
    return tuple(found[0] for found in _TOKEN.finditer(pattern) if found[1] not in known)


def uses_token(pattern: str, name: str) -> bool:
    """Return whether addresses are made of what a token of this name stands for."""
    return any(found[1] == name for found in _TOKEN.finditer(pattern))


def urlize(text: str, *, lowercase: bool = True) -> str:
    """Return a text as a part of an address: words joined by hyphens, without other signs."""
    made, is_apart = "", False
    for char in text:
        if char in _ALLOWED or unicodedata.category(char)[0] in "LM" or char.isdecimal():
            made += "-" if is_apart and char != "-" else ""
            made, is_apart = made + char, False
        elif char.isspace() and made and not made.endswith("-"):
            is_apart = True
    return made.lower() if lowercase else made


def _expand(found: re.Match[str], said: Said) -> str:
    name, first, colon, last = found.groups()
    if name in _DATES or name in _SHORT or name in ("yearday", "y_day"):
        return _of_date(name, said.date)
    if name in _LISTS:
        folders = said.folders if name == "sections" else said.slugs
        return "/".join(_cut(folders, first or "", colon or "", last or ""))
    return _PARTS[name](said) if name in _PARTS else found[0]


def _cut(parts: tuple[str, ...], first: str, colon: str, last: str) -> tuple[str, ...]:
    """Return the parts that ``[1:]``, ``[0]`` or ``[last]`` name; all without any."""
    if not (first or colon or last):
        return parts
    if not colon:
        number = len(parts) - 1 if last == "last" else int(first or last)
        return parts[number : number + 1] if number >= 0 else ()
    end = len(parts) - 1 if last == "last" else int(last) if last else len(parts)
    return parts[int(first or 0) : end]


def _of_date(name: str, date: str) -> str:
    try:
        day = datetime.date.fromisoformat(date[:10])
    except ValueError:
        day = datetime.date(1, 1, 1)
    if name == "yearday":
        return str(day.timetuple().tm_yday)
    if name == "y_day":
        return f"{day.timetuple().tm_yday:03}"
    if name in _SHORT:
        return day.strftime(_SHORT[name]).lstrip("0" if name.startswith("i_") else "")
    if name == "year":
        return f"{day.year:04}"
    return day.strftime(_DATES[name])
