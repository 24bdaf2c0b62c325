"""A value is text: wherever it stands, each form of a page shows what it holds, or refuses it with its line."""

from __future__ import annotations

from dataclasses import replace

import lxml.html
import pytest
from markdown_it import MarkdownIt
from msgspec import structs

from snippets._engine.errors import CourseError
from snippets._engine.html.slots import plain as characters
from snippets._engine.page import plain
from snippets._engine.page.expand import expand
from snippets._engine.page.site_form import SITE

VALUES = [
    "a<b>&amp;c",
    "*x* _y_ **z**",
    "a|b",
    "`c` ``",
    "[x](y) ![x](y)",
    "[^1] [x]: y",
    "$5$",
    "{{ t/coin.w }}",
    "{ #id }",
    "\"q\" 's'",
    "  lead and trail  ",
    "a\tb",
    "\\n \\* \\",
    "# h",
    "- l",
    "1. x",
    "> q",
    "~~s~~",
    "<!-- c -->",
    "</span><script>x</script>",
    "/// html | div",
    "!!! note",
    "```",
    "---",
    "https://x.y",
    "train_loss",
    "中文*的*",
    "\u2003x\u200by",
]
PLACES = {
    "text": ("a {} b", "//p"),
    "begin": ("{} b", "//p"),
    "alone": ("{}", "//p"),
    "table": ("| a | b |\n|---|---|\n| {} | c |", "//td[1]"),
    "heading": ("## A {} b { #id }", "//h2"),
    "link": ("[a {} b](c.md)", "//a[@href='c.md']"),
    "reference": ("[a {} b][r]\n\n[r]: c.md", "//a[@href='c.md']"),
    "emphasis": ("*a {} b*", "//em"),
    "strong": ("**a {} b**", "//strong"),
    "list": ("- a {}\n- b", "//li[1]"),
    "quotation": ("> a {}", "//blockquote"),
    "code": ("a `b {} c`", "//code"),
    "code-block": ("```text\na {} b\n```", "//pre"),
    "python": ("```python\na = {} + 1\n```", "//pre"),
    "quoted-code": ("> ```text\n> a {} b\n> ```", "//blockquote//pre"),
    "alt": ("![a {} b](c.png)", "//img/@alt"),
    "title": ('[a](c.md "b {}")', "//a/@title"),
    "title-of-reference": ("[a][r]\n\n[r]: c.md 'b {}'", "//a/@title"),
}
SITE_ALONE = {  # in the other form there are no such places
    "box": ('!!! note "A {}"\n\n    b', "//p[@class='admonition-title']"),
    "folded": ('??? note "A {}"\n\n    b', "//summary"),
    "correction": ('!!! correction "old → {}"\n\n    b', "//p[@class='admonition-title']"),
    "definition": ("a\n:   b {}", "//dd"),
    "footnote": ("a[^1]\n\n[^1]: b {}", "//div[@class='footnote']//p"),
    "caption": ("``` figure\nt/coin.py: curve\nC {}.\n\nalt: a\n```", "//figcaption"),
    "alt-of-figure": ("``` figure\nt/coin.py: curve\nC.\n\nalt: A {} b\n```", "//figure//span/@data-alt"),
    "attribute": ('[a](c.md){: title="b {}" }', "//a/@title"),
    "element": ('a <span aria-label="b {}">c</span>', "//span/@aria-label"),
}
GITHUB = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@pytest.fixture
def holding(material):
    """The material whose fact `w` is a text."""

    def holding(text):
        coin = structs.replace(material.results["t/coin"], facts={"w": text})
        return replace(material, results=material.results | {"t/coin": coin})

    return holding


def found(html, path):
    (place,) = lxml.html.fromstring(f"<div>{html}</div>").xpath(path)
    return place if isinstance(place, str) else place.text_content()


@pytest.mark.parametrize(("text", "path"), (PLACES | SITE_ALONE).values(), ids=PLACES | SITE_ALONE)
def test_on_the_site(html, document, place, holding, text, path):
    page = document(text.replace("{}", "{{ t/coin.w }}"))
    for value in VALUES:
        assert value in found(html(expand(page, place, holding(value), SITE)), path)


@pytest.mark.parametrize(("text", "path"), PLACES.values(), ids=PLACES)
def test_in_plain_markdown(document, place, holding, text, path):
    page = document(text.replace("{}", "{{ t/coin.w }}"))
    for value in VALUES:
        made = plain.page(page, place, holding(value), {}, str, plain.PLAIN)
        shown = found(GITHUB.render(made), path)
        assert value.strip() in shown, made  # Markdown has no blanks at both ends of a line


def test_captions_boxes_and_alt_texts_in_plain_markdown(document, place, holding):
    for text, _ in (SITE_ALONE[name] for name in ("box", "folded", "correction", "caption", "alt-of-figure")):
        for value in VALUES:
            page = document(text.replace("{}", "{{ t/coin.w }}"))
            made = plain.page(page, place, holding(value), {}, str, plain.PLAIN)
            assert value.strip() in found(GITHUB.render(made), "//blockquote"), made


def test_alt_texts_are_text(page):
    figure = '``` figure\nt/coin.py: curve\nC.\n\nalt: *A* `b` <i> | [c](d) "e"\n```'
    assert found(page(figure), "//figure//span/@data-alt") == '*A* `b` <i> | [c](d) "e"'


def test_in_the_table_of_contents(document, place, holding):
    import markdown

    reader = markdown.Markdown(extensions=["toc", "attr_list"])
    reader.convert(expand(document("## A {{ t/coin.w }} { #a }"), place, holding("*<b>* `c` & 1"), SITE))
    (entry,) = reader.toc_tokens
    assert characters(entry["name"]) == "A *&lt;b&gt;* `c` &amp; 1"


def test_the_id_of_a_heading_does_not_depend_on_the_value(page):
    assert found(page("## A {{ t/coin.w }} b"), "//h2/@id") == "a-b"


def test_what_stands_in_a_comment_stays_there(html, document, place, holding):
    made = html(expand(document("a <!-- {{ t/coin.w }} --> b"), place, holding("--><script>x</script>"), SITE))
    assert found(made, "//p") == "a  b"
    assert "<script>" not in made


@pytest.mark.parametrize("blanks", [" a", "a ", "a  b", "a\tb"])
def test_blanks_are_shown(html, document, place, holding, blanks):
    made = html(expand(document("x {{ t/coin.w }} y"), place, holding(blanks), SITE))
    assert f'style="white-space: pre-wrap">{blanks}</span>' in made


REFUSED = {
    "address": ("a\n\n[b](c/{}.md)", 7, "a fact inside the attribute `href`"),
    "picture": ("![b]({}.png)", 5, "a fact inside the attribute `src`"),
    "reference": ("[b][r]\n\n[r]: c/{}.md", 7, "a fact inside the attribute `href`"),
    "id": ("a\n\n*b*{{: #c{} }}", 7, "a fact inside the attribute `id`"),
    "class": ('<b class="{}">c</b>', 5, "a fact inside the attribute `class`"),
    "style": ('<b style="{}">c</b>', 5, "a fact inside the attribute `style`"),
    "without-quotes": ("<b title={}>c</b>", 5, "a fact inside a tag"),
    "script": ("<script>\nx = {}\n</script>", 6, "a fact inside <script>"),
    "drawing": ("<svg><text>{}</text></svg>", 5, "a fact inside <svg>"),
}


@pytest.mark.parametrize(("text", "line", "what"), REFUSED.values(), ids=REFUSED)
def test_where_no_value_can_stand_it_is_refused_with_its_line(page, text, line, what):
    with pytest.raises(CourseError) as caught:
        page(text.replace("{{:", "{:").replace("}}", "}").replace("{}", "{{ t/coin.w }}"))
    assert caught.value.line == line
    assert what in caught.value.what
    assert caught.value.remedy


def test_a_formula_over_two_lines_with_a_fact_is_refused(page, document):
    text = "a $x\n+ {{ t/coin.w }} y$ b"
    assert "formula $x + {{…}} y$: a fact inside a formula" in " ".join(found(page(text), "//code").split())
