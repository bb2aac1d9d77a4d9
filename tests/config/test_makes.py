"""What the settings of each make say, and what folders look like where nothing is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from l10n.config.makes import find_site
from l10n.config.makes.script import find_literal
from l10n.config.makes.site import Site
from tests.layouts import SITES

GUIDE = "# Ferries\n\nThe ferry leaves at noon.\n"


def build(root: Path, files: dict[str, str], guides: str = "") -> Site:
    for name, text in {**files, **dict.fromkeys(guides.split(), GUIDE)}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return find_site(root)


def shown(site: Site) -> str:
    trees = ", ".join(
        each.source if each.source == each.localized else f"{each.source} > {each.localized}"
        for each in site.trees
    )
    folders = "".join(f" {tag}={each}" for tag, each in site.folders.items())
    languages = " ".join(site.languages)
    return f"{site.make or '?'} {site.syntax}: {site.source} > {languages}{folders}: {trees}"


@pytest.mark.parametrize(("files", "guides", "expected"), SITES.values(), ids=SITES)
def test_sites(tmp_path: Path, files: dict[str, str], guides: str, expected: str) -> None:
    assert shown(build(tmp_path, files, guides)) == expected


def test_programs_that_a_site_needs_are_no_guides(tmp_path: Path) -> None:
    site = build(
        tmp_path, {}, "docs/en/a.md docs/es/a.md themes/x/README.md docs/node_modules/fr/a.md"
    )
    assert site.languages == ("es",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("export default { a: 'x' }", "x"),
        ("a = `x`", "x"),
        ("// a: 'no'\n/* a: 'no' */ a: \"x\"", "x"),
        ("const a: Array<string> = ['x', 1, true,]\nnext()", ["x", 1.0, True]),
        ("const b = 'x'; export default { a: b }", "x"),
        ("a: 'x' + y", None),
        ("a: f('x')", None),
        (
            "a: { b: 'it\\'s', ...c, d() { return 1 }, 'e-f': [ { g: null } ] }",
            {"b": "it's", "d": None, "e-f": [{"g": None}]},
        ),
        ("a: a", None),
        ("s: 'a: 1'", None),
        ("", None),
        ("a: " + "[" * 10_000, [[]]),
        ("a: {" * 10_000, {}),
    ],
)
def test_literals(text: str, expected: object) -> None:
    found = find_literal(text, "a")
    assert (type(found) is type(expected)) if len(text) > 5_000 else found == expected
