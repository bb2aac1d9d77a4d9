"""Comments in code can be translated, and the code stays what it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pygments.lexers import get_lexer_by_name
from pygments.token import Comment

from l10n.extract import Extraction, extract_guide
from l10n.guide import Guide
from l10n.markdown.syntaxes import with_comments
from l10n.merge import Merged, merge_guide
from tests.cases import read_cases
from tests.safe.documents import hostile_texts

SYNTAX = with_comments("hugo")
BODY = """\
- Run it:

  ```python title="Say hello"
  #!/usr/bin/env python
  # Say hello to <name>
  print("# not a comment")  # in English (1)!
  \tx = 1 # noqa: F841
  # x = print()
  ```

> ```js
> /* Both lines
>  * are read. */
> // Only here
> ```

```html
<p>Text</p> <!-- Hidden note -->
```

```unknown
# Nothing here
```

    # nor here
"""
COMMENTS = (
    "Say hello to <name>",
    "in English",
    "Both lines",
    "are read.",
    "Only here",
    "Hidden note",
)


def _read(body: str, syntax: str = SYNTAX) -> tuple[Guide, Extraction]:
    guide = Guide("a.md", "en", "a", body, syntax=syntax)
    return guide, extract_guide(guide, ())


def _merged(said: str, body: str = BODY) -> Merged:
    guide, extraction = _read(body)
    return merge_guide(guide, extraction, {(None, each): said for each in COMMENTS})


def _code(text: str) -> list[list[tuple[str, str]]]:
    """Return the tokens of each piece of code, besides its comments."""
    found = []
    for token in _read(text, "hugo")[1].layout.parsed.tokens:
        language = token.info.split()[0] if token.type == "fence" else ""
        if language in ("python", "js", "html"):
            lexed = get_lexer_by_name(language, stripnl=False).get_tokens(token.content)
            found.append([(str(kind), said) for kind, said in lexed if kind not in Comment])
    return found


def test_each_line_of_a_comment_is_a_text() -> None:
    found = [each for each in _read(BODY)[1].segments if each.kind.startswith("comment")]
    assert [each.msgid for each in found] == [*COMMENTS]
    assert [each.kind for each in found][1:3] == ["comment in python", "comment in js"]
    assert [each.line for each in found] == [5, 6, 12, 13, 14, 18]


def test_without_the_setting_code_is_code() -> None:
    assert [each.msgid for each in _read(BODY, "hugo")[1].segments] == ["Run it:", "Say hello"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_they_are_replaced_and_nothing_else(newline: str) -> None:
    body = BODY.replace("\n", newline)
    expected = body
    for each in COMMENTS:
        expected = expected.replace(each, "¡Hola, <name>!" if "<name>" in each else "Hola")
    guide, extraction = _read(body)
    said = {(None, each): "¡Hola, <name>!" if "<name>" in each else "Hola" for each in COMMENTS}
    assert merge_guide(guide, extraction, said).text == expected
    assert merge_guide(guide, extraction, {}).text == body


@pytest.mark.parametrize(
    "said",
    [
        "a */ b",
        "a --> b",
        "a --!> b",
        "a\\",
        "```",
        "[!code ++]",
        "x (2)!",
        "</script>",
        "\\u000a x",
    ],
)
def test_what_may_end_a_comment_is_refused(said: str) -> None:
    assert _merged(said).text == BODY


def test_lines_become_one_line() -> None:
    assert "// Aquí nada más\n" in _merged("Aquí\nnada\nmás").text


CASES = read_cases("comments.md")


@pytest.mark.parametrize(("title", "code", "expected"), CASES, ids=[case[0] for case in CASES])
def test_comments_of_a_language(title: str, code: str, expected: str) -> None:
    body = f"````{title.split(',')[0]}\n{code}````\n"
    found = _read(body)[1].segments
    assert "".join(f"{each.msgid}\n" for each in found) == expected


@given(st.one_of(hostile_texts, st.text()), st.sampled_from(["\n", "\r\n"]))
def test_no_translation_changes_code(said: str, newline: str) -> None:
    body = BODY.replace("\n", newline)
    assert _code(_merged(said, body).text) == _code(body)
