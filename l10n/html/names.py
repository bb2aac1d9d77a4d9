"""What elements and attributes of HTML mean to a reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, TypeAlias

from l10n.later import later

Read: TypeAlias = Mapping[str, frozenset[str]]
"""By a tag's name, what is text in it where a site says so: attributes, ``body``."""
BODY: Final = "body"


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


VOID: Final = _names("area base br col embed hr img input link meta param source track wbr")
"""Elements without an end tag."""
RAW: Final = _names("script style textarea title xmp iframe noembed noframes")
"""Elements in which nothing but their end tag is markup."""
CODE: Final = _names("code kbd samp tt var")
"""What has to come back whole, where it is in a sentence."""
LITERAL: Final = CODE - {"kbd", "var"}
"""What has to come back in Markdown, too: people translate the names of keys and variables."""
INLINE: Final = CODE | _names(
    """
    a abbr acronym b bdi bdo big br cite data del dfn em font i img ins mark q rb rp rt rtc
    ruby s small span strike strong sub sup time u wbr
    """
)
"""Elements that are part of the sentence around them."""
_LEFT: Final = _names(
    """
    canvas iframe math noembed noframes object pre script style svg template textarea xmp
    """
)
"""Elements whose content is no text for translators."""
_FLEXIBLE: Final = _names("audio button input label picture select video")
"""Elements that are part of a sentence where words are beside them, as components are."""

_KINDS: Final = {
    "td": "table cell",
    "th": "table header",
    "caption": "caption",
    "figcaption": "caption",
    "summary": "summary",
    "li": "list item",
    "dt": "term",
    "dd": "definition",
    "p": "paragraph",
    "blockquote": "quote",
    "option": "option",
    "button": "button",
    "label": "label",
    "legend": "legend",
    "title": "title",
    **{f"h{level}": f"heading {level}" for level in range(1, 7)},
}
KINDS: Final = frozenset({*_KINDS.values(), "text"} - {"title"})
"""What a text between tags is called, but for a page's title."""
_KNOWN: Final = (
    INLINE
    | VOID
    | RAW
    | _LEFT
    | _FLEXIBLE
    | _KINDS.keys()
    | _names(
        """
    address article aside body center colgroup datalist details dialog dir div dl fieldset
    figure footer form frame frameset head header hgroup html main map menu meter nav
    noscript ol optgroup output progress search section slot table tbody tfoot thead tr ul
    """
    )
)
_READ: Final = _names("alt title placeholder aria-label aria-description") | {
    "aria-roledescription",
    "aria-valuetext",
}
"""Attributes that are read on any element."""
_READ_ON: Final = {
    "track": {"label"},
    "option": {"label"},
    "optgroup": {"label"},
    "table": {"summary"},
}
_UNREAD_ON: Final = _names("link style base param source script")
_READ_ON_COMPONENTS: Final = _READ | _names(
    """
    alttext alt-text button buttonlabel buttontext button-text caption cta ctatext
    description details header heading headline label lead linklabel linktext link-text
    message note subheading subtitle summary tagline text tip tooltip
    """
)
_SAYS: Final = later(
    r"[\w-]*(?:[a-z](?:Alt|Caption|Description|Heading|Label|Message|Subtitle|Text|Title|Tooltip)"
    r"|-(?:alt|caption|description|heading|label|message|subtitle|text|title|tooltip))"
)
"""Names of attributes of components that are read if their values are several words."""
_META: Final = re.compile(
    r"description|(?:og|twitter):(?:title|description|site_name|image:alt)", re.IGNORECASE
)
"""Of which the content is shown: by search engines, and where a page is shared."""
_BUTTONS: Final = _names("button reset submit")


def is_flexible(name: str) -> bool:
    """Return whether an element is part of a sentence where words are beside it."""
    return name in _FLEXIBLE or _is_component(name)


def leaves(name: str, read: Read) -> bool:
    """Return whether the content of an element is no text by its name."""
    return name in _LEFT or name in CODE or BODY not in read.get(name, (BODY,))


def is_slot(name: str, attributes: dict[str, str]) -> bool:
    """Return whether an element is a template of Vue's, which shows what is in it."""
    return name == "template" and any(each.startswith(("#", "v-")) for each in attributes)


def hides(name: str, attributes: dict[str, str]) -> bool:
    """Return whether the content of an element is not for translators of this site."""
    if not _is_translated(attributes) or "markdown" in attributes:
        return True
    # In a sentence, a word of another language is part of it.
    is_foreign = "lang" in attributes or "xml:lang" in attributes
    return is_foreign and name not in INLINE and name not in ("html", "body")


def holds_markdown(attributes: dict[str, str]) -> bool:
    """Return whether the content of an element is Markdown, to Python-Markdown and kramdown."""
    return "markdown" in attributes and _is_translated(attributes)


def _is_translated(attributes: dict[str, str]) -> bool:
    if attributes.get("translate", "").lower() == "no":
        return False
    return "notranslate" not in attributes.get("class", "").split()


def kind_of(name: str) -> str:
    """Return what the text of an element is called."""
    return _KINDS.get(name, "text")


def is_read(tag: str, attribute: str, others: dict[str, str], read: Read) -> bool:
    """Return whether readers see an attribute; ``others`` are all of its tag."""
    if not _is_translated(others):
        return False
    if (said := read.get(tag)) is not None:
        return attribute in said
    if _is_component(tag):
        if attribute.replace("_", "").lower() in _READ_ON_COMPONENTS:
            return True
        return _SAYS.fullmatch(attribute) is not None and " " in others[attribute].strip()
    if tag in _UNREAD_ON:
        return False
    if tag == "meta":
        about = others.get("name") or others.get("property") or ""
        return attribute == "content" and _META.fullmatch(about) is not None
    if tag == "input" and attribute == "value":
        return others.get("type", "").lower() in _BUTTONS
    return attribute in _READ or attribute in _READ_ON.get(tag, ())


def kind_of_attribute(tag: str, attribute: str, others: dict[str, str]) -> str:
    """Return what the text of an attribute is called."""
    if attribute == "alt":
        return "alt text"
    if tag == "meta":
        return others.get("name") or others.get("property") or attribute
    return f"{attribute} of {tag}"


def _is_component(name: str) -> bool:
    """Return whether a tag is none of HTML's: a site says what it shows."""
    return not name.islower() or name not in _KNOWN
