"""All checks, in one table."""

from __future__ import annotations

from typing import Final

from l10n.checks import (
    acronyms,
    addresses,
    blank,
    brackets,
    broken_links,
    catalog_header,
    chatter,
    codes,
    conflict_markers,
    control_characters,
    doubled_blanks,
    doubled_words,
    ellipsis,
    emphasis,
    empty_alt,
    end_punctuation,
    foreign_links,
    french_spaces,
    greek_question_mark,
    half_width,
    inconsistent,
    length_ratio,
    lengths,
    line_breaks,
    lost_translations,
    missing_anchors,
    mixed_forms,
    mojibake,
    notes_left,
    numbers,
    opening_marks,
    own_targets,
    placeables,
    quote_kind,
    quotes,
    repeated_keys,
    safety,
    same_translation,
    source_left,
    source_lengths,
    source_mojibake,
    terms,
    title_links,
    unchanged,
    units,
    unknown_flags,
    unknown_ignores,
    untranslated_links,
    wrong_language,
    wrong_script,
)
from l10n.checks.kinds import CatalogCheck, Check, EntryCheck, GuideCheck, SiteCheck
from l10n.guide import Severity

_ERROR: Final = Severity.ERROR
_WARNING: Final = Severity.WARNING
_INFO: Final = Severity.INFO


_DIGITS: Final = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹०१२३४५६७८९๐๑๒๓๔๕๖๗๘๙၀၁၂၃၄၅၆၇၈၉０１２３４５６７８９"
_BRACKETS: Final = "()[]{}（）「」『』【】"
_QUOTES: Final = '"“”„‟«»「」『』〝〞＂'
_SINGLE_QUOTES: Final = "'‘’‚‹›"
_ENDS: Final = "?!;:»«"

CHECKS: Final[tuple[Check, ...]] = (
    EntryCheck(
        "placeables",
        _ERROR,
        "a link, code, tag or shortcode is missing, added or altered",
        placeables.check,
        "[<`{",
    ),
    EntryCheck(
        "safety",
        _ERROR,
        "a hidden character, a template, an unknown host or scheme",
        safety.check,
        "{}<>@/]",
        wakes=safety.wakes,
    ),
    EntryCheck(
        "numbers",
        _ERROR,
        "an amount, share, date, time, phone or form number differs; a warning for other numbers",
        numbers.check,
        _DIGITS,
    ),
    EntryCheck("codes", _ERROR, "a code such as DS-160 or EX-15 is missing", codes.check, _DIGITS),
    EntryCheck(
        "addresses",
        _ERROR,
        "an e-mail address differs; a warning for web addresses",
        addresses.check,
        "@/",
        wakes=addresses.wakes,
    ),
    EntryCheck(
        "chatter",
        _ERROR,
        "an assistant's preamble, remark or fence stands around the text",
        chatter.check,
        "`~\n",
        wakes=chatter.wakes,
    ),
    EntryCheck(
        "conflict-markers",
        _ERROR,
        "marker lines of an unresolved merge are in the text",
        conflict_markers.check,
        "#<>=|",
    ),
    EntryCheck(
        "mojibake",
        _ERROR,
        "text was decoded wrongly, like â€™ for an apostrophe",
        mojibake.check,
        "âÃÂÐÑï\ufffd",
    ),
    EntryCheck(
        "wrong-language",
        _ERROR,
        "the text is in another language",
        wrong_language.check,
        wakes=wrong_language.wakes,
    ),
    EntryCheck(
        "wrong-script",
        _ERROR,
        "look-alike letters of another alphabet, or the wrong script",
        wrong_script.check,
        wakes=wrong_script.wakes,
    ),
    EntryCheck(
        "source-left",
        _WARNING,
        "a sentence of the source is left in the translation",
        source_left.check,
        wakes=source_left.wakes,
    ),
    EntryCheck("unchanged", _WARNING, "the text was copied from the source", unchanged.check),
    EntryCheck("blank", _WARNING, "the translation holds nothing but blanks", blank.check),
    EntryCheck(
        "notes-left",
        _WARNING,
        "TODO, FIXME or ??? is left in the text",
        notes_left.check,
        "?[",
        wakes=notes_left.wakes,
    ),
    EntryCheck("terms", _WARNING, "a term is not translated as the glossary says", terms.check),
    EntryCheck("units", _WARNING, "a currency, a share or a unit differs", units.check, _DIGITS),
    EntryCheck(
        "lengths", _WARNING, "a title or description is too long or too short", lengths.check
    ),
    EntryCheck(
        "length-ratio",
        _WARNING,
        "the text is much longer or shorter than its source",
        length_ratio.check,
        wakes=length_ratio.wakes,
    ),
    EntryCheck(
        "line-breaks", _WARNING, "a line break is missing or added", line_breaks.check, "\n"
    ),
    EntryCheck(
        "emphasis",
        _WARNING,
        "stars or underscores emphasise nothing, so readers see them",
        emphasis.check,
        "*_",
    ),
    EntryCheck("empty-alt", _WARNING, "an image lost its description", empty_alt.check, "!"),
    EntryCheck(
        "doubled-words",
        _WARNING,
        "a word is written twice",
        doubled_words.check,
        wakes=doubled_words.wakes,
    ),
    EntryCheck("brackets", _WARNING, "a bracket has no partner", brackets.check, _BRACKETS),
    EntryCheck(
        "quotes",
        _WARNING,
        "a quotation mark has no partner, or quotations got lost",
        quotes.check,
        _QUOTES,
    ),
    EntryCheck(
        "opening-marks",
        _WARNING,
        "a Spanish ¿ or ¡ is missing",
        opening_marks.check,
        "?!¿¡",
        frozenset({"es", "ast", "gl"}),
    ),
    EntryCheck(
        "greek-question-mark",
        _WARNING,
        "a Greek question does not end with ;",
        greek_question_mark.check,
        "?",
        frozenset({"el"}),
    ),
    EntryCheck(
        "half-width",
        _WARNING,
        "a Chinese or Japanese text has half-width marks",
        half_width.check,
        ",.?!:;",
        frozenset({"zh", "ja"}),
    ),
    EntryCheck(
        "end-punctuation",
        _WARNING,
        "the text ends otherwise than its source",
        end_punctuation.check,
        wakes=end_punctuation.wakes,
    ),
    EntryCheck(
        "acronyms",
        _INFO,
        "an acronym of the source is missing",
        acronyms.check,
        wakes=acronyms.wakes,
    ),
    EntryCheck(
        "quote-kind", _INFO, "the quotation marks are another language's", quote_kind.check, _QUOTES
    ),
    EntryCheck(
        "french-spaces",
        _INFO,
        "a French mark has no no-break space",
        french_spaces.check,
        _ENDS,
        frozenset({"fr"}),
    ),
    EntryCheck(
        "ellipsis",
        _INFO,
        "three dots where the source has an ellipsis, or the reverse",
        ellipsis.check,
        "…",
    ),
    EntryCheck(
        "doubled-blanks",
        _INFO,
        "two blanks in a row, or blanks around the text",
        doubled_blanks.check,
        wakes=doubled_blanks.wakes,
    ),
    EntryCheck(
        "own-targets", _INFO, "a link leads elsewhere than the source's", own_targets.check, "["
    ),
    CatalogCheck(
        "catalog-header",
        _WARNING,
        "the header's language, charset or plural forms are wrong",
        catalog_header.check,
    ),
    CatalogCheck("unknown-flags", _WARNING, "a flag is misspelt", unknown_flags.check),
    CatalogCheck(
        "unknown-ignores",
        _WARNING,
        "a comment ignores a check that is not there",
        unknown_ignores.check,
    ),
    CatalogCheck(
        "lost-translations",
        _WARNING,
        "a translation that was there before is gone",
        lost_translations.check,
    ),
    CatalogCheck(
        "untranslated-links",
        _INFO,
        "a guide links to one that is not published in the language",
        untranslated_links.check,
    ),
    GuideCheck(
        "broken-links",
        _WARNING,
        "a source links to a guide that does not exist",
        broken_links.check,
    ),
    GuideCheck(
        "foreign-links",
        _WARNING,
        "a source links to another language though a local page exists",
        foreign_links.check,
    ),
    GuideCheck(
        "missing-anchors",
        _WARNING,
        "a source links to a heading that is not there",
        missing_anchors.check,
    ),
    GuideCheck(
        "source-mojibake", _WARNING, "source text was decoded wrongly", source_mojibake.check
    ),
    GuideCheck(
        "control-characters",
        _WARNING,
        "a source has an invisible character",
        control_characters.check,
    ),
    GuideCheck("mixed-forms", _WARNING, "a source mixes Unicode normal forms", mixed_forms.check),
    GuideCheck(
        "repeated-keys", _INFO, "a source's front matter sets a key twice", repeated_keys.check
    ),
    GuideCheck(
        "source-lengths",
        _WARNING,
        "a source's title or description is too long or too short",
        source_lengths.check,
    ),
    SiteCheck(
        "title-links",
        _WARNING,
        "a link does not show its target's translated title",
        title_links.check,
    ),
    SiteCheck(
        "inconsistent", _INFO, "one source text has several translations", inconsistent.check
    ),
    SiteCheck(
        "same-translation",
        _WARNING,
        "several source texts have one translation",
        same_translation.check,
    ),
)
"""In the order in which an entry's findings are told."""

NAMES: Final = frozenset(each.name for each in CHECKS)
