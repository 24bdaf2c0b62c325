"""Pages as they are read: front matter, rows and fences with their lines, and what is asked of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.page import document
from snippets._engine.page.document import Fence, Row, parse

PATH = Path("docs/en/coins.md")


def parts(text):
    """What a text consists of: lines as (line, text), fences as (line, word, body, closed)."""
    return [
        (part.line, part.text) if isinstance(part, Row) else (part.line, part.word, part.body, part.closed)
        for part in parse(text, PATH).parts
    ]


FENCES = {
    "plain": ("``` snippet\na\nb\n```", [(1, "snippet", "a\nb", True)]),
    "no-blank": ("```text\na\n```", [(1, "text", "a", True)]),
    "no-word": ("```\na\n```", [(1, "", "a", True)]),
    "more-words": ('``` python title="x"\na\n```', [(1, 'python title="x"', "a", True)]),
    "empty": ("``` errata\n```", [(1, "errata", "", True)]),
    "tildes": ("~~~ text\na\n```\n~~~", [(1, "text", "a\n```", True)]),
    "longer": ("```` text\n``` snippet\na\n```\n````", [(1, "text", "``` snippet\na\n```", True)]),
    "closed-by-more": ("``` text\na\n`````", [(1, "text", "a", True)]),
    "not-closed-by-fewer": ("```` text\na\n```", [(1, "text", "a\n```", False)]),
    "not-closed-by-words": ("``` text\na\n``` b", [(1, "text", "a\n``` b", False)]),
    "not-closed": ("``` text\na\n\nb", [(1, "text", "a\n\nb", False)]),
    "indented": ("    ``` text\n    a\n      b\n    ```\nc", [(1, "text", "a\n  b", True), (5, "c")]),
    "less-indented-inside": ("    ``` text\n  a\n\n    b\n    ```", [(1, "text", "a\n\nb", True)]),
    "closed-with-less-indent": ("    ``` text\n    a\n```\nb", [(1, "text", "a", True), (4, "b")]),
    "closed-with-more-indent": ("``` text\na\n   ```", [(1, "text", "a", True)]),
    "not-closed-deep-inside": ("``` text\na\n    ```\nb", [(1, "text", "a\n    ```\nb", False)]),
    "two": ("``` a\n```\n\n``` b\n```", [(1, "a", "", True), (3, ""), (4, "b", "", True)]),
    "in-a-line": ("a ``` b", [(1, "a ``` b")]),
    "quoted": ("> ``` text\n> a\n>  b\n>\n> ```\nc", [(1, "text", "a\n b\n", True), (6, "c")]),
    "quoted-without-blanks": (">``` text\n>a\n>```", [(1, "text", "a", True)]),
    "quoted-twice": ("> > ``` text\n> > a\n>> ```", [(1, "text", "a", True)]),
    "quoted-and-indented": (">     ``` text\n>     a\n>       b\n>     ```", [(1, "text", "a\n  b", True)]),
    "quotation-ends-first": ("> ``` text\n> a\nb", [(1, "text", "a", False), (3, "b")]),
    "tab": ("\t``` text\n\ta\n\t\tb\n\t```\nc", [(1, "text", "a\n    b", True), (5, "c")]),
    "tab-and-blanks": ("    ``` text\n\ta\n  \t```", [(1, "text", "a", True)]),
    "behind-a-mark": ("- ``` text\n  a\n  ```\nb", [(1, "text", "  a", True), (4, "b")]),
    "behind-marks": ("> 1. - ```text\n>      a\n>      ```", [(1, "text", "     a", True)]),
    "code-of-three": ("```a``` b", [(1, "```a``` b")]),
}


@pytest.mark.parametrize(("text", "expected"), FENCES.values(), ids=FENCES)
def test_fences(text, expected):
    assert parts(text) == expected


@pytest.mark.parametrize("text", [text for text, _ in FENCES.values()], ids=FENCES)
def test_nothing_is_lost(text):
    read = parse(f"---\ntitle: x\n---\n{text}\n\nend\n", PATH)
    rows = [part.text if isinstance(part, Row) else "\n".join(part.rows) for part in read.parts]
    assert "\n".join(rows) == read.text == f"{text}\n\nend\n"


FORMULAS = {
    "block": ("a\n\n$$\nx\n\ny\n$$\nb", [(1, "a"), (2, ""), (3, "$$\nx\n\ny\n$$"), (8, "b")], [2]),
    "in-text": ("a $$\nx $$ b\nc", [(1, "a $$\nx $$ b"), (3, "c")], [0]),
    "indented": ("    $$\n    x\n    $$", [(1, "    $$\n    x\n    $$")], [0]),
    "one-line": ("$$ x $$\na", [(1, "$$ x $$"), (2, "a")], []),
    "not-closed": ("$$\nx\n\n``` text\n$$\n```", [(1, "$$"), (2, "x"), (3, ""), (4, "text", "$$", True)], []),
    "inline": ("a $x$ b\n$y$", [(1, "a $x$ b"), (2, "$y$")], []),
}


@pytest.mark.parametrize(("text", "expected", "maths"), FORMULAS.values(), ids=FORMULAS)
def test_formulas_of_several_lines_are_one_row(text, expected, maths):
    assert parts(text) == expected
    read = parse(text, PATH).parts
    assert [number for number, part in enumerate(read) if isinstance(part, Row) and part.kind == "maths"] == maths


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("---\ntitle: Coins\n---\n# A\n", 4),
        ("---\ntitle: Coins\n---\n\n\n# A\n", 6),
        ("\ufeff---\ntitle: Coins\n---\n# A\n", 4),
        ("--- \ntitle: Coins\n...\n# A\n", 4),
        ("---\ntitle: Coins\npicture: >\n  a\n  b\n---\n# A\n", 7),
    ],
)
def test_front_matter_is_taken_off_and_lines_are_those_of_the_file(text, first):
    read = parse(text, PATH)
    assert (read.title, read.text, read.wrong) == ("Coins", "# A\n", None)
    assert (read.first, read.parts[0].line) == (first, first)


def test_file_of_windows_is_read(tmp_path):
    path = tmp_path / "coins.md"
    path.write_bytes("\ufeff---\r\ntitle: 硬币\r\n---\r\n\r\n``` snippet\r\nt/a.py: b\r\n```\r\n".encode())
    read = document.read(path)
    assert (read.title, read.name, read.path) == ("硬币", "coins", path)
    assert [(each.line, each.body) for each in read.directives("snippet")] == [(5, "t/a.py: b")]


def test_keys_of_the_front_matter_have_lines():
    read = parse("---\n# a comment\ntitle: Coins\ndescription: >\n  more\n  picture: none\npicture: t/a:b\n---\n", PATH)
    assert read.lines == {"title": 3, "description": 4, "picture": 7}


WRONG = {
    "none": ("# A\n", 1, "has no title", "title:"),
    "without-title": ("---\npicture: a\n---\n# A\n", 1, "has no title", "title:"),
    "empty-title": ("---\ntitle:\n---\n# A\n", 1, "has no title", "title:"),
    "a-list": ("---\n- a\n---\n# A\n", 1, "has no title", "title:"),
    "not-closed": ("---\ntitle: Coins\n# A\n", 1, "has no title", "title:"),
    "invalid": ("---\ntitle: Coins\npicture: [a\n---\n# A\n", 4, "not valid YAML", "Mend"),
    "two-colons": ("---\ntitle: a: b\n---\n# A\n", 2, "not valid YAML", "Mend"),
    "tab": ("---\ntitle: a\n\tb: c\n---\n# A\n", 3, "not valid YAML", "Mend"),
    "fact": ("---\ntitle: Coins\nabout: B {{ t/o.n }}\n---\n# A\n", 3, "{{ t/o.n }} stands where", "words"),
    "fact-alone": ("---\ntitle: {{ t/o.n }}\n---\n# A\n", 2, "{{ t/o.n }} stands where", "words"),
    "control-character": ("---\ntitle: \x07\n---\n# A\n", 1, "not valid YAML", "Mend"),
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_the_front_matter_is_kept_and_the_rest_is_read(text, line, what, remedy):
    read = parse(text, PATH)
    assert (read.wrong.path, read.wrong.line) == (PATH, line)
    assert what in read.wrong.what
    assert remedy in read.wrong.remedy
    assert read.title in ("coins", "Coins")
    assert read.text.endswith("# A\n")


def test_file_that_is_no_utf8_names_itself(tmp_path):
    path = tmp_path / "coins.md"
    path.write_bytes("title: 硬币".encode("gbk"))
    with pytest.raises(CourseError, match="cannot be read") as caught:
        document.read(path)
    assert (caught.value.path, caught.value.remedy) == (path, "Save it as UTF-8")


def test_all_of_a_text_may_stand_for_one_line():
    read = parse("# A\n\n``` snippet\nt/a.py: b\n```\n\n$$\nx\n$$\nend", PATH, line=12)
    assert [part.line for part in read.parts] == [12] * 6


def test_used_snippets():
    text = "{{ a/one.x }}\n\n``` snippet\na/two.py: b\n```\n"
    text += "\n    ``` figure\n    a/three.py: b\n    ```\n\n```text\na/four.py: b\n```"
    assert parse(text, PATH).snippets == {"a/one", "a/two", "a/three"}


def test_facts_use_snippets_wherever_they_stand():
    text = "| {{ a/one.x | .2f }} |\n\n``` figure\na/two.py: b\n{{ a/three.x }}\n\nalt: {{ a/four.x[0] }}\n```\n"
    text += "\n```text\n{{ a/five.x }}\n```\n\n``` program\na/six.py\n```\n\n``` output\nmal; formed\n```\n"
    text += "`{{ a/seven.x }}`\n\n`\\{{ b/one.x }}` \\{{ b/two.x }}\n\n"
    text += "<!--\n{{ b/three.x }}\n\n``` output\nb/four.py: c\n```\n-->\n"
    used = ["one", "two", "three", "four", "five", "six", "seven"]
    assert parse(text, PATH).snippets == {f"a/{name}" for name in used}


USED = {
    "with-ending": "``` snippet\na/b.py: c\n```",
    "without-ending": "``` snippet\na/b: c\n```",
    "tildes": "~~~ snippet\na/b: c\n~~~",
    "with-id": "``` program\na/b { #id }\n```",
    "without-blank": "```output\na/b:c\n```",
    "quotation": "> ``` figure\n> a/b: c\n> ```",
    "tab": "- d\n\n\t``` figure\n\ta/b: c\n\t```",
    "more-ticks": "````` snippet\n  a/b.py: c\n`````",
}


@pytest.mark.parametrize("text", USED.values(), ids=USED)
def test_every_form_of_a_directive_uses_its_snippet(text):
    assert parse(text, PATH).snippets == {"a/b"}


COMMENTS = {
    "line": ("<!-- a -->\nb", [(1, "<!-- a -->", "comment"), (2, "b", "")]),
    "lines": ("<!--\n``` text\n\na\n-->\nb", [(1, "<!--\n``` text\n\na\n-->", "comment"), (6, "b", "")]),
    "text-behind": ("<!-- a --> b", [(1, "<!-- a --> b", "")]),
    "not-closed": ("<!-- a\nb", [(1, "<!-- a", ""), (2, "b", "")]),
    "in-a-line": ("a <!-- b -->", [(1, "a <!-- b -->", "")]),
}


@pytest.mark.parametrize(("text", "expected"), COMMENTS.values(), ids=COMMENTS)
def test_comments_are_rows_of_their_own(text, expected):
    assert [(part.line, part.text, part.kind) for part in parse(text, PATH).parts] == expected


def test_directives_by_name():
    text = "``` snippet\na\n```\n\n- b\n\n    ``` errata\n    ```\n\n````text\n``` errata\n```\n````"
    read = parse(text, PATH)
    assert [each.line for each in read.directives("snippet", "errata")] == [1, 7]
    assert [each.line for each in read.directives("errata")] == [7]
    assert list(read.directives("figure")) == []


@pytest.mark.parametrize("word", document.WHOLE_SITE)
def test_a_page_may_show_the_whole_site(word):
    assert parse(f"a\n\n``` {word}\n```", PATH).shows_whole_site
    assert not parse(f"a\n\n````text\n``` {word}\n```\n````\n\n``` snippet\na\n```", PATH).shows_whole_site


def test_anchors_have_the_heading_above_them():
    text = """\
text { #before }

# Coins { #coins }

<span id="raw">a</span> and *b*{: .c #word }

## {{ t/coin.w | .2f }} & b

``` snippet
t/coin.py: two_words boom
```

``` figure
t/coin.py: curve { #fig-coin }
C { #no-anchor-of-a-caption }

alt: a
```

```bash
# install { #no-anchor-of-code }
```

| a { #cell } |

### Deeper {#deeper .class}
"""
    assert parse(f"---\ntitle: All\n---\n{text}", PATH).anchors == {
        "before": "All",
        "coins": "Coins",
        "raw": "Coins",
        "word": "Coins",
        "fig-coin": "{{ t/coin.w | .2f }} & b",
        "code-coin-two-words": "{{ t/coin.w | .2f }} & b",
        "cell": "{{ t/coin.w | .2f }} & b",
        "deeper": "Deeper",
    }


TWICE = {
    "headings": ("# A { #a }\n\n## B { #a }", "a", 1, 3),
    "heading-and-listing": ("# A { #a }\n\n``` snippet\nt/b.py: c { #a }\n```", "a", 1, 4),
    "same-stem": ("``` snippet\nt/b.py: c\n```\n\n~~~ snippet\nu/b: c\n~~~", "code-b-c", 2, 6),
    "same-figure": ("``` figure\nt/b.py: c_d\n```\n\n> ``` figure\n> t/b.py: c_d\n> ```", "fig-b-c-d", 2, 6),
    "same-program": ("``` program\nt/b.py\n```\n\n``` program\nt/b.py\n```", "program-b", 2, 6),
    "default-and-given": ("``` snippet\nt/b.py: c d\n```\n\n*a*{ #code-b-c }", "code-b-c", 2, 5),
    "element": ('<p id="a">x</p>\n\n[b](c.md){: .d #a }', "a", 1, 3),
    "in-a-line": ("*a*{ #x } *b*{ #x }", "x", 1, 1),
}


@pytest.mark.parametrize(("text", "id", "first", "line"), TWICE.values(), ids=TWICE)
def test_an_id_that_stands_twice_names_both_lines(text, id, first, line):
    error = parse(text, PATH).repeated
    assert (error.path, error.line) == (PATH, line)
    assert f"the id {id!r} stands twice on the page, first on line {first}" in error.what
    assert "{ #id }" in error.remedy


def test_ids_that_stand_once():
    text = "# A { #a }\n\n`{ #a }` $x_{#a}$ {{ t/b.n | #a }}\n\n<!-- { #a } -->\n\n``` output\nt/b.py: c\n```\n\n"
    text += "``` output\nt/b.py: c\n```\n\n```text\n# A { #a }\n```\n\n``` snippet\nt/b.py: c { #d }\n```\n\n[a](#a)"
    assert parse(text, PATH).repeated is None


def test_prose_has_no_code_no_formulas_and_no_facts():
    text = (
        "One $x_1$ two {{ t/a.w | .2f }}.\n\n``` snippet\nt/a.py: code\n```\n$$\nformula\n$$\n```text\ncode\n```\nthree"
    )
    assert parse(text, PATH).prose.split() == ["One", "two", ".", "three"]


def test_a_fence_is_what_stands_in_the_file():
    (fence,) = parse("  ``` snippet\n  a\n  ```", PATH).parts
    assert fence == Fence("snippet", ("  ``` snippet", "  a", "  ```"), 1, "  ", True)
