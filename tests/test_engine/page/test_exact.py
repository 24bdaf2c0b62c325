"""Programs and what they print, character by character, wherever a page shows them and in what readers take away."""

from __future__ import annotations

import html as escaping
import json
import re
from dataclasses import replace

import lxml.html
import pytest
from msgspec import structs
from packaging.specifiers import SpecifierSet

from snippets._engine.errors import CourseError
from snippets._engine.page import downloads, plain
from snippets._engine.page.expand import expand
from snippets._engine.page.notebook import executed
from snippets._engine.page.site_form import SITE
from snippets._engine.run.result import CellResult
from snippets._engine.snippet.source import parse

CODE = '''\
text = """two  \n\ttab\n   \n\x0c\x0b\u2028\x85\u3000\x02wzxhzdk:0\x03\x02amp\x03 &lt; <b> `````
//// html | div
////
$x$ {{ t/s.w }} *a* <!-- \\\\{{ --> \ufdd0


"""  \nif text:\n\tx = 1\t  '''
OUTPUT = "\n\n  lead\n\ttab  \n  \n\x02\x03 <i> `` | \x0c\n/// end\n///\n```\n# h\u2028  "
WHOLE = f"# %% a\n{CODE}\n\n# %% check\nassert text\n"
DIRECTIVES = {
    "snippet": ("``` snippet\nt/s.py: a\n```", [CODE, OUTPUT]),
    "output": ("~~~~ output\nt/s: a\n~~~~", [OUTPUT]),
    "program": ("```program\nt/s.py { #x }\n```", [WHOLE.rstrip("\n")]),
}
PLACES = {  # what stands before its lines, what begins each, and where it then is
    "top": ("", "", ""),
    "quotation": ("> a\n>\n", "> ", "//blockquote"),
    "quotation-alone": ("", "> ", "//blockquote"),
    "quotation-without-blanks": ("", ">", "//blockquote"),
    "quotation-in-a-quotation": ("> a\n>\n> > b\n> >\n", "> > ", "//blockquote/blockquote"),
    "list": ("- a\n\n", "    ", "//li"),
    "list-and-tab": ("- a\n\n", "\t", "//li"),
    "list-without-an-empty-line": ("- a\n", "    ", "//li"),
    "numbers": ("1. a\n\n", "    ", "//ol/li"),
    "list-in-a-list": ("- a\n\n    - b\n\n", "\t    ", "//li//li"),
    "list-in-a-quotation": ("> - a\n>\n", ">     ", "//blockquote//li"),
    "quotation-in-a-list": ("- a\n\n", "    > ", "//li/blockquote"),
    "box": ('!!! note "B"\n\n', "    ", "//div[@class='admonition note']"),
    "box-and-tab": ('!!! note "B"\n\n', "\t", "//div[@class='admonition note']"),
    "folded": ('??? note "B"\n', "    ", "//details"),
    "box-in-a-list": ('- a\n\n    !!! note "B"\n\n', "        ", "//li/div[@class='admonition note']"),
    "box-in-a-quotation": ('> !!! note "B"\n>\n', ">     ", "//blockquote/div[@class='admonition note']"),
    "definition": ("a\n\n:   b\n\n", "    ", "//dd"),
    "footnote": ("a[^1]\n\n[^1]: b\n\n", "    ", "//div[@class='footnote']//li"),
    "element": ("<div markdown>\n\n", "", "//div"),
    "paragraph": ("a\n", "", ""),
}


@pytest.fixture
def exact(tmp_path, material):
    """The material with a snippet that has every awkward character in its code and its output."""
    snippet = parse(tmp_path / "s.py", "t/s", WHOLE)
    cells = {"a": CellResult(OUTPUT + "\n"), "check": CellResult()}
    result = structs.replace(material.results["t/coin"], name="t/s", cells=cells)
    return replace(material, snippets={"t/s": snippet}, results={"t/s": result})


def within(text, prefix):
    return "\n".join(prefix + row for row in text.split("\n"))


def blocks(html):
    """The texts of the blocks of code in HTML, without the end of their last line."""
    marked = re.findall(r"(?s)<pre><span></span><code>(.*?)\n</code></pre>", html)
    return [escaping.unescape(re.sub("<[^>]*>", "", each)) for each in marked]


@pytest.mark.parametrize(("before", "prefix", "path"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("directive", "shown"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_on_a_page(html, document, place, exact, directive, shown, before, prefix, path):
    page = html(expand(document(before + within(directive, prefix)), place, exact, SITE))
    assert blocks(page) == shown
    assert not re.search(r"///|```|~~~|t/s", re.sub(r"(?s)<pre>.*?</pre>|<[^>]*>", "", page))
    tree = lxml.html.fromstring(f"<div>{page}</div>")
    assert len(tree.xpath(f"{path}//pre")) == len(shown)


@pytest.mark.parametrize(("before", "prefix", "path"), PLACES.values(), ids=PLACES)
@pytest.mark.parametrize(("directive", "shown"), DIRECTIVES.values(), ids=DIRECTIVES)
def test_in_plain_markdown(document, place, exact, directive, shown, before, prefix, path):
    page = plain.page(document(before + within(directive, prefix)), place, exact, {}, str, plain.PLAIN)
    rows = page.split("\n")
    for text in shown:
        lines = text.split("\n")
        found = [
            rows[at : at + len(lines)]
            for at in range(len(rows))
            if all(row.endswith(line) for row, line in zip(rows[at:], lines, strict=False))
            and len(rows) - at >= len(lines)
        ]
        assert found, page
        leads = {row.removesuffix(line).rstrip() for row, line in zip(found[0], lines, strict=True)}
        assert len(leads) == 1, "each line stands behind the same signs of quotations"


WRITTEN = "all:\n\techo  \n   \n\t\tb \x0c {{ t/coin.w }}"


@pytest.mark.parametrize(("before", "prefix", "path"), PLACES.values(), ids=PLACES)
def test_a_block_of_code_is_what_its_author_wrote(page, before, prefix, path):
    made = page(before + within(f"```make\n{WRITTEN}\n```", prefix))
    assert blocks(made) == [WRITTEN.replace("{{ t/coin.w }}", "1.5")]
    assert lxml.html.fromstring(f"<div>{made}</div>").xpath(f"{path}//pre")


FIGURE = "``` figure\nt/coin.py: curve\nA *valley*.\n\nalt: a\n```"


@pytest.mark.parametrize("name", [name for name in PLACES if name != "definition"])
def test_figures_stand_there_too(page, name):
    before, prefix, path = PLACES[name]
    tree = lxml.html.fromstring(f"<div>{page(before + within(FIGURE, prefix))}</div>")
    (caption,) = tree.xpath(f"{path}//figure[@id='fig-coin-curve']/figcaption")
    assert caption.find("p/em").text == "valley"
    assert "///" not in tree.text_content()


SHOWN_RAW = {
    "indented-code": ("a\n\n", "    "),
    "first-of-a-page": ("", "     "),
    "raw-html": ("<div>\n", ""),
    "figure-in-a-definition": ("a\n\n:   b\n\n", "    "),
}


@pytest.mark.parametrize(("before", "prefix"), SHOWN_RAW.values(), ids=SHOWN_RAW)
def test_where_markdown_would_show_a_directive_as_it_is_written_it_is_refused_with_its_line(page, before, prefix):
    with pytest.raises(CourseError, match="where Markdown shows it as code or text") as caught:
        page(before + within(FIGURE, prefix) + ("\n</div>" if before.startswith("<") else ""))
    assert caught.value.line == 6 + before.count("\n")
    assert "empty line above" in caught.value.remedy


def test_in_what_readers_take_away(exact):
    known = downloads.Supported(">=3.11", {"torch": SpecifierSet(">=2.6")}, {})
    snippet, result = exact.snippets["t/s"], exact.results["t/s"]
    assert downloads.script(snippet, snippet.text, known).endswith(f"# ///\n\n{WHOLE}")
    first = json.loads(executed(snippet, result, "en", known))["cells"][1]
    assert "".join(first["source"]) == CODE
    assert "".join(first["outputs"][0]["text"]) == f"{OUTPUT}\n"


def test_in_the_plain_form_of_a_program(exact, place):
    made = plain.notebook("t/s", place, exact, {})
    assert f"``````python\n{CODE}\n``````" in made
    assert f"````text\n{OUTPUT}\n````" in made


def test_a_null_byte_that_was_printed_is_what_browsers_make_of_it(html, document, place, exact):
    printed = structs.replace(exact.results["t/s"], cells={"a": CellResult("a\0b\n"), "check": CellResult()})
    page = html(expand(document(DIRECTIVES["output"][0]), place, replace(exact, results={"t/s": printed}), SITE))
    assert blocks(page) == ["a\ufffdb"]
