"""The house: modules import from lower floors only, and floors 0-4 touch nothing outside."""

from __future__ import annotations

import ast
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "l10n"

FLOORS = (
    ("text", "later", "errors", "suffixes", "globs"),
    ("guide", "catalog", "trees"),
    (
        "extract",
        "markdown",
        "html",
        "frontmatter",
        "facts",
        "po",
        "data",
        "safe",
        "words",
    ),
    (
        "merge",
        "links",
        "update",
        "align",
        "match",
        "import_",
        "coverage",
        "checks",
        "gaps",
        "names",
        "priorities",
        "changes",
        "behind",
        "stale",
        "threeway",
        "fit",
        "pseudo",
    ),
    ("reports", "manual"),
    ("disk", "engines", "exchange"),
    ("cache",),
    ("config",),
    ("site",),
    ("tm",),
    ("run",),
    ("adopt", "translate", "past"),
    ("cli", "__main__"),
)
FLOOR_OF = {name: floor for floor, names in enumerate(FLOORS) for name in names}
PURE = 4
"""The highest floor that opens no path, reads no clock and no environment, prints nothing."""

IMPURE_MODULES = """
    asyncio atexit click concurrent ctypes fileinput filelock ftplib getpass glob gettext http
    importlib io linecache locale logging mmap multiprocessing os pathlib platform random
    rich secrets select shelve shutil signal smtplib socket sqlite3 ssl subprocess sys tempfile
    threading time urllib.request uuid warnings webbrowser zipfile
"""
PURE_NAMES = frozenset(
    {"gettext.c2py", "pathlib.PurePath", "pathlib.PurePosixPath", "pathlib.PureWindowsPath"}
)
IMPURE_CALLS = frozenset({"open", "print", "input", "exec", "eval", "breakpoint", "__import__"})
IMPURE_METHODS = frozenset(
    {"now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes"}
)


@dataclass(frozen=True, slots=True)
class Module:
    """A module's dotted name, what it imports, at the top and inside functions, and its tree."""

    name: str
    imports: frozenset[str]
    tree: ast.Module

    @property
    def floor(self) -> int | None:
        return floor_of(self.name)

    @property
    def pure(self) -> bool:
        return self.floor is not None and self.floor <= PURE


def read_modules(package: Path) -> dict[str, Module]:
    """Return each module by its name; a package is its ``__init__``."""
    modules = {}
    for path in sorted(package.rglob("*.py")):
        parts = (package.name, *path.relative_to(package).with_suffix("").parts)
        # What a relative import counts its dots from.
        home = parts[:-1]
        name = ".".join(home if parts[-1] == "__init__" else parts)
        tree = ast.parse(path.read_bytes(), str(path))
        modules[name] = Module(name, frozenset(imports_of(tree, home)), tree)
    return modules


def imports_of(tree: ast.Module, home: tuple[str, ...]) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = home[: len(home) + 1 - node.level] if node.level else ()
            base = (*above, node.module) if node.module else above
            yield from (".".join((*base, alias.name)) for alias in node.names)


def floor_of(name: str) -> int | None:
    """Return a module's floor; the package itself is below all, ``None`` when it has none."""
    parts = name.split(".")
    return FLOOR_OF.get(parts[1]) if len(parts) > 1 else -1


@cache
def our_modules() -> dict[str, Module]:
    """Return the modules of the package itself, read once."""
    return read_modules(PACKAGE)


def find_faults(package: Path) -> list[str]:
    """Return one line for each breach of the house's rules, ordered by module."""
    modules = our_modules() if package == PACKAGE else read_modules(package)
    rules = (unknown_floor, upward_imports, impure_imports, impure_calls, stray_polib)
    faults = [fault for module in modules.values() for rule in rules for fault in rule(module)]
    return faults + rings(modules)


def unknown_floor(module: Module) -> Iterator[str]:
    if module.floor is None:
        yield f"{module.name} has no floor: add it to FLOORS, and to ARCHITECTURE.md"


def upward_imports(module: Module) -> Iterator[str]:
    for imported in sorted(module.imports):
        other = floor_of(imported) if imported.startswith(f"{PACKAGE.name}.") else None
        if module.floor is not None and other is not None and other > module.floor:
            yield f"{module.name} (floor {module.floor}) imports {imported} (floor {other})"


def impure_imports(module: Module) -> Iterator[str]:
    forbidden = {*IMPURE_MODULES.split()} if module.pure else set()
    for imported in sorted(module.imports - PURE_NAMES):
        parts = imported.split(".")
        if forbidden & {".".join(parts[:end]) for end in range(1, len(parts) + 1)}:
            yield f"{module.name} imports {imported}"


def impure_calls(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree) if module.pure else ():
        match node:
            case ast.Call(func=ast.Name(id=called)) if called in IMPURE_CALLS:
                yield f"{module.name} calls {called} in line {node.lineno}"
            case ast.Call(func=ast.Attribute(attr=called)) if called in IMPURE_METHODS:
                yield f"{module.name} calls .{called} in line {node.lineno}"


def stray_polib(module: Module) -> Iterator[str]:
    at_home = f"{module.name}.".startswith("l10n.po.")
    if "polib" in {imported.split(".")[0] for imported in module.imports} and not at_home:
        yield f"{module.name} imports polib"


def rings(modules: dict[str, Module]) -> list[str]:
    """Return the first ring of modules that import each other, if there is one."""
    # ``from x import y`` needs x.y when that is a module, else x.
    needs = {
        name: {one if one in modules else one.rpartition(".")[0] for one in module.imports}
        for name, module in modules.items()
    }
    try:
        TopologicalSorter({name: needs[name] & {*modules} - {name} for name in modules}).prepare()
    except CycleError as error:
        return [f"imports go round: {' > '.join(error.args[1])}"]
    return []


# The house as it is


def test_the_house_stands() -> None:
    assert find_faults(PACKAGE) == []


def test_all_modules_are_seen() -> None:
    assert {"l10n", "l10n.text", "l10n.update", "l10n.reports.coverage.json"} <= set(our_modules())


# The test of the test: each rule speaks when it is broken


def add_line(path: Path, line: str) -> None:
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return an empty house of the same floors."""
    package = tmp_path / PACKAGE.name
    for name in ("text", "guide", "catalog", "words", "update", "coverage"):
        add_line(package / f"{name}.py", "")
    for name in ("checks", "reports", "disk", "po", "cli"):
        add_line(package / name / "__init__.py", "")
    return package


def test_an_empty_house_stands(house: Path) -> None:
    assert find_faults(house) == []


def test_an_upward_import_in_a_copy_of_the_house_is_seen(tmp_path: Path) -> None:
    copy = tmp_path / PACKAGE.name
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    add_line(copy / "words.py", "from l10n.update import update_catalog")
    faults = "l10n.words (floor 2) imports l10n.update.update_catalog (floor 3)"
    assert faults in find_faults(copy)


@pytest.mark.parametrize(
    ("path", "line", "fault"),
    [
        ("text.py", "import l10n.guide", "l10n.text (floor 0) imports l10n.guide (floor 1)"),
        ("words.py", "from l10n import update", "l10n.words (floor 2) imports l10n.update"),
        ("words.py", "from .update import Update", "l10n.words (floor 2) imports l10n.update"),
        ("words.py", "def late():\n    import l10n.cli", "l10n.words (floor 2) imports l10n.cli"),
        ("update.py", "from l10n.disk import x", "l10n.update (floor 3) imports l10n.disk"),
        ("checks/new.py", "from l10n.reports import x", "l10n.checks.new (floor 3) imports l10n.r"),
        ("checks/new.py", "from ..cli import x", "l10n.checks.new (floor 3) imports l10n.cli.x"),
        ("checks/__init__.py", "from ..cli import x", "l10n.checks (floor 3) imports l10n.cli.x"),
        ("stray.py", "", "l10n.stray has no floor"),
        ("stray/__init__.py", "", "l10n.stray has no floor"),
        ("coverage.py", "import os.path", "l10n.coverage imports os.path"),
        ("coverage.py", "from pathlib import Path", "l10n.coverage imports pathlib.Path"),
        ("coverage.py", "from urllib import request", "l10n.coverage imports urllib.request"),
        ("coverage.py", "import polib", "l10n.coverage imports polib"),
        ("disk/new.py", "from polib import pofile", "l10n.disk.new imports polib"),
        ("coverage.py", "print(1)", "l10n.coverage calls print"),
        ("coverage.py", "open('x')", "l10n.coverage calls open"),
        ("coverage.py", "x = datetime.now()", "l10n.coverage calls .now"),
        ("guide.py", "import l10n.catalog\n#", ""),
        ("coverage.py", "import l10n.update", ""),
        ("coverage.py", "from pathlib import PurePosixPath", ""),
        ("disk/new.py", "import os", ""),
        ("po/new.py", "import polib", ""),
        ("disk/new.py", "from l10n.site import x", "l10n.disk.new (floor 5) imports l10n.site"),
        ("cli/new.py", "print(1)\nimport l10n.disk", ""),
    ],
)
def test_a_breach_is_seen(house: Path, path: str, line: str, fault: str) -> None:
    add_line(house / path, line)
    found = find_faults(house)
    assert [one.startswith(fault) for one in found[:1]] == [True] * bool(fault)


def test_a_ring_on_one_floor_is_seen(house: Path) -> None:
    add_line(house / "update.py", "def late():\n    import l10n.coverage")
    assert find_faults(house) == []
    add_line(house / "coverage.py", "from l10n.update import x")
    (fault,) = find_faults(house)
    assert fault.startswith("imports go round: l10n.")


def test_no_folder_has_more_than_25_modules() -> None:
    root = PACKAGE.parent
    folders = Counter(
        path.parent.relative_to(root).as_posix()
        for name in ("l10n", "tests", "tools", "bench")
        for path in (root / name).rglob("*.py")
        if "node_modules" not in path.parts
    )
    assert {folder: count for folder, count in folders.items() if count > 25} == {}


def test_no_function_has_more_than_60_lines() -> None:
    functions = [
        (f"{name}.{node.name}", node.end_lineno - node.lineno + 1)
        for name, module in our_modules().items()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef)
    ]
    assert [(name, lines) for name, lines in functions if lines > 60] == []
