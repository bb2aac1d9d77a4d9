"""Translators: careful, naive and hostile ones.

The careful one uses nothing of l10n, as a person who sees what is code and what is an address.
"""

from __future__ import annotations

import re
from random import Random
from typing import Final

from l10n.guide import Segment
from l10n.markdown.inlines import Inline, InlineKind, Labels, locate_inlines

_KEPT: Final = re.compile(
    r"(`+)(?!`).+?(?<!`)\1(?!`)"  # code
    r"|<(?P<code>code|samp|tt|var)\b[^<>]*>.*?</(?P=code)>"
    r"|\[[^\]\[]*\]\[\]"
    r"|\]\((?:[^()]|\([^()]*\))*\)|\]\[[^\]]*\]|\[\^[^\]]*\]|\[[^\]\[]*\](?![(\[])"  # links
    r"|<(?:[^>{}\"']|\"[^\"]*\"|'[^']*'|\{[^}]*\})*>|\{%.*?%\}"
    r"|(?<!\\)\{(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*\}"
    r"|:[a-z][\w-]*(?=[\[{])|:[a-z][\w+-]*:|\\.|&#?\w+;"
    r"|https?://\S+|\S+@\S+|\w+(?:\.\w+)+",
    re.DOTALL,
)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTER: Final = re.compile(r"[A-Za-z]")


def careful(msgid: str) -> str:
    """Return a text with another word for each word, and all else as it was."""
    pieces: list[str] = []
    position = 0
    for found in _KEPT.finditer(msgid):
        pieces += (_other_words(msgid[position : found.start()]), found[0])
        position = found.end()
    return "".join((*pieces, _other_words(msgid[position:])))


def _other_words(text: str) -> str:
    return _WORD.sub(lambda word: word[0] if len(word[0]) == 1 else f"É{word[0]}", text)


def naive(msgid: str, labels: Labels) -> str:
    """Return a text in which every letter is another one, but for what l10n asks to keep."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(_locked(msgid, each) for each in locate_inlines(msgid, labels)):
        if start < position:
            continue
        pieces += (_other_letters(msgid[position:start]), msgid[start:end])
        position = end
    return "".join((*pieces, _other_letters(msgid[position:])))


def _locked(text: str, inline: Inline) -> tuple[int, int]:
    """Return what may not change: of a link, its destination or its last label."""
    if inline.kind not in (InlineKind.LINK, InlineKind.IMAGE):
        return inline.span
    if inline.destination is not None:
        return inline.destination
    return text.rindex("[", *inline.span), inline.span.end


def _other_letters(text: str) -> str:
    return _LETTER.sub(lambda letter: chr(0x100 + ord(letter[0]) % 80), text)


_PIECES: Final = (
    *"abé字 \n\t#-+*_>`~|:=[](){}<>!\\&.1",
    *("texto", " dos ", "1. ", "- ", "> ", "    ", "```", "---", "\n\n", "  \n"),
    *("{process.exit(1)}", "{x}", "{'a'}", "{/* a */}", "{`a`}", "{", "}", "\\{", "&#123;x}"),
    *('import x from "y"', "import 'y'", "export const a = 1", "export default x", "export"),
    *("<Tag>", "</Tag>", "<Tag/>", "<>", "</>", "<a.b c={d}>", "<div>", "</div>", "<b>", "</b>"),
    *(
        ":::",
        ":::note",
        ":::tip[a]",
        "::: tip",
        ":::",
        "::leaf[a]",
        "::leaf",
        ":icon[a]",
        ":a{b=c}",
    ),
    *("{{ x }}", "{{", "}}", "{{ x", "{% x %}", "${x}", "<%= x %>", "{{{x}}}"),
    *("<<< @/x", "<<< ./x{1}", "<!--@include: x-->", "<!-- a -->", "[[toc]]", "[[TOC]]"),
    *("<script setup>", "<script>", "</script>", "<style>", "<template>", "{.c}", "{#id}", "{a=b}"),
    *("{{< x >}}", "{{% x %}}", "{{</* x */>}}", "\\(", "\\[", ": ", "[!NOTE]", "[ ] ", "+++"),
    *("$x$", "$$", "`a`", "](1)", "[a](1)", "[a]: b", "[^1]", "<https://gov.example/>", "&lt;B>"),
)


_WRAPPERS: Final = (
    ("*", "*"),
    ("**", "**"),
    ("~~", "~~"),
    ("`", "`"),
    ("[", "](1)"),
    ("<b>", "</b>"),
)


def hostile(random: Random, segment: Segment) -> str:
    """Return what might be written to do harm, or by chance."""
    before, after = (
        "".join(random.choice(_PIECES) for _ in range(random.choice((1, 1, 1, 2, 5))))
        for _ in range(2)
    )
    words = re.split(r"([ \n])", segment.msgid)
    first, last = sorted(random.randrange(len(words) + 1) for _ in range(2))
    within = "".join((*words[:first], before, *words[first:]))
    opening, closing = random.choice(_WRAPPERS)
    wrapped = "".join((*words[:first], opening, *words[first:last], closing, *words[last:]))
    cut = segment.msgid[: random.randrange(len(segment.msgid) + 1)]
    random.shuffle(words)
    moved = "".join(words)
    return random.choice(
        (before, before + segment.msgid, segment.msgid + after, within, wrapped, cut, moved)
    )
