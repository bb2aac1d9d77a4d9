"""Coverage as a badge, for a README."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from l10n.coverage import LanguageCoverage, basis_of
from l10n.reports.counted import counted
from l10n.reports.coverage.states import bar_spans, used_signs
from l10n.reports.language_names import LanguageName
from l10n.reports.rendering import templates
from l10n.words import cells_of

# White text on each has a contrast of 4.5 or more (WCAG 2.2, 1.4.3).
_COLOURS: Final = ((100.0, "#1a7f4b"), (80.0, "#35776a"), (50.0, "#8a6212"), (0.0, "#a8483a"))
_STATES: Final = MappingProxyType(
    {
        "translated": "#3fa592",
        "machine": "#9a8bd0",
        "changed": "#d9a032",
        "imported": "#6f9fd8",
        "proposed": "#c983ae",
        "quarantined": "#f08d7d",
        "untranslated": "#8b949e",
    }
)
_NEUTRAL: Final = "#59636e"
_PADDING: Final = 7  # pixels, as below
_NOTHING: Final = "nothing to translate"
_NARROW: Final = frozenset("ijlIrtf.,:;'|!()[] -")
_WIDE: Final = frozenset("mwMW%@")


def render_badge_svg(coverage: LanguageCoverage, name: LanguageName) -> str:
    """Return a badge of one language's percentage; it ends with a newline.

    It brings its own background, so it looks the same on a light and on a dark page.
    """
    label, percent = _printable(name.english), coverage.percent
    # Only all is 100.
    value = _NOTHING if percent is None else f"{int(percent)}\u202f%"
    title = _NOTHING if percent is None else f"{int(percent)} % translated"
    label_width, value_width = _width(label), _width(value)
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
                "strip": _strip(coverage, label_width + value_width),
                "colour": _colour(percent),
                "title": f"{label}: {title}",
                "detail": f"{label}: {_detail(coverage)}",
            }
        )
    )


def _detail(coverage: LanguageCoverage) -> str:
    words, guides, refused = coverage.words, coverage.guides, coverage.guides.refused
    told = f"{words.translated:,} of {words.total:,} words translated"
    for each in used_signs([words])[1:-1]:
        told += f", {getattr(words, each.state):,} {each.word}"
    if guides.by_hand:
        told += f", {guides.by_hand:,} of {guides.published:,} pages kept by hand"
    if refused:
        told += f", {counted(refused, 'guide')} not readable"
    return told


def _strip(coverage: LanguageCoverage, width: int) -> tuple[tuple[str, float, float], ...]:
    """Return colour, start and width of each state, as the coverage page shows them."""
    counts = basis_of(coverage.segments, coverage.words)
    return tuple(
        (_STATES[sign.state], start, size) for sign, start, size in bar_spans(counts, width)
    )


def _colour(percent: float | None) -> str:
    if percent is None:
        return _NEUTRAL
    return next(colour for least, colour in _COLOURS if percent >= least)


def _width(text: str) -> int:
    """Return about how many pixels ``text`` takes; the badge stretches it to exactly that."""
    return 2 * _PADDING + round(sum(map(_character_width, text)))


def _character_width(character: str) -> float:
    cells = cells_of(character)
    if cells != 1:
        return 11 if cells else 0
    if character in _WIDE:
        return 10
    return 4.2 if character in _NARROW else 6.8


def _printable(text: str) -> str:
    """Return ``text`` without what XML 1.0 forbids and what would turn its direction."""
    return "".join(character if character.isprintable() else " " for character in text).strip()
