"""Mend slips of editors that gettext refuses, where no text is lost and the meaning is certain."""

from __future__ import annotations

from collections.abc import Iterable

from l10n.catalog import Entry, Slip
from l10n.errors import L10nError
from l10n.po.strings import newline_fault, with_outer_newlines


def mend_newlines(entry: Entry, path: str) -> tuple[Entry, Slip | None]:
    """Return an entry whose translations begin and end as its msgid does, and what was wrong.

    The caller knows that it is not fuzzy; gettext does not mind then. Raises L10nError when the
    msgid's own plural differs.
    """
    msgid, plural, forms = entry.msgid, entry.msgid_plural, entry.msgstr_plural
    written = (entry.msgstr,) if plural is None else forms
    if entry.obsolete or not written[0]:
        return entry, None
    if plural is not None and (fault := newline_fault(msgid, (plural,))):
        raise L10nError(fault, path=path, line=entry.line)
    fault = newline_fault(msgid, written)
    if fault is None:
        return entry, None
    if plural is None:
        mended = entry._replace(msgstr=with_outer_newlines(msgid, entry.msgstr))
    else:
        mended = entry._replace(
            msgstr_plural=tuple(with_outer_newlines(msgid, each) for each in forms)
        )
    return mended, Slip(entry.identity, entry.line, fault, entry)


def mend_repeated(first: Entry, second: Entry, path: str) -> tuple[Entry, Slip]:
    """Return one entry for two of one msgid that say the same, with the comments of both.

    Raises L10nError when they differ: a person has to choose.
    """
    if _said(first) != _said(second):
        message = f"this msgid is already in line {first.line}: delete one of the two entries"
        raise L10nError(message, path=path, line=second.line)
    kept = second if first.obsolete else first
    comments = tuple(dict.fromkeys((*first.comments, *second.comments)))
    message = "this entry is further up already, word for word"
    slip = Slip(second.identity, second.line, message, second)
    return kept._replace(comments=comments, line=first.line), slip


def with_slips(entries: Iterable[Entry], slips: Iterable[Slip]) -> tuple[Entry, ...]:
    """Return entries as their file had them, so that who reads them finds the same slips."""
    known = {each.identity: each for each in entries}
    twice: list[Entry] = []
    for slip in slips:
        if slip.written.said == known[slip.identity].said:
            twice.append(slip.written)
        else:
            known[slip.identity] = slip.written
    return (*known.values(), *twice)


def _said(entry: Entry) -> Entry:
    flags = tuple(sorted(entry.flags))
    return entry._replace(comments=(), extracted=(), references=(), flags=flags, obsolete=False)
