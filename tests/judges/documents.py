"""Random documents of a make: blocks in containers, of all that its parser reads its own way."""

from __future__ import annotations

import re
from random import Random
from typing import Final

from tests.judges.more_documents import MORE_BLOCKS

_COMMON: Final = (
    "A plain paragraph.",
    "Two lines of\none paragraph.",
    "A hard break  \nin two blanks.",
    "A hard break\\\nin a backslash.",
    "See [the fees](https://gov.example/fees) and ![a form](/form.png).",
    "Use `a|b` and **strong** or *weak* words, see [the office][office].",
    "Write `{{` and `}}` or `<Tag>`, `{x}` here.",
    "# A heading",
    "## A closed heading ##",
    "A setext heading\n===",
    "- one item\n- another item",
    "1. first item\n2. second item",
    "- a loose item\n\n- another loose one\n\n  > with a quote",
    "- [ ] a task\n- [x] a done task",
    "> a quote\nwith a lazy line",
    "- an item\nwith a lazy line",
    "> - a list in a quote\n>   goes on here\n> and is lazy",
    "| Papers | Fee |\n| ------ | ---: |\n| Permit | [five](/fee) |\n| `x` | none |",
    "Papers | Fee\n--- | ---\nPermit | five",
    "```sh\nrun *this* {x} <b>\n```",
    "~~~\n{{ x }\n:::\n~~~",
    "***",
)
_MDX: Final = (
    "import A from 'a';",
    "export const a = {\n  b: [\n\n  ],\n};",
    "text before\nimport duties\nexport too",
    "{a}",
    "{/* a note\n\nof lines */}",
    "{list.map((x) => (\n  <Item key={x} />\n))}",
    "before\n{a.b}\nafter",
    "before {a + `}`} and {b\n+ c} after",
    "{a} then text",
    "<B c={d} {...e} />",
    "before\n<B />\nafter",
    "<B>{c}</B> {d}",
    "<B>text inside</B>",
    "<B>\ntext inside\n</B>",
    "<B>\n\ntext *inside*\n\n</B>",
    "<B\n  c={[\n    { d: 'e' },\n  ]}\n>\n  - an item\n  - another\n</B>",
    "<B>\n\t<C>\n\t\tfar *indented*\n\t\tin lines\n\t</C>\n</B>",
    "<B>\n      # A heading\n      and text\n</B>",
    "1. an item\n2. a last one\n<B/>",
    "an <kbd>inline</kbd> tag, <>a fragment</>, <F.G>a member</F.G>",
    "<b>strong</b> first",
    ":::note\nin a box\n:::",
    ":::tip[A *title*]{.c}\n\nin a box\n\n- an item\n:::",
    "text before\n:::note\nin a box\n:::\nand after",
    "::::note\n:::tip\nnested\n:::\n::::",
    "before\n::leaf[label]{a=b}\nafter",
    "an :icon[star] and :kbd{a=b}, at 12:30 or so:not",
    "sets \\{a} and 1 \\< 2 or 2 > 1 }",
    "<!-- a comment -->",
    "| {a} | <b>fee</b> |\n| --- | --- |\n| five {b} | <C/> |",
    "export const C = ({children, c}) => (\n  <span\n    style={{d: c}}>\n"
    "    {children}\n  </span>\n);",
    "<C c=\"#fff\">Green</C> and <C c='#000'>dark *words*</C> are colours.",
    "<details>\n  <summary>Toggle *this*</summary>\n\n  hidden\n\n  <details>\n"
    "  <summary>\n    more\n  </summary>\n  within\n  </details>\n</details>",
    '<Tabs groupId="os">\n  <TabItem value="win" label="Windows">Use `Ctrl + C`.</TabItem>\n'
    '  <TabItem value="mac">\n\n  ```sh\n  npm i\n  ```\n\n  </TabItem>\n</Tabs>',
    '<Admonition type="tip" title={<b>Did</b>}>\n\nUse *this*\n\n</Admonition>',
    "a line<br/>\nbroken <br />\ntwice",
    "## A heading {#with-id}",
    "## A `code` heading <B c={d}/> here",
    "- an item <B/>\n\n  <C>\n    far\n  </C>\n- another {a}\n  {b}\n  {c} d",
    "1. an item\n\n   <Tabs>\n   <TabItem>\n\n   deep\n\n   </TabItem>\n   </Tabs>\n\n1. another",
    "> [!NOTE]\n> an alert with <B>a tag</B>",
    "<img src={require('./a.png').default} alt=\"a form\" />",
    '<p align="center"><B/> text</p>',
    '<div className="a">{b} text</div>\n<div>text</div>',
    '<B c="d > e" f=\'{\' g={`}`} h={"}"}>text</B> after',
    ":::warning[With `code` and {a}]\n\nin a box\n\n:::",
    ":::note\n\n```js {1,3}\na()\n```\n\n:::",
    "- :::note\n  in a box\n  :::\n- another",
    "text {/* a remark */} goes on",
    "a [link {a}](./b.mdx#c) and [<B/>](/d) here",
    "**{a}** and *<B/>* and ~~<C>d</C>~~ here",
    "a term and [^1] a note\n\n[^1]: The note.",
)
_VITEPRESS: Final = (
    "::: tip\nin a box\n:::",
    "::: tip A *title*\nin a box\n\n- an item\n:::",
    ":::warning\nin a box\n:::",
    "text before\n::: info\nin a box\n:::\nand after",
    ":::: info\n::: tip\nnested\n:::\n::::",
    "::: details Click {open}\nhidden\n:::",
    "::: code-group\n\n```js [a.js]\nb\n```\n\n:::",
    "[[toc]]",
    "<<< @/a.js{1,3}",
    "<!--@include: ./a.md-->",
    "<script setup>\nimport A from './a.vue'\n\nconst b = 'c'\n</script>",
    "<style>\n.a { color: red }\n</style>",
    "Count {{ count }} and {{ a ? 'b' : 'c' }} now",
    "{{ count }}",
    'a <Badge type="tip" /> and <b>strong</b> words',
    '<Counter :start="1" />',
    '<div class="a">\n\ntext *inside*\n\n</div>',
    "<ClientOnly>\n  <B />\n</ClientOnly>",
    '[pure](/a.html){target="_self"} link',
    "*weak*{.red} and **strong**{#it} words",
    "a paragraph {.lead}",
    "# A heading {#with-id}",
    "### A heading <B />",
    "> [!NOTE]\n> an alert",
    "    indented code",
    "- an item\n{.c}",
    "a paragraph\n{.c}",
    "see https://gov.example/a and :tada: it",
    "| {{ a }} | <b>fee</b> |\n| --- | --- |\n| five {{ b }} | <C/> |",
    '<script setup lang="ts">\nconst a = `</b>`\n\nconst b = 1\n</script>',
    "<!-- @include: @/a.md#b{,2} -->",
    "- {{ $frontmatter.title }}\n- <B/> text",
    "::: v-pre\n{{ not }} compiled\n:::",
    "::: raw\n<B>\n\ntext\n\n</B>\n:::",
    ":::details Title with `code`\n\n- an item\n\n:::",
    '![a form](/a.png){width="3"} and `code`{.a} here',
    "| a | b |\n| - | - |\n| c | d |\n\n{.wide}",
    '<img\n  src="/a.png"\n  alt="a form">',
    '<div v-if="a">\n  text\n</div>',
    '<p :class="a">text <b>strong</b></p>',
    "<C>text inside</C>",
    "text <C>inside *words*</C> and {{ a }} {{ b }}",
    "before\n<C />\nafter",
    "before\n</C>\nafter",
    '<div class="a">\n\n::: tip\nin a box\n:::\n\n</div>',
    "a line<br>\nbroken <br/>\ntwice",
    "> [!WARNING] A title\n> an alert",
    '### `code(a)` <Badge type="info" /> {#code}',
    "- item {.a}\n- another *one*{.b}\n{.c}",
    "1. an item\n\n   ::: code-group\n\n   ```sh [npm]\n   npm i\n   ```\n\n   :::\n\n2. another",
    "README.md and gov.example and :+1: {{ 'a' }}",
    "sets {a} and { b } and \\{c} and {}",
)
_OWN: Final = {"mdx": _MDX, "vitepress": _VITEPRESS, **MORE_BLOCKS}
BLOCKS: Final = {syntax: (*_COMMON, *blocks) for syntax, blocks in _OWN.items()}
_TOP: Final = re.compile(r"(?:import|export|<script|<style)|[\s\S]*\{\{% b")
"""What is only read outside containers, and what a stub would make code of in some."""
_END: Final = "\n\n[office]: https://gov.example/office\n"


def random_document(random: Random, syntax: str) -> str:
    """Return some blocks by chance, some of them in containers."""
    blocks = [
        _contained(random, random.choice(BLOCKS[syntax])) for _ in range(random.randint(1, 5))
    ]
    # Mostly apart: what two blocks make without a blank line is worth a try, too.
    gaps = ["\n\n" if random.random() < 0.9 else "\n" for _ in blocks]
    text = "".join(gap + block for gap, block in zip(gaps, blocks, strict=True)).lstrip()
    # A template ends with a line end, or its last tag makes HTML of all up to the next blank line.
    return text.replace("{{% /b %}}\n", "{{% /b %}}\n\n") + _END


def _contained(random: Random, block: str) -> str:
    while random.random() < 0.4 and not _TOP.match(block):
        match random.randrange(3):
            case 0:
                block = re.sub(r"^", "> ", block, flags=re.MULTILINE)
            case 1:
                block = "- " + block.replace("\n", "\n  ")
            case _:
                block = f"1. an item\n\n   {block}".replace("\n", "\n   ").replace(
                    "\n      ", "\n   "
                )
    return block
