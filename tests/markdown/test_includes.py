"""Where guides take in files: in what each make reads so, and in nothing else."""

from __future__ import annotations

import pytest

from l10n.markdown.includes import find_includes
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import syntax_of


def includes(text: str, syntax: str) -> list[str]:
    layout = read_layout(text, 0, syntax_of(syntax))
    return [each.of(text) for each in find_includes(layout)]


@pytest.mark.parametrize(
    ("syntax", "text"),
    [
        ("mdx", "import A from 'react'\n\nimport B from '@site/src/b'\n\nText.\n"),
        ("mdx", "Text.\n\n```js\nimport A from './a'\nrequire('./b')\n```\n"),
        ("mdx", "Call `require('./a.png')` or import it from './a.png'.\n"),
        ("hugo", "import A from './a'\n\n{{#include a.rs}}\n\n<<< ./a.js\n"),
        ("mdbook", "```rust\n\\{{#include a.rs}}\n{{#title Words}}\n```\n"),
        ("vitepress", "<<< @/a.js\n\n```md\n<<< ./a.js\n```\n\n<!--@include: @/a.md-->\n"),
        ("vitepress", "```vue\n<script setup>\nimport A from './a.vue'\n</script>\n```\n"),
        ("myst", "```{note} a.md\nWords.\n```\n\n````md\n```{include} a.md\n```\n````\n"),
        ("myst", "```{include} /parts/a.md\n```\n"),
        ("mkdocs", '--8<-- "a.md"\n'),
        ("mdx", ""),
    ],
)
def test_nothing_is_taken_in(syntax: str, text: str) -> None:
    assert includes(text, syntax) == []


@pytest.mark.parametrize(
    ("syntax", "text", "expected"),
    [
        ("mdx", "import A, {B} from './a';\nimport './b.css'\n", ["./a", "./b.css"]),
        ("mdx", 'import {\n  A,\n  B,\n} from "../a.tsx"\n\nText.\n', ["../a.tsx"]),
        ("mdx", "export * from './a'\nexport {B} from './b'\n", ["./a", "./b"]),
        ("mdx", "import A from '!!raw-loader!./a.js';\n\nText.\n", ["./a.js"]),
        ("mdx", "---\n---\r\nimport A from './a'\r\n\r\nText.\r\n", ["./a"]),
        ("mdx", "A <img src={require('./a.png').default} alt='x' />.\n", ["./a.png"]),
        ("mdx", "<Code code={import('./a.js')}>\n\nText.\n\n</Code>\n", ["./a.js"]),
        ("mdbook", "```rust\n{{#rustdoc_include ../a.rs:here}}\n```\n", ["../a.rs"]),
        (
            "mdbook",
            "{{#template parts/a.md name=Words here}}\n",
            ["parts/a.md"],
        ),
        (
            "mdbook",
            "See {{#include a.md}} and {{ #playground b.rs editable }}.\n",
            ["a.md", "b.rs"],
        ),
        ("vitepress", "<<< ./a.js#part{2,3} [Title]\n", ["./a.js"]),
        ("vitepress", "- Item\n\n  <<< a/b.ts\n", ["a/b.ts"]),
        ("vitepress", "<!-- @include: ./a.md{3,} -->\n\nText.\n", ["./a.md"]),
        (
            "vitepress",
            "<script setup>\nimport A from './a.vue'\nimport('../b.js')\n</script>\n",
            ["./a.vue", "../b.js"],
        ),
        ("myst", "```{include} ../a.md\n:start-line: 2\n```\n", ["../a.md"]),
        ("myst", ":::{figure} a.png\nWords.\n:::\n", ["a.png"]),
    ],
)
def test_files_are_taken_in(syntax: str, text: str, expected: list[str]) -> None:
    assert includes(text, syntax) == expected
