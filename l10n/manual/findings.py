"""Findings that come from no check, each with what it means and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FINDINGS: Final[Mapping[str, str]] = {
    "ambiguous-block": "A block that the site's parser may read in another way is left alone, "
    "untranslated: give it blank lines and indentation that leave no doubt.",
    "bad-file-name": "A file is not read because of its name: rename it.",
    "bad-front-matter": "The front matter cannot be read: correct the line that is told.",
    "bad-key": "A key or path cannot name a catalog: correct it in every language.",
    "bad-slug": "The translation of a slug cannot name a page: write a few words.",
    "base": "An older source of which a page is read as the translation: nothing to do.",
    "broken-link": "A link leads to no guide or file: correct it, or remove it. What a site "
    "has beside its guides is named by ignore in [links].",
    "clashing-keys": "Keys differ only by case or Unicode form, so their catalogs might be "
    "one file: write all alike, or rename.",
    "empty-guide": "A file has no text: write it, or remove the file.",
    "engine": "A translation engine gave no answer: what is done is saved; run again.",
    "folder-named-like-guide": "A folder has the name of a guide: rename it.",
    "idle-directive": "A comment with an order for l10n does nothing where it stands: move it "
    "to a line of its own above the block.",
    "import-conflict": "A text was changed on the page and in the catalog: choose one there.",
    "import-doubtful": "A text is imported as fuzzy: look whether it says what the source says, "
    "and take the flag fuzzy off.",
    "import-noted": "A text of the page is only in a comment of the catalog: decide there which "
    "is right, and run import again.",
    "import-variant": "A text is there twice, in two translations: both stay. Nothing to do.",
    "left-out": "A text of the source is not on the page: it comes once it is translated.",
    "link-out-of-tree": "A symbolic link leads out of the site's folder, and is not followed: "
    "replace it with the file.",
    "linked-folder": "A symbolic link to a folder is not followed: nothing to do if that is meant.",
    "lost-catalog": "All translations of a published page are gone, and the page stays: bring the "
    "catalog back, or take them from the page with l10n import.",
    "machine-doubts": "An engine's text may be wrong: look at it before you confirm it.",
    "machine-refused": "No answer of the engine could be used: translate the text by hand.",
    "no-base": "What a page was made from is not known, so it is read as a translation of "
    "today's source: nothing to do.",
    "no-source": "A page has a text that translates nothing in the source: add it to the source, "
    "remove it here, or keep it here with import --accept no-source.",
    "not-packed": "A text does not go into this form of file: translate it in its catalog.",
    "orphaned-catalog": "A catalog whose guide is gone: l10n keys tells where it belongs.",
    "other-spelling": "A folder of a language is spelled otherwise than l10n.toml has it, and is "
    "not read: rename it, or name it in l10n.toml.",
    "out-of-order": "A page has its blocks in another order than the source: give them that order, "
    "or let merge do it with import --accept out-of-order.",
    "own-code": "Code of the page's own stays until the source changes there.",
    "own-comment": "A comment of the page's own stays until the source changes there.",
    "own-comments": "A data file has comments that the source's has not: add them there, or leave "
    "them out with import --accept own-comments.",
    "own-definition": "A link's definition of the page's own stays until the source changes there.",
    "own-front-matter": "Front matter of the page's own stays: nothing to do if that is meant.",
    "own-heading-id": "The page's own id of a heading stays until the source changes there.",
    "own-html": "HTML of the page's own stays until the source changes there.",
    "own-shortcode": "A shortcode of the page's own stays until the source changes there.",
    "own-target": "A translation leads to another address than the source: see that it is right.",
    "own-title": "A title of a block that has none in the source stays: nothing to do.",
    "own-values": "Merging would not keep values of this data file: add them to the source's, "
    "confirm their translation, or remove them. l10n import --diff shows them.",
    "page-without-source": "A page whose key no source guide has: correct the key, write the "
    "source, or remove the page.",
    "plural-forms": "A text has plural forms, which no engine fills: translate each by hand.",
    "quarantined": "A translation is not published, and readers see the source's text there: "
    "mend what is told in the catalog.",
    "refused": "A file was left out of this run: correct what is told, and run again.",
    "regrouped": "Guides had several translations of a text in one catalog: choose one there.",
    "repeated-front-matter-key": "A field of front matter is there twice: delete one.",
    "reshaped-page": "More than texts was changed on a page: change the source in the same way, "
    "or keep it with import --accept reshaped-page. l10n import --diff shows it.",
    "same-key-twice": "Two guides of a language have one key: give each its own.",
    "same-slug": "Two pages of a folder have the same slug: choose another for one.",
    "shared-value": "A value that an alias uses elsewhere cannot be translated alone: write it "
    "twice, or name both fields.",
    "source-removed": "A page translates what the source has no longer: it stays; remove it if "
    "it is outdated.",
    "too-deep": "Blocks are nested too deeply to be read: make the nesting shallower.",
    "translated-by-file-name": "A file has a language in its name, which is not configured so: see "
    "content in l10n.toml.",
    "unclosed-directive": "Nothing after l10n:off is translated: write l10n:on where it ends.",
    "unknown-directive": "A comment looks like an order for l10n and is none: correct it.",
    "unknown-language": "Pages or catalogs of a language that is not configured are not read: add "
    "it to languages.",
    "unlocated": "The exact place of a text is not known, and it is left alone: write it simpler.",
    "unpacked": "A text that came back was not taken, or only as fuzzy: the reason is told.",
    "unreadable-data": "A data file cannot be read: correct the line that is told.",
    "unreadable-guide": "A file cannot be read: correct what is told, or remove it.",
    "unused-setting": "A pattern of l10n.toml matches no guide: correct it, or remove it.",
}
"""In the order of their names."""
