"""Pictures of the bench are SVG that shows its figures, in light and in dark."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.gallery import draw_all
from bench.picture import Bar, Line, draw_bars, draw_lines

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"


def parse(picture: str) -> ElementTree.Element:
    assert "@media (prefers-color-scheme: dark)" in picture
    root = ElementTree.fromstring(picture)
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    for text in root.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) < width
        assert 0 < float(text.attrib["y"]) < height
    return root


def words(root: ElementTree.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_bars_are_as_long_as_their_values() -> None:
    root = parse(draw_bars("It & others", [Bar("it <1>", 2, is_ours=True), Bar("other", 8.25)]))
    bars = {each.attrib["class"]: each for each in root.iter(f"{SVG}rect")}
    lengths = {name: float(each.attrib["width"]) for name, each in bars.items()}
    assert lengths["bar"] / lengths["ours"] == pytest.approx(4.125, rel=0.02)
    assert words(root) == ["It & others", "it <1>", "2", "other", "8.2"]


def test_lines_go_up_where_values_do() -> None:
    level = Line("level", ((1_000, 0.5), (10_000, 0.5)))
    rising = Line("rising", ((1_000, 0.5), (10_000, 50)))
    root = parse(draw_lines("Growth", "guides", [level, rising]))
    drawn = [each.attrib["points"].split() for each in root.iter(f"{SVG}polyline")]
    heights = [[float(point.partition(",")[2]) for point in points] for points in drawn]
    assert heights[0][1] < heights[0][0]
    assert heights[1][0] == heights[1][1] == heights[0][0]
    assert {"rising: 50", "level: 0.5", "guides", "1,000", "10,000"} <= {*words(root)}


def test_names_of_lines_that_end_together_are_below_each_other() -> None:
    lines = [Line(f"line {number}", ((1, 1), (10, 5 + number / 100))) for number in range(7)]
    root = parse(draw_lines("Growth", "guides", lines))
    names = [each for each in root.iter(f"{SVG}text") if (each.text or "").startswith("line")]
    heights = [float(each.attrib["y"]) for each in names]
    assert all(other - one >= 15.9 for one, other in pairwise(heights))


def test_nothing_measured_is_a_picture_too() -> None:
    assert words(parse(draw_bars("Nothing", []))) == ["Nothing"]
    assert words(parse(draw_lines("Nothing", "guides", []))) == ["Nothing"]


def test_pictures_are_drawn_of_what_there_is(tmp_path: Path) -> None:
    row = {"name": "l10n extract", "missing": "", "median": {"wall": 2, "cpu": 1.5}, "guides": 10}
    absent = {"name": "other", "missing": "not installed", "median": None}
    group = {"name": "extract", "title": "extract: 10 guides", "rows": [row, absent]}
    (tmp_path / "extract.json").write_text(json.dumps({"groups": [group]}))
    ((name, picture),) = draw_all(tmp_path)
    assert name == "peers-extract.svg"
    assert words(parse(picture)) == ["CPU seconds, extract: 10 guides", "l10n extract", "1.5"]
    grown = {"title": "l10n sync, cold: seconds", "rows": [row, {**row, "guides": 100}]}
    (tmp_path / "scale.json").write_text(json.dumps({"groups": [grown]}))
    pictures = dict(draw_all(tmp_path))
    assert "l10n sync, cold: 1.5" in words(parse(pictures["growth.svg"]))


def test_the_documentation_shows_the_last_results() -> None:
    drawn = dict(draw_all(ROOT / "bench/results"))
    assert drawn
    for name, picture in drawn.items():
        assert (ROOT / "docs/pictures" / name).read_text("utf-8") == picture
