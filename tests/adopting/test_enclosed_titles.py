"""A heading between two pairs is what its place says, for a person to confirm."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sites import SETTINGS, build_site, run, write

GUIDE = "The pool opens at 9 with `bell`.\n\n## How it works\n\nPay 30 euros at the `desk`.\n"
PAGE = "La piscina abre a las 9 con `bell`.\n\n{}\nPague 30 euros en el `desk`.\n"
OWN = "Los 3 modos y los 4 pasos con `abrir` y con `cerrar` de la piscina municipal"


def imported(root: Path, own: str) -> dict:
    """Return what importing a page says that words the heading of its source as no word says."""
    build_site(root, {"pool.md": GUIDE}, SETTINGS.replace('"es", "pt"', '"es"'))
    write(root, "content/es/pool.md", PAGE.format(own))
    return json.loads(run(root, "import", "-v", "--format", "json").out)


def test_a_heading_of_other_words_between_two_pairs_is_doubtful_but_no_addition(tmp_path):
    data = imported(tmp_path, f"## {OWN}\n")
    checks = {each["check"] for each in data["findings"]}
    assert "import-doubtful" in checks
    assert not checks & {"no-source", "left-out"}
    catalog = (tmp_path / "locales/es/pool.po").read_text("utf-8")
    assert f'#, fuzzy\nmsgid "How it works"\nmsgstr "{OWN}"' in catalog


def test_a_heading_with_more_beside_it_is_an_addition(tmp_path):
    data = imported(tmp_path, f"## {OWN}\n\n### Otra cosa\n\nUn párrafo de más.\n")
    assert "no-source" in {each["check"] for each in data["findings"]}
