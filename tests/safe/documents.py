"""Random documents of every kind of place, and hostile translations for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from hypothesis import strategies as st

_BLOCKS = (
    "A plain paragraph.",
    "Two lines of\none paragraph.",
    "A hard break  \nin two blanks.",
    "A hard break\\\nin a backslash\\\nand a third line.",
    'See [the fees](https://gov.example/fees) and ![a form](/form.png "Form A").',
    "Use `a|b` and <b>bold</b>, see [^1] and [the office][office] or [office].",
    "Write to <https://gov.example/write> or www.gov.example today.",
    "# A heading",
    "## A heading {#with-id .and-class}",
    "### A closed heading ###",
    "A setext heading\n===",
    "Another setext\nheading\n---",
    "- one item\n- another item",
    "- [ ] a task\n- [x] a done task",
    "1. first item\n2. second item",
    "7) an item\n\n   with a second paragraph",
    "- a loose item\n\n- another loose one\n\n  > with a quote",
    "> a quote\nwith a lazy line",
    "> [!note]\n> an alert's text",
    "> - a list in a quote\n>   goes on here\n>\n> and ends.",
    "| Papers | Fee |\n| ------ | ---: |\n| Permit | [five](/fee) |\n| `x` | none at all |",
    "Papers | Fee\n--- | ---\nPermit | five",
    "A term\n: its definition\n: another definition",
    "```sh\nrun *this*\n```",
    "    indented code",
    "<div>\nhtml *here*\n</div>",
    "***",
    '{{< figure src="x.png" >}}',
    "before the tag\n{{< note >}}\nafter the tag",
    "{{% tip %}}\nIn percent signs.\n{{% /tip %}}",
    'An inline {{< ref "x.md" >}} stays.',
    '{{< card title="A title" alt=`Some words` >}}',
    "{{< box >}}\nIn *angle* brackets,\nwith [a link](/box).\n\n- one item\n{{< /box >}}",
    'In a text {{< card title="the words" >}} and {{< box >}}more words{{< /box >}}.',
    "{.a-class}\n",
    "<!-- l10n:skip -->\n\nNot for translators.",
)
_END = "\n\n[office]: https://gov.example/office 'The office'\n\n[^1]: A footnote's text.\n"
_FRONT = "---\ntitle: A plain title\ndescription: >-\n  A folded\n  text.\nweight: 3\n---\n\n"


def _in_container(body: str, container: str) -> str:
    if container == "quote":
        return re.sub(r"^", "> ", body, flags=re.MULTILINE)
    if container == "item":
        return "- " + body.replace("\n", "\n  ")
    return body


def _document(blocks: Sequence[str], container: str, front: str, newline: str) -> str:
    return (front + _in_container("\n\n".join(blocks) + _END, container)).replace("\n", newline)


_CONTAINERS = ("", "", "quote", "item")
_FRONTS = ("", _FRONT)
documents = st.builds(
    _document,
    st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=6),
    st.sampled_from(_CONTAINERS),
    st.sampled_from(_FRONTS),
    st.sampled_from(["\n", "\n", "\r\n", "\r"]),
)
"""Guides with front matter or without, in any line ends."""


def random_document(random: Random) -> str:
    """Return one of these by chance, a short one; its line ends are of those that Hugo knows."""
    blocks = [random.choice(_BLOCKS) for _ in range(random.randint(1, 3))]
    newline = random.choice(("\n", "\r\n"))
    return _document(blocks, random.choice(_CONTAINERS), random.choice(_FRONTS), newline)


_PIECES = (
    *"abcé字 \n\t#-+*_>`~|:=[](){}<>!\\&.1x'\"/@^%",
    *"\u200f\u00a0\u3000\u202e\x00\u2028",
    *("texto", " dos ", "1. ", "12) ", "- ", "> ", "    ", "```", "~~~", "---", "===", "\n\n"),
    *("](1)", "[a](1)", "![b](2)", "](http://evil.example)", "](javascript:x)", "](/x", "[office]"),
    *("[^1]", "[x]: /y", "[the office][office]", "[ ] ", "[!note]", "{#id}", "{.c}", "| - |", ": "),
    *(
        "<b>",
        "</b>",
        "<div>",
        "<script>",
        "<!--",
        "-->",
        "<bdi>",
        "</bdi>",
        "<https://gov.example/write>",
    ),
    *("{{< x >}}", '{{< ref "x.md" >}}', "{{%", "%}}", "{{", "}}", "`a|b`", "www.gov.example"),
    *("http://evil.example", "me@evil.example", "&#106;", "&lt;", "  \n", "\\\n"),
    *("yes", "12:30", "null", "a: b", "x #", "- a\n- b"),
)
hostile_texts = st.lists(st.sampled_from(_PIECES), max_size=12).map("".join)
"""Whatever a translator might write, and more."""


def scrambled(msgid: str) -> st.SearchStrategy[str]:
    """Return what is like ``msgid``, with hostile pieces put in or words moved."""
    words = re.split(r"( )", msgid)
    return st.one_of(
        hostile_texts,
        st.tuples(hostile_texts, st.just(msgid), hostile_texts).map("".join),
        st.permutations(words).map("".join),
        st.tuples(st.permutations(words).map("".join), hostile_texts).map("".join),
    )


def scramble(random: Random, msgid: str) -> str:
    """Return one of these by chance, where drawing it would take too long."""
    before, after = (
        "".join(random.choice(_PIECES) for _ in range(random.randrange(12))) for _ in range(2)
    )
    words = re.split(r"( )", msgid)
    random.shuffle(words)
    moved = "".join(words)
    return random.choice((before, f"{before}{msgid}{after}", moved, moved + after))
