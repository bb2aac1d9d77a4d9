"""``l10n help NAME``: what a finding is called in brackets can be looked up."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from l10n.checks.registry import CHECKS
from l10n.fit.kinds import KINDS, STYLE, TEXT
from l10n.import_ import Kind
from l10n.manual.findings import FINDINGS
from tests.sites import run

PACKAGE = Path(__file__).parents[2] / "l10n"
_MAKERS = {"Finding", "Trouble", "found_error", "_told", "_finding", "_error_at_key"}
_TABLES = {"_ODD"}


def _names() -> Iterator[str]:
    """Yield the name of each finding that a module makes, where it is written out there."""
    for path in PACKAGE.rglob("*.py"):
        tree = ast.parse(path.read_bytes())
        constants = {
            each.target.id: each.value
            for each in tree.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                name = node.args[0] if node.func.id in _MAKERS and node.args else None
                name = constants.get(name.id) if isinstance(name, ast.Name) else name
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    yield name.value
        for table in _TABLES & constants.keys():
            value = constants[table]
            if not isinstance(value, ast.Dict):  # another table of that name
                continue
            yield from (each.elts[0].value for each in value.values)  # type: ignore[attr-defined,misc]


def test_every_finding_is_explained() -> None:
    own = {f"own-{kind}" for kind in KINDS if kind not in (STYLE, TEXT)}
    imported = {f"import-{each}" for each in (Kind.DOUBTFUL, Kind.NOTED, Kind.CONFLICT)}
    found = {*_names(), *own, *imported, "import-variant"}
    assert len(found) > 50
    assert found - {each.name for each in CHECKS} == FINDINGS.keys()
    assert list(FINDINGS) == sorted(FINDINGS)


def test_a_finding_is_explained(tmp_path: Path) -> None:
    out = run(tmp_path, "help", "own-title").out
    assert out == (
        "own-title: a finding of no check\n"
        "  A title of a block that has none in the source stays: nothing to do.\n"
    )
    every = run(tmp_path, "help", "findings").out
    assert all(f"{name}: a finding of no check\n" in every for name in FINDINGS)
    assert max(map(len, every.splitlines())) <= 80
    assert "did you mean own-title?" in run(tmp_path, "help", "own-titel").err
