"""Values of data files: titles and messages, with what a program puts into them."""

from __future__ import annotations

from typing import Final

from l10n.markdown.syntaxes.syntax import Syntax

# {name}, {0}, ${name}, %{name}, and a whole ICU message such as {count, plural, one {# day}}.
_BRACES: Final = r"[$%]?\{(?!\{)(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})+\}"
# %s, %d, %1$s, %.2f, %(name)s; neither "100% de" nor "50%discount" has one.
_PRINTF: Final = (
    r"(?<![a-zA-Z0-9%])%(?:\(\w+\))?(?:\d+\$)?[-+#0]*\d*(?:\.\d+)?(?:hh?|ll?|z)?[sdiufgexXoc@]"
    r"(?![a-zA-Z0-9_])"
)
# $t(key) and %count% of message catalogs.
_NAMED: Final = r"\$t\([^()\n]*\)|(?<![a-zA-Z0-9%])%[a-zA-Z_]\w*%(?![a-zA-Z0-9_])"

SYNTAX: Final = Syntax(
    "data", spans=(rf"(?P<expression>{_BRACES}|{_PRINTF}|{_NAMED})",), signs="%$"
)
