"""Where Hugo passes formulas on as they stand, nothing in them is alive, and none comes or goes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from random import Random
from typing import Final

import pytest

from l10n.extract import extract_guide
from l10n.guide import Guide
from l10n.merge import merge_guide
from tests.documents import FIELDS
from tests.judges.hugo_pages import PASSTHROUGH
from tests.safe import test_live_page as live
from tests.safe.test_live_page import PIECES, build_pages

SOURCE: Final = (
    live.GUIDE
    + r"""
It costs $5 in all

The fee is $a_1 * b$ and \(c * d\) for TERM

$$
x < y
$$

before the line of
{{< figure src="/a.png" >}}
after the line of
"""
)
_MORE: Final = (
    *("$", "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\$", "\\\\(", "\\begin{x}", "\\end{x}", "\n"),
    *("{{", "}}", "{%", "{{< figure >}}", '{{% include "/etc/passwd" %}}', '--8<-- "/etc/passwd"'),
    *(
        "<?php",
        "<%= x %>",
        "${x}",
        "$`",
        "`$`",
        "\\<b onclick=x>",
        "\\<script>",
        "&#36;",
        "&dollar;",
    ),
    *("$a_1 * b$", "\\(c * d\\)", "{onclick=x}", "{.x onclick=x}", "\n{onclick=x}", "&bsol;("),
)
_FORMULAS: Final = re.compile(r"\$a_1 \* b\$|\\\(c \* d\\\)|\$\$\nx < y\n\$\$")


def _merged(random: Random, syntax: str) -> str:
    """Return the source with some of its texts replaced, or added to."""
    guide = Guide("content/en/guide.md", "en", "guide", SOURCE, syntax=syntax)
    extraction = extract_guide(guide, FIELDS)
    translations = {}
    for segment in extraction.segments:
        pieces = "".join(random.choice(PIECES + _MORE) for _ in range(random.randrange(1, 9)))
        written = random.choice((pieces, segment.msgid + pieces, pieces + segment.msgid))
        if random.random() < 0.5:
            translations[None, segment.msgid] = written
    return merge_guide(guide, extraction, translations).text


def _formulas(page: Path) -> Counter[str]:
    return Counter(_FORMULAS.findall(page.read_text(encoding="utf-8")))


@pytest.mark.parametrize("unsafe", ["true", "false"])
@pytest.mark.parametrize("syntax", ["hugo+math", "hugo"])
@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(1, 21))]
)
def test_nothing_in_formulas_is_alive(tmp_path: Path, syntax: str, unsafe: str, seed: int) -> None:
    random = Random(seed)
    texts = [_merged(random, syntax) for _ in range(250)]
    pages = build_pages(tmp_path, texts, unsafe=unsafe, source=SOURCE, more=PASSTHROUGH)
    source, *alive = map(live.living, pages)
    assert sum(text != SOURCE for text in texts) > 200
    assert [text for text, tags in zip(texts, alive, strict=True) if tags - source] == []
    if syntax == "hugo+math":
        formulas = [_formulas(page) for page in pages]
        assert [each for each in formulas if each != formulas[0]] == []


@pytest.mark.parametrize("field", ["title", "description"])
def test_no_field_gets_a_formula(field: str) -> None:
    text = f"---\n{field}: It costs $5\n---\n"
    guide = Guide("a.md", "en", "a", text, syntax="hugo+math")
    extraction = extract_guide(guide, FIELDS)
    context = extraction.segments[0].context
    for msgstr, refused in (
        ("Es kostet $5", False),
        ("Es kostet $5, nicht $6", True),
        ("Es kostet $x$", True),
        ("Es kostet \\(x\\) und $5", True),
        ("Es kostet $5 \\<b>", True),
    ):
        merged = merge_guide(guide, extraction, {(context, "It costs $5"): msgstr})
        assert bool(merged.quarantined) is refused, msgstr
