from __future__ import annotations

import contextlib
import time
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect, find_block
from l10n.frontmatter.metadata import read_metadata

DATA = Path(__file__).parents[1] / "data" / "frontmatter"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        "# A heading\n",
        "A paragraph\n---\n",
        " ---\ntitle: x\n---\n",
        "----\ntitle: x\n----\n",
        "--- x\n---\n",
        "* * *\n",
        "- - -\n",
        "- a list\n---\n",
        "{{< note >}}\nText\n{{< /note >}}\n",
        "{% note %}\n",
        "++++\n",
        "***\n---\n___\n",
    ],
)
def test_an_ordinary_document_has_none(text):
    assert find_block(text, "a.md") is None


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("opening", "content", "closing", "dialect"),
    [
        ("---\n", "title: x\n", "---\n", Dialect.YAML),
        ("---\n", "", "---\n", Dialect.YAML),
        ("--- \t\n", "a: |\n  ---\n  b\n", "---  \n", Dialect.YAML),
        ("\n \n---\n", "title: x\n", "---\n", Dialect.YAML),
        ("---\n", "a: +++\n+++: 1\n", "---\n", Dialect.YAML),
        ("+++\n", "title = 'x'\n--- = 1\n", "+++\n", Dialect.TOML),
        ("", '{"a": "}\\"{", "b": {"c": 1}}', "\n", Dialect.JSON),
        ("\n", "{\n}", " \n", Dialect.JSON),
    ],
)
@pytest.mark.parametrize("body", ["", "\n", "# Title\n\n---\n", "---\n", " x"])
def test_the_content_and_the_body(opening, content, closing, dialect, body, end):
    parts = [part.replace("\n", end) for part in (opening, content, closing, body)]
    text = "".join(parts)
    block = find_block(text, "a.md")
    assert block is not None
    assert block.dialect is dialect
    assert block.span.of(text) == parts[1]
    assert text[block.body :] == parts[3]


@pytest.mark.parametrize("text", ["---\na: 1\n---", "+++\na = 1\n+++", '{"a": 1}'])
def test_the_body_may_be_missing(text):
    block = find_block(text, "a.md")
    assert block is not None
    assert block.body == len(text)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [case[1:] for case in read_fixture_file(DATA / "refused.txt")],
)
def test_refused_with_a_line_and_what_to_do(title, text, expected):
    with pytest.raises(L10nError) as error:
        read_metadata(text, find_block(text, "a.md"), "a.md")
    assert str(error.value) == f"a.md:{expected.rstrip()}"


@pytest.mark.parametrize(
    "text",
    [
        " \n" * 300_000,
        "\n" + " " * 300_000,
        "---\n" + "--\n" * 200_000,
        "---\n" + "\r" * 300_000,
        '{"' + "\\" * 300_000,
        '{"' + '""' * 200_000,
        "{" * 300_000,
        '{"a":' * 100_000,
    ],
)
def test_hostile_fences_take_linear_time(text):
    started = time.process_time()
    with contextlib.suppress(L10nError):
        find_block(text, "a.md")
    assert time.process_time() - started < 1
