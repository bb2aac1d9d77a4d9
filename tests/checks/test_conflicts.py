"""Conflicts that git left in guides, and the examples of such in code."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.checks.conflicts import find_conflict

CONFLICT = "<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n"

# The text, and the line where the conflict begins.
CONFLICTS = {
    "in the text": (f"# T\n\n{CONFLICT}", 3),
    "with the base": ("<<<<<<< a\none\n||||||| base\nzero\n=======\ntwo\n>>>>>>> b\n", 1),
    "without names": ("<<<<<<<\n=======\n>>>>>>>\n", 1),
    "CRLF": (CONFLICT.replace("\n", "\r\n"), 1),
    "around code": ("<<<<<<< a\n```\none\n```\n=======\ntwo\n>>>>>>> b\n", 1),
    "at the end of code": ("```\n<<<<<<< a\n```\n=======\n```\n>>>>>>> b\n", 2),
    "after code": (f"```\none\n```\n{CONFLICT}", 4),
    "after code in a line": (f"Use <code>x</code>.\n{CONFLICT}", 2),
    "after an example": (f"~~~\n{CONFLICT}~~~\n{CONFLICT}", 8),
    "begun twice": (f"<<<<<<< a\n{CONFLICT}", 2),
}
EXAMPLES = {
    "a fence": f"```diff\n{CONFLICT}```\n",
    "tildes": f"~~~\n{CONFLICT}~~~\n",
    "a fence in a fence": f"````\n```\n{CONFLICT}```\n````\n",
    "a fence in a list": f"1. Do:\n\n- ```\n{CONFLICT}  ```\n",
    "a fence that is not closed": f"```\n{CONFLICT}",
    "HTML": f'<pre class="x">\n{CONFLICT}</pre>\n',
    "Hugo": f"{{{{< highlight text >}}}}\n{CONFLICT}{{{{< /highlight >}}}}\n",
    "Jekyll": f"{{% highlight text %}}\n{CONFLICT}{{% endhighlight %}}\n",
    "indented": "".join(f"    {line}\n" for line in CONFLICT.splitlines()),
    "ignored": f"---\n# l10n: ignore conflict-markers\ntitle: T\n---\n{CONFLICT}",
    "a heading": "Title\n=======\n\n>>>>>>> deep\n",
    "another order": "=======\n<<<<<<< a\n>>>>>>> b\n",
    "a longer line": "<<<<<<< a\n========\n>>>>>>> b\n",
    "in a line": "see <<<<<<< a\n=======\n>>>>>>> b\n",
}


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict(name):
    text, line = CONFLICTS[name]
    assert find_conflict(text) == line


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_no_conflict(name):
    assert find_conflict(EXAMPLES[name]) == 0


@given(st.lists(st.sampled_from(["one\n", "\n", "# T\n", "=======\n", ">>>>>>> b\n"])))
def test_a_conflict_is_found_after_any_text(lines):
    before = "".join(lines)
    assert find_conflict(before + CONFLICT) == len(lines) + 1
