"""The templates of the reports: everything that goes into one is escaped."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

# A data block ends at "</script" and changes its meaning at "<!--", in whatever case; "&" and
# the two line ends only matter to those who read it as something else.
# https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
_UNSAFE: Final = str.maketrans({each: f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"})


@lru_cache(maxsize=1)
def templates() -> Environment:
    """Return the environment that all templates are rendered in."""
    return Environment(
        loader=PackageLoader("l10n.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def read_asset(name: str) -> str:
    """Return the text of a file beside the templates."""
    environment = templates()
    loader = environment.loader
    assert loader is not None  # noqa: S101 - given above
    return loader.get_source(environment, name)[0]


def script_json(data: object) -> Markup:
    """Return ``data`` as compact JSON for a ``<script type="application/json">``."""
    # Half a surrogate pair cannot be written; it comes from an escape in some front matter.
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)
    safe = text.encode("utf-8", "replace").decode()
    return Markup(safe)  # noqa: S704 - nothing of HTML is left in it
