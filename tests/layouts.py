"""Small sites of every make and layout: their settings, their guides, and what is known of them."""

from __future__ import annotations

LOCALES = (
    """{ root: { label: 'English', lang: 'en' }, 'pt-br': { label: "Port", lang: 'pt-BR' } }"""
)
SITES = {
    "hugo, a folder each": (
        {
            "hugo.toml": "[languages.en]\ncontentDir='content/en'\n"
            "[languages.es]\ncontentDir='content/es'"
        },
        "content/en/a.md content/es/a.md",
        "Hugo hugo: en > es: content/{lang}/{path}",
    ),
    "hugo, by file name": (
        {"hugo.toml": "[languages.en]\nweight=1\n[languages.es]\nweight=2"},
        "content/a.md content/a.es.md content/b/index.md content/v1.2.md",
        "Hugo hugo: en > es: content/{path} > content/{path}.{lang}",
    ),
    "hugo, by file name, the source too": (
        {"config.toml": "[languages.en]\n[languages.fr]"},
        "content/_index.en.md content/_index.fr.md content/post/index.en.md",
        "Hugo hugo: en > fr: content/{path}.en > content/{path}.{lang}",
    ),
    "hugo, by file name, the source too, no page yet": (
        {"hugo.yaml": "languages:\n  en: {weight: 1}\n  es: {weight: 2}\n"},
        "content/a.en.md content/b/index.en.md",
        "Hugo hugo: en > es: content/{path}.en > content/{path}.{lang}",
    ),
    "hugo, by file name, no page yet": (
        {"hugo.yaml": "languages:\n  en: {weight: 1}\n  es: {weight: 2}\n"},
        "content/a.md",
        "Hugo hugo: en > es: content/{path} > content/{path}.{lang}",
    ),
    "hugo, another folder": (
        {"hugo.toml": "[languages.en]\n[languages.fr]\ncontentDir='content.fr'"},
        "content/a.md content.fr/a.md",
        "Hugo hugo: en > fr: content/{path} > content.{lang}/{path}",
    ),
    "hugo, a file for each language": (
        {
            "config/_default/hugo.toml": "title='T'\ndefaultContentLanguage='en'",
            "config/_default/languages.en.toml": "contentDir='content/en'\nweight=1",
            "config/_default/languages.pt-br.toml": "contentDir='content/pt-br'\nweight=2",
        },
        "content/en/a.md content/pt-br/a.md",
        "Hugo hugo: en > pt-br: content/{lang}/{path}",
    ),
    "hugo, mounts": (
        {
            "hugo.toml": "[languages.en]\n[languages.es]\n[[module.mounts]]\nsource='docs/en'\n"
            "target='content'\nlang='en'\n[[module.mounts]]\nsource='docs/es'\n"
            "target='content'\nlang='es'"
        },
        "docs/en/a.md docs/es/a.md",
        "Hugo hugo: en > es: docs/{lang}/{path}",
    ),
    "hugo, folders with names of their own": (
        {
            "hugo.toml": "[languages.en]\ncontentDir='content/english'\n"
            "[languages.fr]\ncontentDir='content/french'"
        },
        "content/english/a.md content/french/a.md",
        "Hugo hugo: en > fr en=english fr=french: content/{lang}/{path}",
    ),
    "hugo, one language in a folder": (
        {"hugo.toml": "[languages.en]\ncontentDir='content/en'"},
        "content/en/a.md",
        "Hugo hugo: en > : content/{lang}/{path}",
    ),
    "hugo, one language in a folder, spelled otherwise": (
        {"hugo.toml": "[languages.en]\ncontentDir='content/EN/docs'"},
        "content/EN/docs/a.md",
        "Hugo hugo: en >  en=EN: content/{lang}/docs/{path}",
    ),
    "hugo, all other languages off": (
        {
            "hugo.toml": "disableLanguages=['nl']\n[languages.en]\ncontentDir='content/en'\n"
            "[languages.nl]\ncontentDir='content/nl'"
        },
        "content/en/a.md content/nl/a.md",
        "Hugo hugo: en > : content/{lang}/{path}",
    ),
    "hugo, below": (
        {
            "site/hugo.toml": "[languages.en]\ncontentDir='content/en'\n"
            "[languages.es]\ncontentDir='content/es'"
        },
        "site/content/en/a.md site/content/es/a.md README.md",
        "Hugo hugo: en > es: site/content/{lang}/{path}",
    ),
    "hugo's name for another's settings": (
        {"config.yml": "title: T", "site/astro.config.ts": "export default {}"},
        "site/src/content/docs/a.mdx README.md",
        "Starlight mdx: en > : site/src/content/docs/{path} > site/src/content/docs/{lang}/{path}",
    ),
    "hugo, no guide yet": (
        {"hugo.toml": "title='T'"},
        "README.md",
        "Hugo hugo: en > : content/{path} > content/{path}.{lang}",
    ),
    "no site below": (
        {"src/config.json": "{}"},
        "src/en/a.md src/es/a.md",
        "? github: en > es: src/{lang}/{path}",
    ),
    "mkdocs, by file name": (
        {
            "mkdocs.yml": "site_name: T\nplugins:\n  - i18n:\n      languages:\n"
            "        - locale: en\n          default: true\n        - locale: es\n"
        },
        "docs/index.md docs/index.es.md",
        "MkDocs mkdocs: en > es: docs/{path} > docs/{path}.{lang}",
    ),
    "mkdocs, languages spelled as gettext does": (
        {
            "mkdocs.yml": "site_name: T\nplugins:\n  - i18n:\n      languages:\n"
            "        - {locale: en, default: true}\n        - {locale: zh_TW}\n"
        },
        "docs/index.md docs/index.zh_TW.md",
        "MkDocs mkdocs: en > zh-TW zh-TW=zh_TW: docs/{path} > docs/{path}.{lang}",
    ),
    "mkdocs, folders": (
        {
            "mkdocs.yml": "site_name: T\nplugins:\n  - i18n:\n      docs_structure: folder\n      "
            "languages:\n        - locale: en\n          default: true\n        - locale: es\n"
        },
        "docs/en/index.md",
        "MkDocs mkdocs: en > es: docs/{lang}/{path}",
    ),
    "mkdocs, settings for each language": (
        {"docs/en/mkdocs.yml": "site_name: T\nx: !!python/name:a.b ''\n"},
        "docs/en/docs/index.md docs/es/docs/index.md docs/README.md",
        "MkDocs mkdocs: en > es: docs/{lang}/docs/{path}",
    ),
    "docusaurus": (
        {
            "docusaurus.config.js": "module.exports = { i18n: { defaultLocale: 'en', "
            "locales: ['en', 'fr'] }, url: 'https://a.example', baseUrl: '/' };",
            "versions.json": '["2.1", "2.0"]',
        },
        "docs/a.md blog/b.md src/pages/c.md versioned_docs/version-2.1/a.md",
        "Docusaurus mdx: en > fr: docs/{path} > i18n/{lang}/docusaurus-plugin-content-docs/current"
        "/{path}, versioned_docs/version-2.1/{path} > i18n/{lang}/docusaurus-plugin-content-docs"
        "/version-2.1/{path}, blog/{path} > i18n/{lang}/docusaurus-plugin-content-blog/{path}, "
        "src/pages/{path} > i18n/{lang}/docusaurus-plugin-content-pages/{path}",
    ),
    "docusaurus, several of a kind": (
        {
            "docusaurus.config.ts": "export default { themeConfig: { docs: { sidebar: {} } }, "
            "presets: [['classic', { docs: { path: 'handbook' } } satisfies Options]], plugins: [["
            "require.resolve('@docusaurus/plugin-content-docs'), ({ id: 'club', path: './club/' })"
            "], ['@docusaurus/plugin-content-blog', { id: 'news', path: 'news' }], 'other'] };",
            "club_versions.json": '["2"]',
        },
        "handbook/a.md club/b.md club_versioned_docs/version-2/b.md news/c.md docs/none.md",
        "Docusaurus mdx: en > : handbook/{path} > i18n/{lang}/docusaurus-plugin-content-docs"
        "/current/{path}, club/{path} > i18n/{lang}/docusaurus-plugin-content-docs-club/current"
        "/{path}, club_versioned_docs/version-2/{path} > i18n/{lang}/docusaurus-plugin-content-docs"
        "-club/version-2/{path}, news/{path} > i18n/{lang}/docusaurus-plugin-content-blog-news"
        "/{path}",
    ),
    "docusaurus, below, its guides beside it": (
        {
            "website/docusaurus.config.js": "module.exports = { presets: [['classic', "
            "{ docs: { path: '../docs' } }]], i18n: { locales: ['en', 'fr'] } };"
        },
        "docs/a.md website/blog/b.md README.md",
        "Docusaurus mdx: en > fr: docs/{path} > website/i18n/{lang}/docusaurus-plugin-content-docs"
        "/current/{path}, website/blog/{path} > website/i18n/{lang}/docusaurus-plugin-content-blog"
        "/{path}",
    ),
    "docusaurus, languages by a condition, a folder with another name": (
        {
            "docusaurus.config.js": "const defaultLocale = 'en';\nmodule.exports = { i18n: { "
            "defaultLocale, locales: process.env.CI ? ['en'] : ['en', 'zh-Hans'], localeConfigs: "
            "{ 'zh-Hans': { path: 'zh' }, en: { path: 'en' } } } };"
        },
        "docs/a.md i18n/zh/docusaurus-plugin-content-docs/current/a.md",
        "Docusaurus mdx: en > zh-Hans zh-Hans=zh: docs/{path} > "
        "i18n/{lang}/docusaurus-plugin-content-docs/current/{path}",
    ),
    "docusaurus, without its settings": (
        {},
        "docs/a.md i18n/ko/docusaurus-plugin-content-docs/current/a.md",
        "Docusaurus mdx: en > ko: docs/{path} > i18n/{lang}/docusaurus-plugin-content-docs/current"
        "/{path}",
    ),
    "starlight, the source at the root": (
        {"astro.config.mjs": f"export default x({{ a: [s({{ locales: {LOCALES} }})] }})"},
        "src/content/docs/a.mdx src/content/docs/pt-br/a.mdx",
        "Starlight mdx: en > pt-BR pt-BR=pt-br: src/content/docs/{path} > "
        "src/content/docs/{lang}/{path}",
    ),
    "vitepress, the source at the root": (
        {"docs/.vitepress/config.mts": f"const locales = {LOCALES}\nexport c({{ locales }})"},
        "docs/a.md docs/pt-br/a.md",
        "VitePress vitepress: en > pt-br: docs/{path} > docs/{lang}/{path}",
    ),
    "vitepress, a folder each": (
        {".vitepress/config.ts": "export default { title: 'T', srcDir: 'docs' }"},
        "docs/en/a.md docs/fr/a.md",
        "VitePress vitepress: en > fr: docs/{lang}/{path}",
    ),
    "vitepress, a folder each, by their names": (
        {".vitepress/config.ts": "export default { locales: { zh: { }, ja: { label: 'J' } } }"},
        "zh/a.md ja/a.md",
        "VitePress vitepress: zh > ja: {lang}/{path}",
    ),
    "vitepress, settings in several files": (
        {
            ".vitepress/config/index.ts": "import { all } from './all'\nexport default d({ ...all, "
            "locales: { root: { ...en }, zh: { ...zh } } })",
            ".vitepress/config/all.ts": "export const all = d({ title: 'T', srcDir: 'docs' })",
            ".vitepress/config/zh.ts": "export const zh = d({ lang: 'zh', srcDir: 'never' })",
        },
        "docs/a.md docs/zh/a.md",
        "VitePress vitepress: en > zh: docs/{path} > docs/{lang}/{path}",
    ),
    "vuepress": (
        {
            "docs/.vuepress/config.js": "module.exports = { locales: { '/': { lang: 'en-US' }, "
            "'/zh/': { lang: 'zh-CN' } } }"
        },
        "docs/README.md docs/zh/README.md README.md",
        "VuePress vitepress: en-US > zh: docs/{path} > docs/{lang}/{path}",
    ),
    "jekyll, a collection for each language": (
        {"_config.yml": "title: T\ncollections: {docs_en: {output: true}, docs_fr: {}, more: {}}"},
        "index.md _docs_en/a.md _docs_fr/a.md _more/a.md",
        "Jekyll jekyll: en > fr: {path} > {lang}/{path}, _docs_{lang}/{path}, _more/{path} > "
        "_more/{lang}/{path}",
    ),
    "jekyll, texts for a plugin": (
        {"_config.yml": "title: T\nlanguages: [en, fr]"},
        "index.md _i18n/en/a.md _i18n/fr/a.md",
        "Jekyll jekyll: en > fr: {path} > {lang}/{path}, _i18n/{lang}/{path}",
    ),
    "jekyll, a collection": (
        {"_config.yml": "title: T\nurl: https://a.example\ncollections: {articles: {}}"},
        "_articles/a.md _articles/es/a.md",
        "Jekyll jekyll: en > es: _articles/{path} > _articles/{lang}/{path}",
    ),
    "jekyll, its source is below": (
        {"_config.yml": "title: T\nsource: src\nexclude: [drafts]"},
        "src/index.md src/es/index.md README.md",
        "Jekyll jekyll: en > es: src/{path} > src/{lang}/{path}",
    ),
    "jekyll, collections in a folder": (
        {"_config.yml": "title: T\ncollections_dir: all\ncollections: {docs: {output: true}}"},
        "index.md all/_docs/a.md all/_docs/es/a.md all/_posts/2026-01-01-a.md",
        "Jekyll jekyll: en > es: {path} > {lang}/{path}, all/_docs/{path} > "
        "all/_docs/{lang}/{path}, all/_posts/{path} > all/_posts/{lang}/{path}",
    ),
    "mdbook, a book for each language": (
        {
            "en/book.toml": "[book]\ntitle='T'\nlanguage='en'",
            "pt_BR/book.toml": "[book]\ntitle='T'\nlanguage='pt-BR'",
        },
        "en/src/SUMMARY.md en/src/a.md pt_BR/src/SUMMARY.md es/notes.md README.md",
        "mdBook mdbook: en > pt-BR pt-BR=pt_BR: {lang}/src/{path}",
    ),
    "myst, settings for each language": (
        {
            "docs/en/conf.py": "extensions = ['myst_parser']\nproject = 'T'",
            "docs/zh_cn/conf.py": "extensions = ['myst_parser']\nlanguage = 'zh_CN'",
        },
        "docs/en/index.md docs/zh_cn/index.md README.md",
        "MyST myst: en > zh-cn zh-cn=zh_cn: docs/{lang}/{path}",
    ),
    "hugo, the example of a theme": (
        {"exampleSite/hugo.toml": "[languages.en]\n[languages.fr]", "theme.toml": "name='T'"},
        "exampleSite/content/a.md README.md",
        "Hugo hugo: en > fr: exampleSite/content/{path} > exampleSite/content/{path}.{lang}",
    ),
    "jekyll, below": (
        {"docs/_config.yml": "title: T\ncollections: {articles: {}}"},
        "docs/index.md docs/es/index.md docs/_articles/a.md README.md src/a.md",
        "Jekyll jekyll: en > es: docs/{path} > docs/{lang}/{path}, "
        "docs/_articles/{path} > docs/_articles/{lang}/{path}",
    ),
    "mkdocs, by file name, few of the source": (
        {
            "mkdocs.yml": "site_name: T\nplugins:\n  - i18n:\n      languages:\n"
            "        - locale: en\n          default: true\n        - locale: es\n"
            "        - {locale: 'null', name: More}\n"
        },
        "docs/index.md docs/index.es.md docs/b.md docs/b.es.md docs/c.en.md docs/c.es.md",
        "MkDocs mkdocs: en > es: docs/{path} > docs/{path}.{lang}",
    ),
    "mkdocs, a file of settings for each language": (
        {
            "docs/mkdocs.en.yml": "INHERIT: all.yml\ndocs_dir: en\n",
            "docs/mkdocs.es.yml": "INHERIT: all.yml\ndocs_dir: es\n",
            "docs/all.yml": "site_name: T\nmarkdown_extensions: [attr_list]\n",
        },
        "docs/en/index.md docs/es/index.md",
        "MkDocs mkdocs: en > es: docs/{lang}/{path}",
    ),
    "zensical": (
        {"zensical.toml": "[project]\nsite_name = 'T'\ndocs_dir = 'pages'\n"},
        "pages/index.md docs/a.md",
        "MkDocs mkdocs: en > : pages/{path} > pages/{path}.{lang}",
    ),
    "mkdocs, below": (
        {"docs/mkdocs.yml": "site_name: T"},
        "docs/docs/index.md docs/docs/index.es.md README.md",
        "MkDocs mkdocs: en > es: docs/docs/{path} > docs/docs/{path}.{lang}",
    ),
    "mdbook, below": (
        {"book/book.toml": "[book]\ntitle='T'"},
        "book/src/SUMMARY.md docs/a.md",
        "mdBook mdbook: en > : book/src/{path} > book/{lang}/src/{path}",
    ),
    "jekyll, pages": (
        {"_config.yml": "title: T\nlanguages: [en, es]\ndefault_lang: en"},
        "index.md about.md",
        "Jekyll jekyll: en > es: {path} > {lang}/{path}",
    ),
    "mdbook": (
        {"book.toml": "[book]\ntitle='T'\nlanguage='en'"},
        "src/SUMMARY.md src/a.md",
        "mdBook mdbook: en > : src/{path} > {lang}/src/{path}",
    ),
    "mdbook, pages are there": (
        {"book.toml": "[book]\ntitle='T'\nlanguage='en'"},
        "src/SUMMARY.md src/a.md es/src/SUMMARY.md es/src/a.md README.md README.zh.md",
        "mdBook mdbook: en > es: src/{path} > {lang}/src/{path}",
    ),
    "mdbook, pages are there, the source below its language": (
        {"book.toml": "[book]\ntitle='T'\nlanguage='en'"},
        "en/src/a.md es/src/a.md README.md",
        "mdBook mdbook: en > es: {lang}/src/{path}",
    ),
    "mdbook, its source below its language": (
        {"book.toml": "[book]\ntitle='T'\nsrc='src/en'\nlanguage='en'"},
        "src/en/SUMMARY.md src/en/a.md src/fr/SUMMARY.md src/fr/a.md",
        "mdBook mdbook: en > fr: src/{lang}/{path}",
    ),
    "mdbook, at the root": (
        {"book.toml": "[book]\ntitle='T'\nsrc='.'"},
        "SUMMARY.md a.md de/a.md",
        "mdBook mdbook: en > de: {path} > {lang}/{path}",
    ),
    "vitepress, at the root": (
        {".vitepress/config.ts": "export default { title: 'T', srcDir: '.' }"},
        "index.md guide/a.md docs/b.md",
        "VitePress vitepress: en > : {path} > {lang}/{path}",
    ),
    "vitepress, its source is below": (
        {"docs/.vitepress/config.ts": "export default { title: 'T', srcDir: './src/' }"},
        "docs/src/index.md docs/src/fr/index.md",
        "VitePress vitepress: en > fr: docs/src/{path} > docs/src/{lang}/{path}",
    ),
    "jekyll, pages, posts and a collection": (
        {"_config.yml": "title: T\ncollections: {docs: {}}"},
        "index.md es/index.md _docs/a.md _posts/2026-01-01-a.md",
        "Jekyll jekyll: en > es: {path} > {lang}/{path}, _docs/{path} > _docs/{lang}/{path}, "
        "_posts/{path} > _posts/{lang}/{path}",
    ),
    "jekyll, posts below their languages": (
        {"_config.yml": "title: T"},
        "index.md _posts/2026-01-01-a.md es/_posts/2026-01-01-a.md",
        "Jekyll jekyll: en > es: {path} > {lang}/{path}, _posts/{path} > {lang}/_posts/{path}",
    ),
    "myst, at the root": (
        {"myst.yml": "project: {title: T}"},
        "index.md docs/a.md es/index.md",
        "MyST myst: en > es: {path} > {lang}/{path}",
    ),
    "myst, at the root, no page yet": (
        {"myst.yml": "project: {title: T}"},
        "index.md docs/a.md",
        "MyST myst: en > : {path} > {lang}/{path}",
    ),
    "zola": (
        {"config.toml": "base_url='https://a.example'\ndefault_language='en'\n[languages.fr]"},
        "content/a.md content/a.fr.md",
        "Zola zola: en > fr: content/{path} > content/{path}.{lang}",
    ),
    "myst": (
        {"docs/conf.py": "project = 'T'\nextensions = ['myst_parser']\n"},
        "docs/index.md docs/es/index.md",
        "MyST myst: en > es: docs/{path} > docs/{lang}/{path}",
    ),
    "a repository, a site anywhere in it": (
        {"assets/site.io/mkdocs.yml": "site_name: T", "tests/mkdocs.yml": "site_name: U"},
        "assets/site.io/docs/a.md tests/docs/b.md README.md CHANGELOG.md",
        "MkDocs mkdocs: en > : assets/site.io/docs/{path} > assets/site.io/docs/{path}.{lang}",
    ),
    "a repository, a small site somewhere in it": (
        {"tools/site/mkdocs.yml": "site_name: T"},
        "tools/site/docs/a.md docs/b.md docs/c.md",
        "? github: en > : docs/{path} > docs/{lang}/{path}",
    ),
    "nothing said, pages at the root": (
        {},
        "index.md notes/a.md README.md",
        "? github: en > : {path} > {lang}/{path}",
    ),
    "nothing said, what a repository says of itself": (
        {},
        "README.md CONTRIBUTING.md",
        "? github: en > : {path} > {path}.{lang}",
    ),
    "nothing said, folders below the source": (
        {},
        "docs/a.md docs/sr-Latn/a.md",
        "? github: en > sr-Latn: docs/{path} > docs/{lang}/{path}",
    ),
    "nothing said, several folders": (
        {},
        "docs/en/a.md docs/es/a.md blog/en/b.md blog/es/b.md blog/fr/b.md notes/en/c.md src/d.md",
        "? github: en > es fr: docs/{lang}/{path}, blog/{lang}/{path}",
    ),
    "nothing said, folders at the root": (
        {},
        "en/a.md es/a.md README.md",
        "? github: en > es: {lang}/{path}",
    ),
    "nothing said, shortcodes": (
        {"content/en/a.md": "{{< figure src='a.png' >}}\n"},
        "content/es/a.md",
        "? hugo: en > es: content/{lang}/{path}",
    ),
    "nothing said, gettext's spelling": (
        {},
        "content/en/a.md content/pt_BR/a.md",
        "? github: en > pt-BR pt-BR=pt_BR: content/{lang}/{path}",
    ),
    "a repository, files beside their translations": (
        {},
        "README.md README_pt_BR.md README_es.md CONTRIBUTING.md CONTRIBUTING_es.md",
        "? github: en > es pt-BR pt-BR=pt_BR: {path} > {path}_{lang}",
    ),
    "a repository, translations in a folder": (
        {},
        "README.md docs/i18n/README.es.md docs/i18n/README.zh-CN.md docs/use.md",
        "? github: en > es zh-CN: {path} > docs/i18n/{path}.{lang}",
    ),
    "a repository, guides as well": (
        {},
        "README.md README.es.md CHANGELOG.md docs/use.md docs/use.es.md",
        "? github: en > es: docs/{path} > docs/{path}.{lang}, {path} > {path}.{lang}",
    ),
    "a repository whose own language is not said": (
        {},
        "README.md README_en.md docs/use.md docs/use.es.md",
        "? github: en > es: docs/{path} > docs/{path}.{lang}",
    ),
    "a repository with names that no language has": (
        {},
        "README.md README_first.md docs/use.md docs/use.es.md",
        "? github: en > es: docs/{path} > docs/{path}.{lang}",
    ),
}
