"""Random documents of MkDocs and of Jekyll, by grammar."""

from __future__ import annotations

import re
from random import Random
from typing import Final

_PHRASES: Final = (
    "Ask at the harbour office",
    "*soon* or **now**",
    "with `some *code*`",
    "see [the fees](https://gov.example/fees)",
    "see [the office][office]",
    "![a form](/form.png)",
    "an <kbd>inline</kbd> tag",
    "<https://gov.example/write>",
    "at 12:30, for 5 $ or 6 $ each",
    "a \\* star",
    "1 < 2 & 3",
    "a | b",
)
_LINES: Final = {
    "mkdocs": (
        *_PHRASES,
        "costs $a_1 + b_2$ now",
        "costs \\(a_1 * b\\) now",
        "press ++ctrl+c++ twice",
        "a :material-check: mark",
        "a [link](/a){ .button } more",
        "*weak*{ .red title=x } words",
        "![a](/b.png){ width=30 }",
        "{{ page.title }} here",
        "`code`{ .lang }",
    ),
    "jekyll": (
        *_PHRASES,
        "costs $$a_1 + b_2$$ now",
        "is {{ site.name }} here",
        "a [link]({{ '/x' | relative_url }}) more",
        "if {% if x %}this{% endif %} then",
        "*weak*{: .red} words",
        "[link](/a){: .btn target=x } more",
        "`code`{: .lang}",
        "{{ page.title }} first",
    ),
}
_COMMON: Final = (
    "# A heading",
    "## A closed heading ##",
    "A setext heading\n===",
    "Another setext\n---",
    "***",
    "    indented *code*",
    "<!-- a comment -->",
    '<div class="a">\nraw *here*\n</div>',
    "<em>\n  words in *here*\n  and [there](/a)\n</em>",
    '<span class="a">\nwords here\n</span>\nand after',
    "| Papers | Fee |\n| ------ | ---: |\n| Permit | [five](/fee) |\n| `x` | none |",
    "Papers | Fee\n--- | ---\nPermit | five",
    "*[HTML]: Hyper Text",
    "See it.[^1]\n\n[^1]: A note's text\n    goes on.",
)
_OWN: Final = {
    "mkdocs": (
        *_COMMON,
        "```python\nrun *this* {x}\n```",
        '``` { .python title="a.py" }\nrun *this*\n```',
        "$$\na_1 + b_2\n$$",
        "\\[\na * b * c\n\\]",
        "# A heading { #with-id .c }",
        "a paragraph\n{ .lead }",
        "a paragraph\n{: .lead #it }",
        "[TOC]",
        '--8<-- "a.md"',
        "{* a.py hl[1:2] *}",
        "/// note | A *title*\n\ntext inside\n\n///",
        "/// details | More\n    type: tip\n\ntext inside\n///",
        "/// tab | One\n\ntext inside\n\n///\n\n/// tab | Two\n\nmore\n\n///",
        '<div class="grid" markdown>\n\ntext *inside*\n\n</div>',
    ),
    "jekyll": (
        *_COMMON,
        "```python\nrun *this* {x}\n```",
        "~~~ ruby\nrun *this*\n~~~",
        "$$\na_1 + b_2\n$$",
        "# A heading {#with-id}",
        "# A heading\n{: .no_toc }",
        "a paragraph\n{: .note #it }",
        "{: .note }\na paragraph",
        "{: .note-title }\n> A title\n>\n> and text",
        "> a quote\n{: .q }",
        "* a\n{:toc}",
        "{% highlight ruby %}\nrun\n{% endhighlight %}",
        "{% include a.html x=1 %}",
        "{% if x %}\nsome text\n{% endif %}",
        "{% raw %}\n{{ x }}\n{% endraw %}",
        "{::comment}\nnot shown\n{:/comment}",
        "[home]: {{ site.url }}/home",
        "| a | b |\n|---|---|\n| c | d |\n{: .table }",
        "^\n",
    ),
}
_END: Final = "\n\n[office]: https://gov.example/office\n"
_GLUED: Final = re.compile(r"!!!|\?\?\?|===|--8|\{[*:%]|\$\$|#|\*\*\*")
_OVER_LINES: Final = re.compile(r"\{::comment|\{% highlight")
_DEPTH: Final = 2


def random_page(random: Random, syntax: str) -> str:
    """Return some blocks by chance, some of them in containers."""
    return _blocks(random, syntax, _DEPTH) + _END


def _blocks(random: Random, syntax: str, depth: int) -> str:
    blocks = [_block(random, syntax, depth) for _ in range(random.randint(1, 4))]
    text = blocks[0]
    for block in blocks[1:]:
        # Structure may follow a text without a blank line.
        is_code = text.rpartition("\n")[2].startswith("    ")
        is_glued = _GLUED.match(block) and not is_code and random.random() < 0.3
        text += ("\n" if is_glued else "\n\n") + block
    return text


def _block(random: Random, syntax: str, depth: int) -> str:
    chance = random.random()
    if not depth or chance < 0.3:
        return _paragraph(random, syntax)
    if chance < 0.6:
        return random.choice(_OWN[syntax])
    containers = _mkdocs if syntax == "mkdocs" else _jekyll
    return containers(random, depth - 1)


def _paragraph(random: Random, syntax: str) -> str:
    lines = [_line(random, syntax) for _ in range(random.randint(1, 3))]
    breaks = [random.choice(("\n", "\n", "\n", "  \n")) for _ in lines[1:]]
    return lines[0] + "".join(a + b for a, b in zip(breaks, lines[1:], strict=True))


def _line(random: Random, syntax: str) -> str:
    return " ".join(random.choice(_LINES[syntax]) for _ in range(random.randint(1, 2)))


def _mkdocs(random: Random, depth: int) -> str:
    inside = _blocks(random, "mkdocs", depth)
    said = _indented(_paragraph(random, "mkdocs"), 4).lstrip()
    rest = random.choice(("", f"\n\n{_indented(inside, 4)}"))
    # Python-Markdown makes code of the text of such blocks in definitions.
    rest = "" if "///" in rest else rest
    # In a list it would end the definition after a paragraph.
    match random.randrange(8 if depth + 1 == _DEPTH else 7):
        case 0:
            title = random.choice(("", ' "A *title*"', ' inline end "Aside"', ' ""'))
            mark = random.choice(("!!!", "???", "???+"))
            gap = random.choice(("\n", "\n\n"))
            return f"{mark} note{title}{gap}{_indented(inside, 4)}"
        case 1:
            other = _paragraph(random, "mkdocs")
            return f'=== "One tab"\n\n{_indented(inside, 4)}\n\n=== "Two"\n\n{_indented(other, 4)}'
        case 2:
            return _quoted(inside)
        case 3 | 4:
            return _items(random, "mkdocs", inside, 4)
        case 5:
            return f"A term\n:   {said}{rest}"
        case 6:
            return f"A term\nand another\n\n:   {said}{rest}\n\n:   a second"
        case _:
            return f"<!-- a setting -->\n\n:   {said}{rest}"


def _jekyll(random: Random, depth: int) -> str:
    inside = _blocks(random, "jekyll", depth)
    said = _indented(_paragraph(random, "jekyll"), 2).lstrip()
    rest = random.choice(("", f"\n\n{_indented(inside, 2)}"))
    match random.randrange(6):
        case 0:
            # What goes over lines of a quote is read by Liquid only.
            return _quoted(inside) if not _OVER_LINES.search(inside) else inside
        case 1 | 2:
            return _items(random, "jekyll", inside, random.choice((2, 3)))
        case 3:
            return f"A term\n: {said}{rest}"
        case 4:
            return f"A term\nand another\n\n: {said}{rest}\n\n: a second"
        case _:
            return f"{{% if x %}}\n\n{inside}\n\n{{% endif %}}"


def _items(random: Random, syntax: str, inside: str, indent: int) -> str:
    mark = (random.choice("-*") if indent != 3 else "1.").ljust(indent)
    first = f"{mark}{_line(random, syntax)}"
    last = f"{mark}{_line(random, syntax)}{random.choice(('', chr(10) + 'lazily on'))}"
    # Python-Markdown makes code of what follows a definition in a list.
    has_definition = syntax == "mkdocs" and re.search("^ *:   ", inside, re.MULTILINE)
    if has_definition or random.random() < 0.4:
        return f"{first}\n{last}"
    return f"{first}\n\n{_indented(inside, indent)}\n\n{last}"


def _quoted(text: str) -> str:
    return re.sub(r"^", "> ", text, flags=re.MULTILINE)


def _indented(text: str, indent: int) -> str:
    return re.sub(r"^(?=[^\n])", " " * indent, text, flags=re.MULTILINE)
