"""The pictures that the documentation shows, drawn from what was measured."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.picture import Bar, Line, draw_bars, draw_lines

_OURS: Final = "l10n"


def write_pictures(results: Path, folder: Path) -> None:
    """Draw all of which there are results."""
    for name, picture in draw_all(results):
        (folder / name).write_text(picture, encoding="utf-8")


def draw_all(results: Path) -> Iterator[tuple[str, str]]:
    """Yield each picture's name, and the picture."""
    for name in ("extract", "merge"):
        if data := _read(results / f"{name}.json"):
            yield f"peers-{name}.svg", _peers(data)
    if data := _read(results / "scale.json"):
        yield "growth.svg", _growth(data)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _peers(data: Any) -> str:
    (group,) = data["groups"]
    bars = [
        Bar(row["name"], row["median"]["cpu"], row["name"].startswith(_OURS))
        for row in group["rows"]
        if row["median"]
    ]
    return draw_bars(f"CPU seconds, {group['title']}", bars)


def _growth(data: Any) -> str:
    lines = [
        Line(
            group["title"].partition(":")[0],
            tuple((row["guides"], row["median"]["cpu"]) for row in group["rows"]),
        )
        for group in data["groups"]
    ]
    return draw_lines("CPU seconds for 1,000 guides, by the size of the site", "guides", lines)
