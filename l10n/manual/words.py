"""Words that reports show, each with what it means and, where something is to be done, what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple


class Report(NamedTuple):
    """What one report, or one part of it, shows: its words in the order in which they come."""

    title: str
    command: str
    """Whose report it is."""
    about: str
    words: Mapping[str, str]


WORDS: Final = (
    Report(
        "Catalogs",
        "extract",
        "`l10n extract` counts what became of them; where one catalog holds many guides, it counts "
        "guides.",
        {
            "created": "It is new: send it to the translators.",
            "updated": "Its guide has changed, and so has it.",
            "unchanged": "It was as its guide asks for, and was not written.",
            "refused": "Its guide, or the catalog, cannot be read: correct what is told.",
        },
    ),
    Report(
        "Entries",
        "extract",
        "`l10n extract` counts those that changed in the catalogs. An entry is one text with its "
        "translation.",
        {
            "new": "A text that has no translation yet.",
            "recalled": "A new text that was translated before, as on another page: it got that "
            "translation.",
            "proposed": "A new text that is like another: it got the other's translation, fuzzy.",
            "fuzzy": "Its source has changed: a translator looks at it, and takes the mark off. "
            "Readers see the source's text meanwhile.",
            "trivial": "Only blanks, case, final punctuation or the like changed in the source: "
            "the translation holds.",
            "returned": "The source says again what the translation was made from: it holds.",
            "revived": "A text came back into the source: its old translation is used again.",
            "obsolete": "The source has the text no more: its translation is kept at the end of "
            "the catalog, and readers do not see it.",
            "dropped": "The source has the text no more, and it had no translation: it is deleted.",
        },
    ),
    Report(
        "Pages",
        "merge",
        "`l10n merge` counts what became of them; `l10n status` says why, and names the pages.",
        {
            "published": "It was written, for the first time or anew.",
            "unchanged": "It is as its catalog makes it, and was not written.",
            "kept": "A person wrote it, or edited it: it stays as it is, until `l10n import` has "
            "taken it in.",
            "waiting": "Too little of it is translated: `publish-at` in l10n.toml is the share "
            "that is needed.",
            "pending": "It comes with the next `l10n merge`.",
            "withdrawn": "It was removed, for less is translated by now than `withdraw-below` in "
            "l10n.toml allows.",
            "refused": "Its guide or catalog cannot be read, or the page cannot be written: "
            "correct what is told.",
        },
    ),
    Report(
        "What holds a page",
        "status",
        "`l10n status` lists it, with the line of the page or of its catalog. Other names there "
        "are those of findings.",
        {
            "untranslated": "A text without a translation: translate it.",
            "fuzzy": "A text whose translation has to be looked at: correct it, and take the "
            "mark off.",
            "machine": "A text that an engine translated: `l10n confirm` makes it a person's.",
            "edited": "A text was changed on the page: `l10n import` takes the change in.",
            "own-words": "A line of the page that merging would not write: put it into the source "
            "or the catalog, or remove it.",
        },
    ),
    Report(
        "Coverage",
        "coverage",
        "`l10n coverage`, its page and its badges show how far translations are. In a bar each "
        "state has its own sign.",
        {
            "translated": "Readers see it in their language, once its page is published.",
            "by a machine": "An engine wrote it, and no person has confirmed it: see "
            "`l10n confirm`. The column is called machine.",
            "fuzzy": "The source has changed since it was translated, or a person marked it: a "
            "translator looks at it, and takes the mark off.",
            "imported": "It was taken from a page, and may not be the translation: compare both, "
            "and take the mark fuzzy off.",
            "proposed": "The translation of a like text, or a doubtful one of an engine: correct "
            "it, and take the mark fuzzy off.",
            "quarantined": "It is translated, but not published, for something is wrong with it: "
            "`l10n check` says what.",
            "untranslated": "It has no translation.",
            "published": "Guides whose page is there for readers.",
            "by hand": "Published pages that merging did not write: `l10n import` takes them in.",
            "complete": "Guides of which every text is translated.",
            "words": "A word is a run of letters and digits, or a character of a script without "
            "spaces. Markup, addresses and code do not count.",
            "ready": "Enough of the guide is translated: `l10n merge` publishes it.",
        },
    ),
    Report(
        "Pages that fell behind",
        "coverage",
        "`l10n coverage` lists published pages that lack something, and why: how many texts of "
        "each cause there are.",
        {
            "fell behind": "The page is published, but its source says what it does not.",
            "since": "When the source came to say it, by the commit in git.",
            "new": "A text that the page never had in its language.",
            "number, date or price": "The source states another one than the translation was made "
            "from; number, in a narrow column. Do these first.",
            "link": "A link of the source has changed.",
            "wording": "The source has other words.",
            "marked for review": "The source is as it was, and a person marked the translation "
            "fuzzy; marked, in a narrow column.",
            "machine": "An engine wrote it, and no person has confirmed it; by machine, in a "
            "narrow column.",
            "imported": "It was taken from a page, and has to be looked at.",
            "quarantined": "Something is wrong with the translation: `l10n check` says what.",
        },
    ),
    Report(
        "Changes since a revision",
        "coverage --since",
        "`l10n coverage --since REV` compares with it.",
        {
            "stale": "What was translated then, and has to be looked at again.",
            "new": "A guide, or a text, that was not there then.",
            "changed": "A guide that has other texts now.",
            "gone": "A guide, or a text, that is not there any more.",
        },
    ),
    Report(
        "What to do next",
        "next",
        "`l10n next` begins with what is worth most: then come pages that lack least for being "
        "published, and texts that most guides gain from.",
        {
            "number, date or price": "The source states another one than the translation: readers "
            "may be told what is wrong, so it comes first.",
        },
    ),
    Report(
        "Import",
        "import",
        "`l10n import` counts pages that it read, and texts that it took from them.",
        {
            "read": "Pages that were looked at.",
            "handed over": "Pages of which nothing would be lost: `l10n merge` writes them from "
            "then on.",
            "taken": "Texts that have a translation now.",
            "doubtful": "Texts that were taken, fuzzy: a comment in the catalog says why. Compare "
            "both, and take the mark off.",
            "edited": "The page was edited by hand, and the catalog has the edit now.",
            "noted": "The page may say something else than the catalog: its text is in a comment, "
            "and the entry is fuzzy. Decide which is right.",
            "conflict": "The page and the catalog were both changed: the page's text is in a "
            "comment, and the entry is fuzzy. Choose one.",
            "variant": "The page translates one text in several ways: this one is in a comment.",
            "words": "How many words of the source are translated on these pages.",
            "%": "What share of their words that is.",
        },
    ),
    Report(
        "Links",
        "links",
        "`l10n links` follows the links of all pages, and counts what becomes of a reader.",
        {
            "fine": "They stay in their language, or change it on purpose.",
            "fallback": "Their language has no page of the guide: they meet the source's.",
            "crossing": "They leave their language, though the guide is published in it: run "
            "`l10n merge`, or correct the link.",
            "no guide": "The link leads to a list, to a file, to what a template makes, or to what "
            "`ignore` in l10n.toml names: no fault.",
            "broken": "There is no such guide in any language: correct the address.",
            "broken anchor": "The guide is there, and the place in it is not: correct what "
            "stands behind the #.",
            "pages": "Pages whose links were followed.",
            "links": "All links of these pages.",
        },
    ),
    Report(
        "Translating by an engine",
        "translate",
        "`l10n translate` counts texts, and what is asked of the engine.",
        {
            "texts": "Texts that would go out.",
            "words": "Words of these texts.",
            "characters": "Characters of these texts.",
            "requests": "How often the engine is asked.",
            "cached": "Requests that were sent before: their answers are used again, free of cost.",
            "filled": "Texts that had no translation, and have one.",
            "revised": "Texts whose source had changed, and that are brought up to date.",
            "doubtful": "Texts of these that a person should look at first.",
            "refused": "Texts without an answer that can be used: translate them by hand, or ask "
            "again with `--again`.",
        },
    ),
    Report(
        "What came back from an agency",
        "unpack",
        "`l10n unpack` counts the texts of the file, in each guide that has them.",
        {
            "taken": "It was empty or fuzzy, and is translated.",
            "corrected": "It was translated in another way.",
            "confirmed": "It was fuzzy, came back as it went out, and the file says that it is "
            "right.",
            "fuzzy": "Its source moved on meanwhile: it is a proposal for the new text.",
            "obsolete": "Its source is gone: the catalog keeps it, and `-v` lists it.",
            "there already": "The catalog has it already: nothing to do.",
            "untouched": "It came back as it went out: nothing to do.",
            "empty": "It came back without a translation.",
            "not selected": "It is of a guide that the command does not name.",
            "in conflict": "The catalog has another text by now than went out, and keeps it: "
            "`--overwrite` takes the file's.",
            "refused": "No guide has the source, or nothing can hold the text: the reason is told.",
            "new": "A term that the glossary did not have.",
            "changed": "A term that has other translations now.",
        },
    ),
    Report(
        "Findings",
        "check",
        "`l10n check` and other commands weigh what they find.",
        {
            "error": "Something is wrong. A translation with an error is not published, and the "
            "command ends with exit code 1.",
            "warning": "Something is probably wrong: look at it.",
            "info": "Something may be wrong, or is good to know: `-v` lists all.",
        },
    ),
)
