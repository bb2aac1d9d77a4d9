"""What was measured, as a table for people and JSON for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from bench.contender import Group, Row

WIDTH: Final = 80
_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Result:
    """A group and what its contenders took; the first row is the yardstick."""

    group: Group
    rows: Sequence[Row]


def render_table(results: Sequence[Result]) -> str:
    """Return one table of all groups, at most 80 columns wide."""
    return "\n".join(line for result in results for line in _group_lines(result)) + "\n"


def render_json(
    results: Sequence[Result], *, date: str, tree: str, versions: Mapping[str, str], load: float
) -> str:
    """Return every round's seconds, with where and with what they were taken.

    ``load`` is what the machine had to do before, in processes that wait for a processor.
    """
    machine = {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.platform(),
        "load before": round(load, 2),
    }
    data = {
        "date": date,
        "machine": machine,
        "versions": versions,
        "tree": tree,
        "groups": [_group_data(result) for result in results],
    }
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _group_lines(result: Result) -> Iterator[str]:
    yardstick, notes = result.rows[0], list(_notes(result.rows))
    yield ""
    yield f" {result.group.title}"
    yield f" {'':{_NAME}}{'wall s':>8}{'×':>7}{'CPU s':>9}{'×':>7}{'MiB':>7}"
    yield " " + "─" * (WIDTH - 2)
    for row in result.rows:
        if row.rounds:
            wall, cpu = _ratio(row.wall, yardstick.wall), _ratio(row.cpu, yardstick.cpu)
            costs = f"{row.wall:8.2f}{wall:>7}{row.cpu:9.2f}{cpu:>7}{row.peak:7.0f}"
            yield f" {row.name:{_NAME}}{costs}"
        else:
            yield f" {row.name:{_NAME}}{row.missing:>{WIDTH - _NAME - 2}.{WIDTH - _NAME - 2}}"
    yield from (f" {note}" for note in notes)


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    most = max((len(row.rounds) for row in rows), default=0)
    for row in rows:
        if row.rounds and row.failed:
            yield f"{row.name}: {row.failed:,} files failed"
        if 0 < len(row.rounds) < most:
            yield f"{row.name}: rounds: {len(row.rounds)} of {most}"


def _ratio(part: float, whole: float) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _group_data(result: Result) -> dict[str, object]:
    rows = [
        {
            "name": row.name,
            "missing": row.missing,
            **({"guides": row.guides} if row.guides else {}),
            "rounds": [asdict(each) for each in row.rounds],
            "median": {"wall": row.wall, "cpu": row.cpu} if row.rounds else None,
        }
        for row in result.rows
    ]
    return {
        "name": result.group.name,
        "title": result.group.title,
        "rows": rows,
        "notes": list(_notes(result.rows)),
    }


def _processor() -> str:
    """Return the processor's name, as far as the system tells it."""
    about = Path("/proc/cpuinfo")
    if about.exists():
        for line in about.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor()
