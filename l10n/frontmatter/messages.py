"""Messages in data files that differ by number: where their plural forms are, and new ones."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from l10n.errors import L10nError
from l10n.frontmatter.block import Dialect
from l10n.frontmatter.node import MAPPING, STRING, Node, key_name
from l10n.frontmatter.values import Form, Value, compare_trees, edit_value
from l10n.text import Span, newline_of

CATEGORIES: Final = ("zero", "one", "two", "few", "many", "other")
"""CLDR's names of plural forms."""
_BESIDE: Final = frozenset({"id", "description", "hash", "leftdelim", "rightdelim", "comment"})
"""What go-i18n, Docusaurus and Chrome have in a message besides its text, in lower case."""
_TEXTS: Final = frozenset({"message", "translation", "string", *CATEGORIES})
_BETWEEN: Final = re.compile(r"(?:[ \t\r\n,]|#[^\r\n]*|(?<![^\s.])[\w-]+[ \t]*\.)*")
_COMMENT: Final = re.compile(r"[ \t]*#[^\r\n]*")
_NUMBER: Final = re.compile(r"\bcount\b|%d|\{(?:n|num|number|0)\}", re.IGNORECASE)
_DOTTED: Final = re.compile(r"[ \t]*[\w.-]+\.")
_SIGNS: Final = ("&", "*", "!")


def find_beside(root: Node) -> frozenset[str]:
    """Return the fields of what a message has besides its text: its id, and what describes it."""
    return frozenset(
        ".".join((*path, key_name(key)))
        for path, node in _mappings(root, ())
        if any(key.text in _TEXTS for key in node.keys)
        for key in node.keys
        if key.text.lower() in _BESIDE
    )


def find_descriptions(root: Node) -> dict[str, str]:
    """Return what messages say about themselves for translators, by their fields."""
    return {
        ".".join(path): child.text.strip()
        for path, node in _mappings(root, ())
        if any(key.text in _TEXTS for key in node.keys)
        for key, child in node.pairs
        if key.text.lower() == "description" and child.tag == STRING
    }


def join_forms(
    text: str, root: Node, values: Iterable[Value], categories: Sequence[str]
) -> tuple[Value, ...]:
    """Return the ordered values of a data file, those of one message's plural forms as one.

    ``categories`` are those of the file's language, in order. A message that is written so that
    no form can be added or left out keeps its forms as values of their own, as do all in a file
    with aliases.
    """
    values = tuple(values)
    if _has_alias(root):
        return values
    by_field = {value.field: value for value in values}
    joined: dict[Value, Value] = {}
    for path, node in _mappings(root, ()):
        if not _differs_by_number(node, categories):
            continue
        keys = {key.text: key.span for key in node.keys if key.text in CATEGORIES}
        fields = {name: ".".join((*path, name)) for name in keys}
        forms = tuple(
            Form(name, keys[name], by_field[field])
            for name, field in fields.items()
            if field in by_field
        )
        if len(forms) == len(keys) and _is_plain(text, forms):
            whole = _joined(".".join(path) or forms[0].category, forms)
            joined |= {form.value: whole for form in forms}
    found = (joined.get(value) or _at_bars(value, categories) for value in values)
    return tuple(dict.fromkeys(found))


def _at_bars(value: Value, categories: Sequence[str]) -> Value:
    """Return a message of Docusaurus with its forms, if it has one for each category."""
    parts = value.text.strip().split("|")
    is_plural = len(parts) == len(categories) > 1 and "{" in parts[-1]
    is_tight = all(part and part == part.strip() for part in parts)
    if not (is_plural and is_tight) or not value.field.endswith(".message"):
        return value
    forms = tuple(
        Form(name, value.span, replace(value, text=part))
        for name, part in zip(categories, parts, strict=True)
    )
    first = min(forms, key=lambda form: form.category != "one")
    return replace(value, text=first.value.text, forms=forms, has_bars=True)


def _differs_by_number(node: Node, categories: Collection[str]) -> bool:
    names = [key.text for key in node.keys if key.text in CATEGORIES]
    is_sole = names == ["other"] and [*categories] == names and _counts(node)
    return (
        (len(names) > 1 or is_sole)
        and "other" in names
        and {*names} <= {*categories, "other"}
        and all(key.text in names or key.text.lower() in _BESIDE for key in node.keys)
    )


def _counts(node: Node) -> bool:
    """Return whether the one form of a language without others says a number."""
    texts = (c.text for k, c in node.pairs if k.text == "other")
    return any(_NUMBER.search(text) for text in texts)


def write_bars(texts: Mapping[str, str]) -> str:
    """Return the forms of a message with bars between them, in CLDR's order."""
    return "|".join(texts[name] for name in CATEGORIES if name in texts)


def write_forms(text: str, value: Value, texts: Mapping[str, str]) -> str:
    """Return a message's forms with these ``texts``, by category, in the style of its own.

    Categories that it lacks are added where CLDR's order has them; others are left out.
    """
    source = {form.category: form for form in value.forms}
    order = [form.category for form in value.forms if form.category in texts]
    for name in sorted(texts.keys() - source.keys(), key=CATEGORIES.index):
        before = [each for each in order if CATEGORIES.index(each) < CATEGORIES.index(name)]
        order.insert(order.index(before[-1]) + 1 if before else 0, name)
    ends, gaps = _between(text, value)
    plain = _plain_gap(next(iter(gaps.values()), None) or _own_gap(text, value))
    written = end = ""
    for name in order:
        form = source.get(name, source["other"])
        gap = gaps.get(name, plain)
        key = form.key.of(text).replace(form.category, name)
        between = text[form.key.end : form.value.span.start]
        written += (end + gap if written else "") + key + between
        written += edit_value(text, form.value, texts[name]).text
        end = ends.get(name, "")
    return written


def check_messages(
    before: Node | None,
    after: Node | None,
    changed: Mapping[str, str],
    forms: Mapping[str, Mapping[str, str]],
    path: str,
) -> None:
    """Check that a data file says what it said but for ``changed`` texts and ``forms``, by field.

    Raises L10nError when anything else differs.
    """
    if not forms:
        compare_trees(before, after, changed, path)
    elif _says(before, changed, forms, ()) != _says(after, {}, {}, ()):
        message = "the translated data file does not read back; report this as a bug"
        raise L10nError(message, path=path)


def _says(
    node: Node | None,
    changed: Mapping[str, str],
    forms: Mapping[str, Mapping[str, str]],
    path: tuple[str, ...],
) -> object:
    """Return what a tree says, in a form that can be compared."""
    if node is None or not node.children:
        text = changed.get(".".join(path))
        return node and ((node.tag, node.text) if text is None else (STRING, text))
    if not node.keys:
        rows = enumerate(node.children)
        return [_says(child, changed, forms, (*path, str(index))) for index, child in rows]
    given = forms.get(".".join(path), {})
    pairs = [
        (key.tag, key.text, _says(child, changed, forms, (*path, key_name(key))))
        for key, child in node.pairs
        if not (given and key.text in CATEGORIES)
    ]
    pairs += [(STRING, name, (STRING, text)) for name, text in given.items()]
    return sorted(pairs, key=lambda pair: pair[:2])


def _mappings(node: Node, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
    """Yield the mappings that are written out, with their paths."""
    if node.tag == MAPPING and node.children:
        yield path, node
    names = map(key_name, node.keys) if node.keys else map(str, range(len(node.children)))
    for name, child in zip(names, node.children, strict=True):
        yield from _mappings(child, (*path, name))


def _has_alias(node: Node) -> bool:
    return node.target is not None or any(map(_has_alias, node.children))


def _is_plain(text: str, forms: tuple[Form, ...]) -> bool:
    """Return whether nothing but blanks and comments is between forms, and each is a text alone."""
    for form, following in zip(forms, (*forms[1:], None), strict=True):
        between = text[form.key.end : form.value.span.start]
        if form.value.style == "*" or any(sign in between for sign in _SIGNS):
            return False
        if following is None:
            return True
        gap = text[form.value.span.end : following.key.start]
        if following.key.start < form.value.span.end or not _BETWEEN.fullmatch(gap):
            return False
    return True


def _joined(field: str, forms: tuple[Form, ...]) -> Value:
    first = min(forms, key=lambda form: form.category != "one")
    span = Span(forms[0].key.start, forms[-1].value.span.end)
    name = first.value.name.removesuffix(f".{first.category}")
    return replace(
        first.value, field=field, name=name, span=span, line=forms[0].value.line, forms=forms
    )


def _between(text: str, value: Value) -> tuple[dict[str, str], dict[str, str]]:
    """Return the comment that follows each form on its line, and what stands before each."""
    ends: dict[str, str] = {}
    gaps: dict[str, str] = {}
    for form, following in pairwise(value.forms):
        gap = text[form.value.span.end : following.key.start]
        comment = _COMMENT.match(gap)
        ends[form.category] = comment.group() if comment else ""
        gaps[following.category] = gap[len(ends[form.category]) :]
    return ends, gaps


def _own_gap(text: str, value: Value) -> str:
    """Return what would part the one form of a message from another."""
    start = max(text.rfind("\n", 0, value.span.start), text.rfind("\r", 0, value.span.start)) + 1
    before = text[start : value.span.start]
    indent = re.sub(r"[^\w.]", " ", before) if before.strip(" \t-") else before.replace("-", " ")
    is_alone = not before.strip(" \t-") or _DOTTED.fullmatch(before)
    comma = "," if value.dialect is Dialect.JSON else ""
    return f"{comma}{newline_of(text)}{indent}" if is_alone else ", "


def _plain_gap(gap: str) -> str:
    """Return what parts two forms, without comments."""
    bare = _COMMENT.sub("", gap)
    start, end, indent = bare.replace("\r\n", "\n").rpartition("\n")
    if not end:
        return bare
    newline = "\r\n" if "\r\n" in bare else "\n"
    return ("," if "," in start else "") + newline + indent
