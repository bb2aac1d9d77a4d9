"""Reads files of test cases: a title, then texts, each ended by a line with one dot."""

from __future__ import annotations

from pathlib import Path

DATA = Path(__file__).parent / "data" / "cases"


def read_cases(name: str, texts: int = 2) -> list[tuple[str, ...]]:
    """Return (title, text, ...) of each case; lines that start with ``# `` before one are notes."""
    lines = (DATA / name).read_text(encoding="utf-8").split("\n")
    cases: list[tuple[str, ...]] = []
    index = 0
    while index < len(lines):
        if not lines[index] or lines[index].startswith("# "):
            index += 1
            continue
        title = lines[index]
        assert lines[index + 1] == ".", f"{name}:{index + 2}: a dot is missing"
        index += 2
        found = []
        for _ in range(texts):
            end = lines.index(".", index)
            found.append("".join(line + "\n" for line in lines[index:end]))
            index = end + 1
        cases.append((title, *found))
    return cases
