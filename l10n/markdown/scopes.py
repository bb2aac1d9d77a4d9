"""Which directives are in force for each block of a Markdown text, and which do nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from markdown_it.token import Token

from l10n.markdown.directives import (
    MARK,
    Directive,
    Misspelt,
    Verb,
    has_text,
    read_directives,
)
from l10n.markdown.inlines import InlineKind, locate_inlines
from l10n.markdown.plaintokens import TEXTS
from l10n.markdown.textblocks import Trouble
from l10n.text import Span

_IDLE: Final = "idle-directive"
_ITEMS: Final = frozenset({"list_item_open", "dd_open"})


@dataclass(frozen=True, slots=True)
class Scope:
    """Directives in force for the block at ``level`` and all inside it."""

    level: int
    skip: bool = False
    context: str | None = None
    notes: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A block without others in it, and where it stands."""

    token: Token
    parents: list[Token]
    """What is open, the innermost last; only until the next one is asked for."""
    opens: Token | None
    """The outermost block that begins with it, besides a paragraph."""
    scope: Scope


class _Waiting(NamedTuple):
    """A directive that waits for the block after it."""

    directive: Directive
    line: int


@dataclass(slots=True)
class _State:
    """What is in force while the blocks are walked."""

    troubles: list[Trouble]
    parents: list[Token] = field(default_factory=list)
    scopes: list[Scope] = field(default_factory=lambda: [Scope(-1)])
    waiting: tuple[_Waiting, ...] = ()
    off: int | None = None
    """The line of the ``l10n:off`` that is in force."""
    opens: Token | None = None


def walk(tokens: Iterable[Token], troubles: list[Trouble]) -> Iterator[Placed]:
    """Yield each block without others in it; add what is wrong with directives to ``troubles``."""
    state = _State(troubles)
    for token in tokens:
        if token.nesting < 0:
            _close(state, token)
        elif token.nesting > 0 and state.off is None and not state.waiting:  # as nearly always
            _open(state, token)
        elif token.type == "definition":  # no block: what waits is for the one after it
            scope = state.scopes[-1]
            scope = scope if state.off is None else replace(scope, skip=True)
            yield Placed(token, state.parents, state.opens, scope)
        elif token.type == "html_block" and read_directives(token.content):
            if _read_html(state, token):
                yield Placed(token, state.parents, state.opens, state.scopes[-1])
        else:
            scope = _enter(state, token)
            if token.nesting > 0:
                _open(state, token)
            else:
                yield Placed(token, state.parents, state.opens, scope)
                _find_idle(state, token, scope)
                state.opens = None
    _end_waiting(state)
    if state.off is not None:
        message = "nothing after l10n:off is translated: write <!-- l10n:on --> where it ends"
        troubles.append(Trouble("unclosed-directive", state.off, message))


def find_enclosed(text: str, shortcodes: Iterable[Span]) -> Iterator[Trouble]:
    """Yield the directives between the tags of shortcodes, where no text is read."""
    for span in shortcodes if MARK in text else ():
        for each in read_directives(span.of(text)):
            line = text.count("\n", 0, span.start + each.span.start)
            yield _idle(each, line, "what a shortcode encloses is not translated: take it out")


def line_of(token: Token) -> int:
    """Return the first line of a block, from 0."""
    return token.map[0] if token.map else 0


def _open(state: _State, token: Token) -> None:
    state.parents.append(token)
    if token.type != "paragraph_open":
        state.opens = token


def _close(state: _State, token: Token) -> None:
    state.parents.pop()
    state.opens = None
    _end_waiting(state)
    if state.scopes[-1].level == token.level:
        state.scopes.pop()


def _end_waiting(state: _State) -> None:
    """Report the directives that wait for a block, where there is none behind them."""
    for directive, line in state.waiting:
        message = "no block follows it here: write it above the block that it is for"
        _report(state, directive, line, message)
    state.waiting = ()


def _enter(state: _State, token: Token) -> Scope:
    """Return the scope of a block, which the waiting directives are for."""
    scope = state.scopes[-1]
    if state.waiting:
        scope = _entered(scope, token.level, [each.directive for each in state.waiting])
        if token.nesting > 0:
            state.scopes.append(scope)
        elif token.type != "inline" and TEXTS not in token.meta:
            for directive, line in state.waiting:
                if directive.verb is not Verb.SKIP:
                    message = "the block below has no text that is translated: take it out"
                    _report(state, directive, line, message)
        state.waiting = ()
    return scope if state.off is None else replace(scope, skip=True)


def _entered(scope: Scope, level: int, directives: Iterable[Directive]) -> Scope:
    for directive in directives:
        match directive.verb:
            case Verb.SKIP:
                scope = replace(scope, skip=True)
            case Verb.CONTEXT:
                scope = replace(scope, context=directive.argument)
            case _:
                scope = replace(scope, notes=(*scope.notes, directive.argument))
    return replace(scope, level=level)


def _read_html(state: _State, token: Token) -> bool:
    """Take in the directives of an HTML block; return whether it is more than what they skip."""
    found = [*_directives(state, token)]
    for directive, line in found:
        _switch(state, directive, line)
    blocks = tuple(each for each in found if each.directive.verb not in (Verb.OFF, Verb.ON))
    end = found[-1].directive.span.end if found else 0
    if not has_text(token.content[end:]):
        state.waiting += blocks
        return True
    if state.off is not None:
        return True
    skips = [each.directive for each in blocks if each.directive.verb is Verb.SKIP]
    for directive, line in found if not skips else ():
        message = "the text behind it is not translated: write it on a line of its own above"
        _report(state, directive, line, message)
    if skips and state.opens is not None and state.opens.type in _ITEMS:
        _skip_item(state, state.parents[-1])
    return not skips


def _skip_item(state: _State, item: Token) -> None:
    """Leave all of an item alone: its first line begins with the directive."""
    scope = replace(state.scopes[-1], skip=True, level=item.level)
    if state.scopes[-1].level == item.level:
        state.scopes[-1] = scope
    else:
        state.scopes.append(scope)


def _directives(state: _State, token: Token) -> Iterator[_Waiting]:
    for each in read_directives(token.content):
        line = line_of(token) + token.content.count("\n", 0, each.span.start)
        if isinstance(each, Directive):
            yield _Waiting(each, line)
        else:
            message = f"{each.text} is not a directive: {each.reason}"
            state.troubles.append(Trouble("unknown-directive", line, message))


def _switch(state: _State, directive: Directive, line: int) -> None:
    if directive.verb is Verb.OFF and state.off is None:
        state.off = line
    elif directive.verb is Verb.ON:
        if state.off is None:
            _report(state, directive, line, "nothing is off here: take it out")
        state.off = None


def _find_idle(state: _State, token: Token, scope: Scope) -> None:
    """Report the directives inside a text, where they are nothing but HTML."""
    if scope.skip or token.type != "inline" or MARK not in token.content:
        return
    for each in locate_inlines(token.content):
        if each.kind is InlineKind.HTML:
            for found in read_directives(each.span.of(token.content)):
                line = line_of(token) + token.content.count("\n", 0, each.span.start)
                message = "it is inside a text: write it on a line of its own above the block"
                _report(state, found, line, message)


def _report(state: _State, directive: Directive | Misspelt, line: int, message: str) -> None:
    state.troubles.append(_idle(directive, line, message))


def _idle(directive: Directive | Misspelt, line: int, message: str) -> Trouble:
    name = f"l10n:{directive.verb}" if isinstance(directive, Directive) else directive.text
    return Trouble(_IDLE, line, f"{name} does nothing: {message}")
