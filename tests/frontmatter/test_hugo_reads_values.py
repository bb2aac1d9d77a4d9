"""What is written in TOML and JSON front matter is read by the real Hugo as it was meant."""

from __future__ import annotations

import json
import re

import pytest
from data_texts import HOSTILE, json_texts, toml_texts
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_toml_and_json import EVERYWHERE, flatten

from l10n.frontmatter.block import find_block
from l10n.frontmatter.tree import read_tree
from l10n.frontmatter.values import edit_value, locate_values
from l10n.text import splice
from tests.hugo import build, write

PAGES = 100
_UNSHOWN = re.compile(r"\binf\b|(?<![0-9][T ])07:32:00\b")
SETTINGS = """\
baseURL = "https://example.org"
disableKinds = ["home", "section", "taxonomy", "term", "rss", "sitemap", "404"]
"""


def edits(opening, contents, closing):
    """Return guides, the same with other texts, and those texts by their fields."""
    made = []

    @settings(
        max_examples=PAGES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(content=contents, data=st.data())
    def collect(content, data):
        # Hugo shows no infinite number and no time without a day.
        text = opening + _UNSHOWN.sub("12", content) + closing
        block = find_block(text, "a.md")
        values = locate_values(text, block, read_tree(text, block, "a.md"), EVERYWHERE)
        new = {value.field: data.draw(HOSTILE) for value in values}
        edited = [edit_value(text, value, new[value.field]) for value in values]
        made.append((text, splice(text, edited), new))

    collect()
    return made


@pytest.mark.parametrize(
    ("opening", "contents", "closing"),
    [("+++\n", toml_texts(), "\n+++\nBody\n"), ("", json_texts(), "\nBody\n")],
    ids=["toml", "json"],
)
def test_hugo_reads_what_was_written(tmp_path, opening, contents, closing):
    made = edits(opening, contents, closing)
    pages = {}
    for number, (before, after, _) in enumerate(made):
        pages |= {f"content/a{number}.md": before, f"content/b{number}.md": after}
    layout = {"layouts/page.html": "{{ .Params | jsonify }}\n{{ .Content }}"}
    write(tmp_path, {"hugo.toml": SETTINGS, **layout, **pages})
    out = build(tmp_path)

    def shown(name):
        data, body = (out / name / "index.html").read_text("utf-8").split("\n", 1)
        assert body.strip() == "<p>Body</p>"
        return flatten(json.loads(data))

    changed = 0
    for number, (_, _, new) in enumerate(made):
        before, after = shown(f"a{number}"), shown(f"b{number}")
        assert after == before | {
            path: new.get(".".join(path), said) for path, said in before.items()
        }
        changed += before != after
    assert changed > PAGES / 2
