"""Where addresses stand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from l10n.markdown.linkplaces import LinkKind, find_link_places, plain_address
from l10n.markdown.segments import read_layout
from l10n.markdown.syntaxes import syntax_of
from l10n.text import Edit, splice

TEXT = """\
[a](/1) ![b](</2 x> "t") [c][d] <https://e.example/3>, https://e.example/4. `https://no.example/`
<a href="/5" class='x' src=/6>x</a> [in {{< x >}}]({{< param "y" >}}/no) [g]({{< ref "7" >}})

> - [two
>   lines](/8) [x

[d]: /9 'title'
[e]:
    </10>

| [a\\|b](/11) |
| --- |
| ![a [l](/12)](/13) |

<ul>
<li href='/14'>{{% relref "15" %}}<script>a = "<a href='/no'>"</script><!-- href="/no" -->
</ul>

    <a href="/no">[code](/no)

{{< code >}}[no](/no) {{< relref path="16" >}}{{< /code >}}

- {{< note >}}
  {{< tip >}}
  [in a body](/17) and <a href="/18">x</a>
  {{< /tip >}}
  {{< /note >}}
"""


def places(text: str) -> list[tuple[LinkKind, str, int]]:
    found = find_link_places(read_layout(text, 0))
    return [(each.kind, each.span.of(text), each.line) for each in found]


def test_every_place_is_found_once_in_order() -> None:
    assert places(TEXT) == [
        (LinkKind.LINK, "/1", 1),
        (LinkKind.IMAGE, "/2 x", 1),
        (LinkKind.AUTOLINK, "https://e.example/3", 1),
        (LinkKind.BARE, "https://e.example/4", 1),
        (LinkKind.HTML, "/5", 2),
        (LinkKind.HTML, "/6", 2),
        (LinkKind.SHORTCODE, '{{< ref "7" >}}', 2),
        (LinkKind.LINK, "/8", 5),
        (LinkKind.DEFINITION, "/9", 7),
        (LinkKind.DEFINITION, "/10", 9),
        (LinkKind.LINK, "/11", 11),
        (LinkKind.LINK, "/12", 13),
        (LinkKind.IMAGE, "/13", 13),
        (LinkKind.HTML, "/14", 16),
        (LinkKind.SHORTCODE, '{{% relref "15" %}}', 16),
        (LinkKind.SHORTCODE, '{{< relref path="16" >}}', 21),
        (LinkKind.LINK, "/17", 25),
        (LinkKind.HTML, "/18", 25),
    ]


def test_line_ends_and_front_matter_shift_nothing() -> None:
    body = TEXT.replace("\n", "\r\n")
    text = f"---\r\na: b\r\n---\r\n{body}"
    layout = read_layout(text, len(text) - len(body))
    found = [(each.kind, each.span.of(text), each.line - 3) for each in find_link_places(layout)]
    assert found == places(TEXT)


def test_escapes_are_undone() -> None:
    assert plain_address("/a\\_b?c&amp;d") == "/a_b?c&d"


@given(st.text(alphabet="[](){}<>!`\"'\\ \n#-|:/ahrefs=.{%>", max_size=80))
def test_places_are_ordered_and_disjoint_whatever_the_text(text: str) -> None:
    found = find_link_places(read_layout(text, 0))
    assert splice(text, [Edit(each.span, each.span.of(text)) for each in found]) == text
    assert [each.line for each in found] == sorted(each.line for each in found)


def test_addresses_in_tags_of_components_are_links() -> None:
    text = 'See <a href="/fees">fees</a> and <B c={1 > 0} href="/office"/> now.\n'
    places = find_link_places(read_layout(text, 0, syntax_of("mdx")))
    assert [each.span.of(text) for each in places] == ["/fees", "/office"]


COMPONENTS = """\
import Card from "./Card.astro"

<LinkCard title="x" href="/1" />

<LinkButton href="/2">x</LinkButton>

<CardGrid>
  <LinkCard
    title="x"
    href="/3" data-x="y"
  />
</CardGrid>

- <LinkCard href='/4' />

> <LinkCard
>   href="/5" />

:::note
<img src="/6" alt="x" />
:::

```
<LinkCard href="/no" />
```

    <LinkCard href="/no" />

## Title <LinkCard href="/7" />

| <LinkCard href="/8" /> | x |
| --- | --- |
| x | <video src="/9"></video> |
"""


@pytest.mark.parametrize(
    "syntax", ["mdx", "vitepress", "mkdocs", "hugo", "github", "zola", "mdbook", "jekyll", "myst"]
)
def test_every_tag_has_links_wherever_it_stands(syntax: str) -> None:
    text = (
        COMPONENTS.replace('    <LinkCard href="/no" />\n', "") if syntax == "mdx" else COMPONENTS
    )
    found = find_link_places(read_layout(text, 0, syntax_of(syntax)))
    assert [each.span.of(text) for each in found] == [f"/{n}" for n in range(1, 10)]


def test_a_string_in_an_expression_is_an_address() -> None:
    text = '<A href={"/1"} b={1} />\n\nSee <A href={ \'/2\' }>x</A> <A href={base + "/no"} />\n'
    found = find_link_places(read_layout(text, 0, syntax_of("mdx")))
    assert [each.span.of(text) for each in found] == ["/1", "/2"]


def test_each_address_of_a_set_of_images_is_one() -> None:
    text = (
        '<picture><source srcset="/1.png, /2.png 2x">\n'
        '<img srcset="/3.png 100w,\n  /4,5.png 200w" src="/6.png"></picture>\n'
        '<video poster="/7.png" src=/8.mp4></video> <img srcset="">\n'
    )
    found = ["/1.png", "/2.png", "/3.png", "/4,5.png", "/6.png", "/7.png", "/8.mp4"]
    assert [address for kind, address, _ in places(text)] == found
    assert [address for _, address, _ in places(f"A sentence with {text}")] == found
