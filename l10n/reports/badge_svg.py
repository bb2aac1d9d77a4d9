"""Coverage as a badge, for a README."""

from __future__ import annotations

import unicodedata
from typing import Final

from l10n.coverage import LanguageCoverage
from l10n.reports.language_names import LanguageName
from l10n.reports.rendering import templates

# White text on each has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
_COLOURS: Final = ((100.0, "#1a7f4b"), (80.0, "#35776a"), (50.0, "#8a6212"), (0.0, "#a8483a"))
_PADDING: Final = 7  # pixels, as below
_NARROW: Final = frozenset("ijlIrtf.,:;'|!()[] -")
_WIDE: Final = frozenset("mwMW%@")


def render_badge_svg(coverage: LanguageCoverage, name: LanguageName) -> str:
    """Return a badge of one language's percentage; it ends with a newline.

    It brings its own background, so it looks the same on a light and on a dark page.
    """
    label, value = _printable(name.english), f"{_percent(coverage.percent)}\u202f%"
    label_width, value_width = _width(label), _width(value)
    words = coverage.words
    detail = f"{words.translated:,} of {words.total:,} words translated"
    return (
        templates()
        .get_template("badge.svg")
        .render(
            {
                "label": label,
                "value": value,
                "label_width": label_width,
                "value_width": value_width,
                "padding": _PADDING,
                "colour": next(colour for least, colour in _COLOURS if coverage.percent >= least),
                "title": f"{label}: {_percent(coverage.percent)} % translated",
                "detail": f"{label}: {detail}",
            }
        )
    )


def _percent(percent: float) -> str:
    """Return a percentage that fits in a badge; only all is 100."""
    return str(int(percent))


def _width(text: str) -> int:
    """Return about how many pixels ``text`` takes; the badge stretches it to exactly that."""
    return 2 * _PADDING + round(sum(map(_character_width, text)))


def _character_width(character: str) -> float:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 11
    if character in _WIDE:
        return 10
    return 4.2 if character in _NARROW else 6.8


def _printable(text: str) -> str:
    """Return ``text`` without what XML 1.0 forbids and what would turn its direction."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
