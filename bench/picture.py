"""Figures as pictures: SVG that is light or dark as its reader's screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10
from typing import Final

WIDTH: Final = 720
_STYLE: Final = """\
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.title { font-weight: 600; font-size: 15px }
.quiet { fill: #59636e }
.back { fill: #ffffff }
.grid { stroke: #d1d9e0 }
.bar { fill: #afb8c1 }
.ours { fill: #0969da }
.line { fill: none; stroke-width: 2 }
.c0 { stroke: #0969da } .c1 { stroke: #bf3989 } .c2 { stroke: #1a7f37 }
.c3 { stroke: #9a6700 } .c4 { stroke: #8250df } .c5 { stroke: #59636e } .c6 { stroke: #cf222e }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc }
.quiet { fill: #9198a1 }
.back { fill: #0d1117 }
.grid { stroke: #3d444d }
.bar { fill: #656c76 }
.ours { fill: #4493f8 }
.c0 { stroke: #4493f8 } .c1 { stroke: #db61a2 } .c2 { stroke: #3fb950 }
.c3 { stroke: #d29922 } .c4 { stroke: #ab7df8 } .c5 { stroke: #9198a1 } .c6 { stroke: #f85149 }
}
"""
_COLOURS: Final = 7
_NAMES: Final = 300
"""Where bars begin: their names are before."""
_ROW: Final = 26
_TOP, _BOTTOM, _LEFT, _RIGHT = 48, 44, 64, 210
_HEIGHT: Final = 300
"""Of the field that lines are drawn in."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What something took."""

    name: str
    value: float
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """What something took, at each size; sizes and values are above 0."""

    name: str
    points: tuple[tuple[float, float], ...]


def draw_bars(title: str, bars: Sequence[Bar]) -> str:
    """Return a picture of bars below each other, each as long as its value."""
    most = max((bar.value for bar in bars), default=0) or 1
    return _picture(title, _TOP + _ROW * len(bars) + 12, _bars(bars, (WIDTH - _NAMES - 70) / most))


def draw_lines(title: str, across: str, lines: Sequence[Line]) -> str:
    """Return a picture of lines, by powers of ten in both directions; ``across`` names the sizes.

    What grows with the size is a straight line from corner to corner, what does not is a level one.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        return _picture(title, _TOP, ())
    wide, high = (_range([point[axis] for point in points]) for axis in (0, 1))
    inner = (*_grid(wide, high, across), *_lines(lines, wide, high))
    return _picture(title, _TOP + _HEIGHT + _BOTTOM, inner)


def _picture(title: str, height: int, inner: Sequence[str] | Iterator[str]) -> str:
    parts = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img">',
        f"<title>{escape(title)}</title>",
        f"<style>\n{_STYLE}</style>",
        f'<rect class="back" width="{WIDTH}" height="{height}"/>',
        _text(16, 26, title, "title"),
        *inner,
        "</svg>",
    )
    return "\n".join(parts) + "\n"


def _bars(bars: Sequence[Bar], scale: float) -> Iterator[str]:
    for number, bar in enumerate(bars):
        top, length = _TOP + _ROW * number, max(1, round(bar.value * scale))
        kind = "ours" if bar.is_ours else "bar"
        yield _text(_NAMES - 8, top + 14, bar.name, anchor="end")
        yield f'<rect class="{kind}" x="{_NAMES}" y="{top}" width="{length}" height="18" rx="2"/>'
        yield _text(_NAMES + length + 6, top + 14, _number(bar.value), "quiet")


def _range(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten that values are between."""
    least, most = floor(log10(min(values))), ceil(log10(max(values)))
    return least, max(most, least + 1)


def _x(value: float, wide: tuple[int, int]) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (log10(value) - wide[0]) / (wide[1] - wide[0])


def _y(value: float, high: tuple[int, int]) -> float:
    return _TOP + _HEIGHT * (1 - (log10(value) - high[0]) / (high[1] - high[0]))


def _grid(wide: tuple[int, int], high: tuple[int, int], across: str) -> Iterator[str]:
    right, bottom = WIDTH - _RIGHT, _TOP + _HEIGHT
    for power in range(wide[0], wide[1] + 1):
        x = _x(10.0**power, wide)
        yield f'<line class="grid" x1="{x:.1f}" y1="{_TOP}" x2="{x:.1f}" y2="{bottom}"/>'
        yield _text(x, bottom + 18, _number(10.0**power), "quiet", "middle")
    for power in range(high[0], high[1] + 1):
        y = _y(10.0**power, high)
        yield f'<line class="grid" x1="{_LEFT}" y1="{y:.1f}" x2="{right}" y2="{y:.1f}"/>'
        yield _text(_LEFT - 8, y + 4, _number(10.0**power), "quiet", "end")
    yield _text((_LEFT + right) / 2, bottom + 36, across, "quiet", "middle")


def _lines(lines: Sequence[Line], wide: tuple[int, int], high: tuple[int, int]) -> Iterator[str]:
    lowest = float("-inf")
    ordered = sorted(enumerate(lines), key=lambda each: -each[1].points[-1][1])
    for number, line in ordered:
        places = [(_x(size, wide), _y(value, high)) for size, value in line.points]
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        x, y = places[-1]
        lowest = max(y, lowest + 16)  # names are below each other
        colour = f"line c{number % _COLOURS}"
        yield f'<polyline class="{colour}" points="{drawn}"/>'
        yield f'<path class="{colour}" d="M{x + 3:.1f} {y:.1f}L{x + 14:.1f} {lowest:.1f}"/>'
        yield _text(x + 18, lowest + 4, f"{line.name}: {_number(line.points[-1][1])}")


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    kind = f' class="{kind}"' if kind else ""
    anchor = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{kind}{anchor}>{escape(text)}</text>'


def _number(value: float) -> str:
    """Return a number as people write it: three digits at most, if it is below 1,000."""
    if value >= 100 or value == round(value):
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= 10 else f"{value:.2g}"
