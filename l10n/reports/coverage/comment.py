"""What a change does to the translations, as a short comment on its pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from l10n.changes import Delta, Since, StaleSegment
from l10n.coverage import LanguageCoverage
from l10n.reports.counted import counted
from l10n.reports.coverage.quote import escape_markdown, quote_code
from l10n.reports.language_names import LanguageName
from l10n.words import count_words

_HEAD: Final = "### Translations"
_LISTED: Final = 30


def render_comment(since: Since, names: Sequence[LanguageName]) -> str:
    """Return what became stale in each language, and how much is to be translated then and now.

    Texts of the site are quoted, so that nothing in them is markup, a mention or a link.
    """
    touched = [
        each for each in zip(names, since.deltas, strict=True) if _is_touched(since, each[1])
    ]
    if not touched:
        return f"{_HEAD}\n\nThis change makes no translation stale and adds nothing to translate.\n"
    lines = (
        _HEAD,
        "",
        _headline(since),
        "",
        "| Language | Made stale | To translate, in words |",
        "| :-- | --: | --: |",
        *(_row(since, name, delta) for name, delta in touched),
        *_texts(since.stale),
    )
    return "".join(f"{line}\n" for line in lines)


def _is_touched(since: Since, delta: Delta) -> bool:
    return bool(_stale_in(since, delta)) or _to_do(delta.before) != _to_do(delta.now)


def _stale_in(since: Since, delta: Delta) -> list[StaleSegment]:
    return [each for each in since.stale if each.language == delta.now.language]


def _headline(since: Since) -> str:
    if not since.stale:
        return "This change makes no translation stale."
    texts = len({(each.path, each.line, each.msgid) for each in since.stale})
    languages = len({each.language for each in since.stale})
    translations = f"of {counted(texts, 'text')} in {counted(languages, 'language')}"
    return (
        f"This change makes the translations {translations} stale: they have to be looked at again."
    )


def _row(since: Since, name: LanguageName, delta: Delta) -> str:
    stale = _stale_in(since, delta)
    words = sum(count_words(each.msgid) for each in stale)
    pages = len({each.key for each in stale})
    told = f"{counted(words, 'word')} in {counted(pages, 'page')}" if stale else "–"
    language = f"{escape_markdown(name.english)} {quote_code(name.tag)}"
    before, now = _to_do(delta.before), _to_do(delta.now)
    to_do = f"{now:,}" if before == now else f"{before:,} → {now:,}"
    return f"| {language} | {told} | {to_do} |"


def _to_do(coverage: LanguageCoverage) -> int:
    return coverage.words.total - coverage.words.translated


def _texts(stale: Sequence[StaleSegment]) -> Iterator[str]:
    """Yield the texts in the order of guides, each with the languages that have to look at it."""
    if not stale:
        return
    ranked = sorted(stale, key=lambda each: (each.path, each.line, each.msgid))
    groups = [
        list(group) for _, group in groupby(ranked, lambda each: (each.path, each.line, each.msgid))
    ]
    yield ""
    yield f"<details><summary>{counted(len(groups), 'text')}</summary>"
    yield ""
    for group in groups[:_LISTED]:
        first = group[0]
        tags = escape_markdown(", ".join(dict.fromkeys(each.language for each in group)))
        place = quote_code(f"{first.path}:{first.line}")
        yield f"- {place} ({first.change}; {tags}): {quote_code(first.msgid)}"
    if len(groups) > _LISTED:
        yield f"- and {counted(len(groups) - _LISTED, 'more text')}"
    yield ""
    yield "</details>"
