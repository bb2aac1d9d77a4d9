"""Front matter values: what a browser would read in them when a theme prints them as they stand."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.merge import Merged, merge_guide
from l10n.safe.policy import Policy, Titles
from l10n.safe.values import judge_value
from tests.documents import as_guide, extract

LIVE = re.compile(r"<[a-z/!?]", re.IGNORECASE)
PIECES = (
    *(
        "<",
        "</",
        "<!",
        "<?",
        "a",
        "img",
        "b>",
        ">",
        "\\",
        "&lt;",
        "&#60;",
        "&#x3c;",
        "&LT",
        "&amp;",
    ),
    *("lt;", "#60;", " ", "on", "load", "=", '"', "/", "é", "3 < 4", "<-", "]]>", "&", "&#", "60"),
)
texts = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


def merge_title(title: str, msgstr: str, policy: Policy) -> Merged:
    source = f"---\ntitle: |-\n  {title}\n---\n"
    return merge_guide(as_guide(source), extract(source), {(None, title): msgstr}, policy)


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("Fees", "3 < 4 > 2, a <- b -> c, <3"),
        ("Fees", "AT&T, Q&A &eacute; &amp; &lt; 5"),
        ("Fees", "on = off"),
        ("The <b> tag", "La etiqueta <b>"),
        ("The <b> tag", "La etiqueta <B>"),
        ("Use &lt;script&gt;", "Con &lt;script&gt;"),
        ("x <img y", "z <img w"),
    ],
)
def test_what_is_fine(msgid: str, msgstr: str) -> None:
    assert judge_value(msgid, msgstr) == ""


@pytest.mark.parametrize(
    ("msgid", "msgstr", "shown"),
    [
        ("Fees", r"\<img src=x>", "<img src=x>"),
        ("Fees", "<img src=x//", "<img"),
        ("Fees", "a</h1", "</h1"),
        ("Fees", "<!--", "<!--"),
        ("Use &amp;lt;b&amp;gt;", "Use &lt;b&gt;", "<b>"),
        ("Fees", "&lt;IMG src=x&gt;", "<img src=x>"),
        ("Fees", "&amp;#60;img", "<img"),
        ("Fees", "&LTimg", "<img"),
        ("The <b> tag", "<b> <b>", "<b>"),
        ("The <b> tag", "<b onload=x>", "<b onload=x>"),
        ("The <b tag", "<b onload=x", "onload="),
        ("Use &lt;script&gt;", r"\<script>", "<script>"),
        ("Fees", 'x" onclick ="y', "onclick ="),
        ("Fees", "]]>", "]]>"),
    ],
)
def test_what_is_refused(msgid: str, msgstr: str, shown: str) -> None:
    fault = judge_value(msgid, msgstr)
    assert fault.startswith(f"{shown} may be HTML where a page shows this text; write it without ")


@given(texts, texts)
def test_no_value_is_more_alive_than_its_source(msgid: str, msgstr: str) -> None:
    if judge_value(msgid, msgstr):
        return
    for _ in range(4):
        assert len(LIVE.findall(msgstr)) <= len(LIVE.findall(msgid))
        msgid, msgstr = html.unescape(msgid), html.unescape(msgstr)


@given(texts)
def test_a_value_is_no_more_alive_than_itself(text: str) -> None:
    assert judge_value(text, text) == ""


@pytest.mark.parametrize(
    ("title", "msgstr", "written"),
    [
        ("A year", "1986. Un año", "1986\\. Un año"),
        ("A year", "# uno", "\\# uno"),
        ("A year", "> uno", "\\> uno"),
        ("A year", "- uno", "\\- uno"),
        ("A year", "-5 grados", "-5 grados"),
        ("A year", "Uno *de* 2. dos", "Uno *de* 2. dos"),
        ("1. A year", "1. Un año", "1. Un año"),
    ],
)
def test_titles_that_are_markdown_start_no_block(title: str, msgstr: str, written: str) -> None:
    for titles, expected in ((Titles.MARKDOWN, written), (Titles.TEXT, msgstr)):
        merged = merge_title(title, msgstr, Policy(titles=titles))
        assert merged.quarantined == ()
        assert extract(merged.text).values[0].text == expected
