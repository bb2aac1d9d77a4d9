"""Every setting of l10n.toml: where it stands, what it means, and what holds without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of one table."""

    table: str
    """The header it stands below, as ``[links]``; empty at the top of the file."""
    name: str
    example: str
    """A value, as it is written in TOML."""
    text: str
    """What it does, in whole sentences."""
    default: str = ""
    """The value that holds without it, in TOML; empty where it has none that can be written."""


TABLES: Final = {
    "": "At the top of the file, before any `[table]`.",
    "[[content]]": "Where guides are, once for each tree of them. Use it instead of `content`.",
    "[[data]]": "Tables of messages, menus and other data whose values are texts.",
    "[language.es]": "What is said of one language only; `es` stands for any.",
    "[links]": "How the site makes addresses of files.",
    "[shortcodes]": "What is text in a shortcode, by its name.",
    "[components]": "What is text in a component of MDX or Vue, by its name.",
    "[checks]": "What `l10n check` looks at. `[language.es.checks]` adds to it for one language.",
    "[safety]": "What a translation may add that its source does not have.",
    "[engines.gpt]": "An engine of machine translation; `gpt` stands for any name.",
}
"""What each header is for, in the order of the page."""

_TOP: Final = (
    Setting("", "source-language", '"en"', "The language of your guides, as a BCP 47 tag."),
    Setting(
        "",
        "languages",
        '["es", "pt-BR"]',
        "The languages that you translate into, as BCP 47 tags.",
    ),
    Setting(
        "",
        "project",
        '"Ferries"',
        "The site's name: in catalogs and reports. Without it, the name of the folder.",
    ),
    Setting(
        "",
        "content",
        '"docs/{lang}"',
        "The folder of each language's guides. For other layouts, use `[[content]]`.",
        '"content/{lang}"',
    ),
    Setting(
        "",
        "catalogs",
        '"po/{lang}/{key}.po"',
        "Where the catalogs are. It ends in `{key}.po`, one catalog a guide; or one a language, "
        "as in `po/{lang}.po`, or a section: `po/{lang}/{section}.po`. See "
        "[Weblate](weblate.md).",
        '"locales/{lang}/{key}.po"',
    ),
    Setting(
        "",
        "fields",
        '["title", "faq.*.question"]',
        "Which front matter values are text. `*` is any key or index. Without it, some fifty "
        "usual names are read, in any case: `title`, `description`, `summary`...",
    ),
    Setting(
        "",
        "publish-at",
        "100",
        "A page is published when this percentage of its words is translated.",
        "80",
    ),
    Setting(
        "",
        "withdraw-below",
        "50",
        "A published page is taken down below this percentage. Without it, it stays.",
    ),
    Setting(
        "",
        "stale",
        '"keep"',
        "What readers see where a source changed: `source` shows the new source text, `keep` the "
        "old translation. It is kept only where no number, date, price or address changed.",
        '"source"',
    ),
    Setting(
        "",
        "syntax",
        '"mkdocs"',
        "The dialect of Markdown that your site reads. [What is translated](what-is-translated.md) "
        "lists them.",
        '"hugo"',
    ),
    Setting("", "math", "true", "The site shows mathematics between `$` signs.", "false"),
    Setting("", "html", "false", "`false` leaves HTML alone, with the text in it.", "true"),
    Setting(
        "",
        "block-titles",
        "false",
        "`false` leaves titles of link definitions and of code blocks alone.",
        "true",
    ),
    Setting("", "code-comments", "true", "Translate the comments in code blocks.", "false"),
    Setting(
        "",
        "places",
        "false",
        "Catalogs say under what heading a text is, and on what page. `false` leaves it out.",
        "true",
    ),
    Setting(
        "",
        "slugs",
        "true",
        "Translate file names as well. Old addresses become aliases.",
        "false",
    ),
    Setting(
        "",
        "titles",
        '"markdown"',
        "For themes that run titles through `markdownify`: titles may have Markdown in them.",
        '"text"',
    ),
    Setting(
        "",
        "keep",
        '["weight"]',
        "Front matter keys that each page has its own way, also where it lacks them.",
        "[]",
    ),
    Setting(
        "",
        "base-field",
        '"default_lang_commit"',
        "The front matter key in which a page names the commit of the source that it was made "
        "from. `l10n import --at-base` reads it.",
    ),
    Setting(
        "",
        "machine-field",
        '"machine_translated"',
        "The front matter key in which a page says that it shows text of an engine.",
    ),
    Setting(
        "",
        "machine-value",
        '"share"',
        "What that key says: `true`, or the `share` of its words, in percent.",
        '"true"',
    ),
    Setting(
        "",
        "fallback-sources",
        '["es"]',
        "Languages whose guides are sources where the source language has none.",
        "[]",
    ),
)

_CONTENT: Final = (
    Setting(
        "[[content]]",
        "source",
        '"docs/{path}"',
        "Where the sources are, without suffix; with `.html` at the end, they are pages in HTML. "
        "`{path}` is a guide's path in its tree; `{lang}` may stand in it, too.",
    ),
    Setting("[[content]]", "localized", '"docs/{lang}/{path}"', "Where the localized pages are."),
    Setting(
        "[[content]]",
        "include",
        '["guides/**"]',
        "Only these are guides, by their paths in the tree.",
        "[]",
    ),
    Setting("[[content]]", "exclude", '["drafts/**"]', "These are no guides.", "[]"),
    Setting("[[content]]", "syntax", '"mdx"', "The dialect of this tree alone."),
    Setting("[[content]]", "math", "true", "Mathematics in this tree alone."),
    Setting("[[content]]", "fields", '["title"]', "The texts in front matter of this tree alone."),
    Setting(
        "[[content]]", "source-url", '"/docs/{path}/"', "The addresses of this tree's sources."
    ),
    Setting(
        "[[content]]",
        "localized-url",
        '"/{lang}/docs/{path}/"',
        "The addresses of this tree's localized pages.",
    ),
)

_DATA: Final = (
    Setting(
        "[[data]]",
        "source",
        '"i18n/{lang}.toml"',
        "The files: TOML, YAML or JSON. `{lang}`, `{path}` or `**` may stand in it.",
    ),
    Setting(
        "[[data]]",
        "localized",
        '"data/{lang}/menu.yaml"',
        "Where those of other languages are. It may be left out where `source` has `{lang}`.",
    ),
    Setting(
        "[[data]]",
        "part",
        '"languages.{lang}"',
        "Where a file that holds all languages has what is one's. See "
        "[what is translated](what-is-translated.md).",
    ),
    Setting(
        "[[data]]",
        "source-part",
        '"translations"',
        "Where it has what is the source's, if not as `part` says; `.` is the whole file.",
    ),
    Setting(
        "[[data]]",
        "fields",
        '["menu.*.name"]',
        "Which values are text; `**` is any number of keys.",
        '["**"]',
    ),
    Setting(
        "[[data]]",
        "publish-at",
        "80",
        "The percentage from which a file is written. Without it, the first translation does.",
        "0",
    ),
)

_LANGUAGE: Final = (
    Setting(
        "[language.es]",
        "only",
        '["spain/**"]',
        "This language translates these guides only.",
        '["**"]',
    ),
    Setting(
        "[language.es]",
        "folder",
        '"spanish"',
        "What the language is called in paths and addresses. Without it, as its tag.",
    ),
    Setting(
        "[language.es]",
        "machine",
        '"publish"',
        "`publish` publishes what an engine wrote when it passes all checks; `fuzzy` waits until "
        "a person has confirmed it.",
        '"fuzzy"',
    ),
    Setting(
        "[language.es]", "machine-field", '"extra.machine"', "As at the top, for this language."
    ),
    Setting(
        "[language.es]", "machine-value", '"share"', "As at the top, for this language.", '"true"'
    ),
    Setting("[language.es]", "checks", "{}", "The table `[language.es.checks]`: as `[checks]`."),
)

_LINKS: Final = (
    Setting("[links]", "base", '"https://ferries.example"', "The site's address."),
    Setting(
        "[links]",
        "source-url",
        '"/guides/{path}/"',
        "The address of a source.",
        '"/{path}/"',
    ),
    Setting(
        "[links]",
        "localized-url",
        '"/{lang}/guides/{path}/"',
        "The address of a localized page.",
        '"/{lang}/{path}/"',
    ),
    Setting(
        "[links]",
        "lowercase",
        "false",
        "Addresses are in lower case, whatever the files' names are.",
        "true",
    ),
    Setting(
        "[links]",
        "titles",
        '["title", "linkTitle"]',
        "The front matter fields that a link to a guide may show. A link that shows one of them "
        "needs no translation.",
        '["title"]',
    ),
    Setting(
        "[links]",
        "heading-ids",
        '"all"',
        "Which headings keep the id of their source: those that are `linked` to, `all` or `none`. "
        "Without it, `linked` where the syntax can write ids, else `none`. Links to any other lead "
        "to the id that it has in the page's language.",
    ),
    Setting(
        "[links]",
        "heading-id-style",
        '"blackfriday"',
        "How the site makes an id of a heading; without it, as its make does. Of Hugo's: `github`, "
        "`github-ascii`, `blackfriday`. Of others: `mkdocs`, `mkdocs-unicode`, `vitepress`, "
        "`mdbook`, `myst`, `zola`, and `github-slugger`.",
    ),
    Setting(
        "[links]",
        "images",
        "false",
        "A page shows the images of its language, as `map.es.png`. `false` shows the source's.",
        "true",
    ),
    Setting(
        "[links]",
        "term-ids",
        "true",
        "Terms of definition lists have ids, which links may lead to.",
        "false",
    ),
    Setting(
        "[links]",
        "make",
        '"starlight"',
        "The generator whose rules addresses follow, where the syntax does not say so.",
    ),
    Setting(
        "[links]",
        "taxonomies",
        '["topics"]',
        "The folders of lists that the generator makes of what pages have in common. Without it, "
        "tags and categories.",
    ),
    Setting(
        "[links]",
        "fallback",
        "true",
        "A language that lacks a page shows the source's at its address. Without it, as the "
        "generator does.",
    ),
    Setting(
        "[links]",
        "render-hook",
        "false",
        "`false` where Hugo leaves relative links as they are.",
        "true",
    ),
    Setting(
        "[links]",
        "ignore",
        '["/api/**"]',
        "Addresses that lead to no guide on purpose.",
        "[]",
    ),
    Setting(
        "[links]",
        "permalinks",
        '{ posts = "/:year/:slug/" }',
        "Patterns of addresses by the folder that guides are in, as Hugo's table of that name has "
        "them. `l10n init` copies them from Hugo's settings, and Jekyll's for `_posts`.",
        "{}",
    ),
)

_NAMED: Final = (
    Setting(
        "[shortcodes]",
        "NAME",
        '["title", 0, "body"]',
        "Which parameters are text, by name or number from 0; `body` is what its tags enclose. "
        "`false` leaves the shortcode alone.",
    ),
    Setting(
        "[components]",
        "NAME",
        '["title", "badge"]',
        "Which attributes are text. `false` leaves the component alone.",
    ),
)

_CHECKS: Final = (
    Setting("[checks]", "skip", '["ellipsis"]', "Checks that are not run.", "[]"),
    Setting(
        "[checks]",
        "severity",
        '{ terms = "error" }',
        "How bad the finding of a check is: `error`, `warning` or `info`. An error keeps a "
        "translation from being published.",
        "{}",
    ),
    Setting(
        "[checks]", "max-length", "{ title = 60 }", "How wide a field may be, in characters.", "{}"
    ),
    Setting(
        "[checks]",
        "min-length",
        "{ description = 50 }",
        "How wide a field has to be, in characters.",
        "{}",
    ),
)

_SAFETY: Final = (
    Setting(
        "[safety]",
        "hosts",
        '["www.example.org"]',
        "What translations may link to besides the hosts in their source.",
        "[]",
    ),
    Setting(
        "[safety]",
        "tags",
        '["abbr"]',
        "HTML elements that translations may add besides harmless ones.",
        "[]",
    ),
)

_ENGINES: Final = (
    Setting(
        "[engines.gpt]",
        "type",
        '"openai"',
        "`openai`, `anthropic`, `deepl`, `google`, `libretranslate` or `command`. Other packages "
        "may bring more.",
    ),
    Setting(
        "[engines.gpt]",
        "url",
        '"http://localhost:8080/v1"',
        "The service's address, where it is not the vendor's own.",
    ),
    Setting("[engines.gpt]", "model", '"m-1"', "The model, as the service calls it."),
    Setting(
        "[engines.gpt]",
        "key",
        '"MY_API_KEY"',
        "The name of the environment variable that holds the key, never the key itself.",
    ),
    Setting(
        "[engines.gpt]",
        "command",
        '"apertium -u -f html eng-spa"',
        'The program to run, for `type = "command"`.',
    ),
    Setting(
        "[engines.gpt]",
        "form",
        '"filter"',
        "How the program reads: JSON `lines`, or as a `filter` of HTML.",
        '"lines"',
    ),
    Setting("[engines.gpt]", "batch", "20", "How many texts go out at once.", "40"),
    Setting("[engines.gpt]", "characters", "4000", "How many characters go out at once.", "12000"),
    Setting("[engines.gpt]", "at-once", "2", "How many requests run at the same time.", "4"),
    Setting("[engines.gpt]", "timeout", "30", "Seconds to wait for an answer.", "120"),
    Setting(
        "[engines.gpt]",
        "review",
        '"second"',
        "Another engine that compares the meaning. What it doubts stays fuzzy.",
    ),
    Setting("[engines.gpt]", "price-input", "2.5", "What a million tokens cost that go in.", "0"),
    Setting(
        "[engines.gpt]", "price-output", "10", "What a million tokens cost that come out.", "0"
    ),
    Setting("[engines.gpt]", "price-characters", "20", "What a million characters cost.", "0"),
    Setting(
        "[engines.gpt]",
        "extra",
        "{ temperature = 0 }",
        "What is sent along with each request as it stands.",
        "{}",
    ),
)

SETTINGS: Final = (
    *_TOP,
    *_CONTENT,
    *_DATA,
    *_LANGUAGE,
    *_LINKS,
    *_NAMED,
    *_CHECKS,
    *_SAFETY,
    *_ENGINES,
)
"""By table, in the order of ``TABLES``; the ones that are needed come first."""
