"""Placeables come back as the source has them, in any order."""

from __future__ import annotations

import pytest

from l10n.markdown.inlines import NO_LABELS, Labels
from l10n.safe.placeables import compare_placeables
from l10n.safe.policy import DEFAULT_POLICY

LABELS = Labels(frozenset({"OFFICE"}), frozenset({":1"}))
TARGETS = ("/a", "/b", "/a", "/c.png")


def fault(msgid: str, msgstr: str, labels: Labels = LABELS) -> str:
    return compare_placeables(msgid, msgstr, TARGETS, labels, DEFAULT_POLICY).fault


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [
        ("plain", "llano"),
        ("plain", "with * and ] and ("),
        ("[a](1) and [b](2)", "[b](2) y [a](1)"),
        ("[a](1) and [b](2)", "[b](/b) y [a](</a>)"),
        ("[a](1) and [c](3)", "[a](1) y [c](1)"),
        ('![form](4 "A form")', '![formulario](4 "Otro")'),
        ("use `a b`", "use `` a b ``"),
        ("<b>x</b> <i>y</i>", "<i>y</i> <b>x</b>"),
        ("a<br>b", "a<br>b"),
        ("the [office]", "la [oficina][office]"),
        ("the [office][] [^1]", "la [^1] [Office]"),
        ('{{< ref "x" >}} now', 'ya {{< ref "x" >}}'),
        ("[a](1) `x` <b>y</b>", "[a `x` <b>y</b>](1)"),
        ("[![c](4)](1) and [b](2)", "[b](2) y [![d](4)](1)"),
        ("![c](4) in ![`x` [b](2)](1)", "![[b](2) `x`](1) ![d](4)"),
        ("plain", "<bdi>Ana</bdi> <span lang='es' dir=ltr>x</span>"),
        ("use <code>a\nb</code> or <kbd>Del</kbd>", "<kbd>Entf</kbd> o usa <code>a b</code>"),
        ("a <code>b [c](1) <i>d</i></code>", "e <code>[c](1) b <i>d</i></code>"),
        ("[<tt>a</tt>](1) is <code>b", "[<tt>a</tt>](1) es <code>c"),
    ],
)
def test_nothing_is_wrong(msgid: str, msgstr: str) -> None:
    assert fault(msgid, msgstr) == ""


@pytest.mark.parametrize(
    ("msgid", "msgstr", "expected"),
    [
        ("[a](1) [b](2)", "[a](1)", "the link (2) is missing"),
        ("[a](1)", "[a](1) [a](1)", "the link (1) is not in the source"),
        ("[a](1)", "![a](1)", "the link (1) is missing"),
        ("the [office]", "la [oficina]", "the link [your text][office] is missing"),
        ("the office", "la [office]", "the link [your text][office] is not in the source"),
        ("use `a`", "use `b`", "the code `a` is missing"),
        ("use <code>a</code>", "use <code>b</code>", "the code `a` is missing"),
        ("<samp>a <b>c</b></samp>", "<samp>a <b>d</b></samp>", "the code `c` is missing"),
        ("<tt>a [b](1)</tt> c", "<tt>a [c](1)</tt> c", "the code `b` is missing"),
        ("<CODE>a</CODE>", "<CODE>`a`</CODE>", "the code `a` is missing; put"),
        ("<code>a</code> ![c](4)", "<code></code> ![c a](4)", "the code `a` is missing"),
        ("<{{% a %}}/tree>", "<{{% a %}}/baum>", "the HTML <{{% a %}}/tree> is missing"),
        ("<b>x</b>", "<b>x", "the HTML </b> is missing"),
        ("<b>x</b>", "<b id=x>x</b>", "the HTML <b> is missing"),
        ("<b>x</b>", "</b>x<b>", "wrong order"),
        ("<b>x</b>", "<b><bdi>x</b></bdi>", "wrong order"),
        ("plain", "<span>x", "wrong order"),
        ("plain", "<span onclick=x>x</span>", "<span onclick=x> is not in the source"),
        ("a [^1]", "a", "the footnote [^1] is missing"),
        ('{{< ref "x" >}}', '{{< ref "y" >}}', 'the shortcode {{< ref "x" >}} is missing'),
        ("[a](1) ![c](4)", "![c [a](1)](4)", "the link (1) would be lost in the text of the image"),
        ("`x` ![c](4)", "![c `x`](4)", "the code `x` would be lost in the text of the image"),
        ("<kbd>x</kbd> ![c](4)", "![<kbd>x</kbd>](4)", "<kbd> would be lost in the text of the im"),
        ("a [^1] ![c](4)", "![c [^1]](4)", "the footnote [^1] would be lost in the text of the im"),
        ("![c](4) [a](1)", "[![c](4)](1)", "the image (4) would be lost in the text of the link"),
        (
            "[a](1) <a id=x>y</a>",
            "[a <a id=x>y</a>](1)",
            "<a id=x> would be lost in the text of the",
        ),
        ("![c `x`](4)", "![c](4) `x`", "the code `x` belongs in the text of the image"),
        ("![c](4) [b](2)", "![c [b](/own)](4)", "the link (2) is missing"),
        ("<https://x.example>", "", "the autolink <https://x.example> is missing"),
    ],
)
def test_what_is_wrong_is_told(msgid: str, msgstr: str, expected: str) -> None:
    assert expected in fault(msgid, msgstr)


def test_a_label_that_is_not_defined_is_text() -> None:
    assert fault("the [office]", "la [oficina]", NO_LABELS) == ""
