"""Translations of texts that differ by number: given other forms, or as many as a catalog has."""

from __future__ import annotations

from l10n.catalog import FORM_SEPARATOR, Entry
from l10n.match.harmless import follow_references
from l10n.po.header import form_count


def with_empty_forms(template: tuple[Entry, ...], header: Entry) -> tuple[Entry, ...]:
    """Return new entries with as many empty forms as a catalog with this header has."""
    if all(entry.msgid_plural is None for entry in template):
        return template
    count = form_count(header)
    return tuple([with_forms(entry, count) for entry in template])


def with_forms(entry: Entry, count: int) -> Entry:
    """Return a plural entry with no fewer forms than ``count``; any other entry as it is.

    What a translator has written of more forms stays.
    """
    missing = count - len(entry.msgstr_plural)
    if entry.msgid_plural is None or missing <= 0:
        return entry
    return entry._replace(msgstr_plural=(*entry.msgstr_plural, *("",) * missing))


def as_said_by(entry: Entry, source: Entry) -> Entry:
    """Return ``entry`` with the translation of ``source``; of one text, all forms are made.

    The caller knows that ``entry`` is a plural one if ``source`` is: no form is left out.
    """
    if entry.msgid_plural is None:
        return entry._replace(msgstr=source.msgstr)
    forms = source.msgstr_plural
    if source.msgid_plural is None:
        forms = (source.msgstr,) * len(entry.msgstr_plural)
    return with_forms(entry._replace(msgstr="", msgstr_plural=forms), len(entry.msgstr_plural))


def with_references(entry: Entry, previous: str) -> Entry:
    """Return an entry whose translation has the references of its msgid, not of ``previous``."""
    forms = entry.said.split(FORM_SEPARATOR)
    followed = (follow_references(form, previous, entry.msgid) for form in forms)
    return entry.saying(FORM_SEPARATOR.join(followed)) if entry.said else entry
