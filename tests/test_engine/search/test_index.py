"""The index of the search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from material.plugins.search.plugin import Parser

from snippets._engine import chinese
from snippets._engine.errors import CourseError
from snippets._engine.page.glossary import names
from snippets._engine.search import index as search_index

GLOSSARY = Path("docs/glossary.yml")  # for errors

LISTING = "<pre><code>layer = nn.Linear(2, 1)  # 一|层\n</code></pre>"
SECTIONS = [  # "|" stands for the mark between words of Chinese text
    ("glossary/", "术语", ""),
    ("glossary/#cross-entropy", "交叉熵 cross-entropy", "<p>|衡量|分布|。</p>"),
    ("part/", "第一|部分", ""),
    ("part/#install", "安装", "<p>|先|装|。</p>"),
    ("part/#install-check", "检查", f"<p><code>nn.Linear(2, 1)</code> |是|加权|和|。</p> {LISTING}"),
    ("part/#margin", "什么|是|间隔|？", "<p>|间隔|（SVM|）|最宽|。</p>"),
    ("part/#exercise-1", "练习", "<p>|量|间隔|。</p>"),
]
GIVEN = [
    ("part/#install", "names", ["张量", "tensor"]),
    ("glossary/#cross-entropy", "names", ["交叉熵", "cross-entropy"]),
    ("part/#install-check", "titles", ["加权和"]),
]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    path = tmp_path / "search_index.json"
    docs = [{"location": location, "title": title, "text": text} for location, title, text in SECTIONS]
    docs[0]["boost"] = docs[1]["boost"] = 0.3
    text = json.dumps({"config": {"lang": ["en"], "separator": " "}, "docs": docs}, ensure_ascii=False)
    path.write_text(text.replace("|", "\u200b"), "utf-8")
    return path


@pytest.fixture
def completed(written: Path) -> dict[str, dict]:
    search_index.complete(written, GIVEN, {"part/#install"}, ["part/", "glossary/"], GLOSSARY)
    return {entry["location"]: entry for entry in json.loads(written.read_text("utf-8"))["docs"]}


def test_sections_have_the_names_of_their_terms_in_both_languages(completed: dict[str, dict]) -> None:
    assert completed["part/#install"]["names"] == "§张量 §tensor"
    assert completed["glossary/#cross-entropy"]["names"] == "§交叉熵 §cross_entropy"
    assert "names" not in completed["part/#install-check"]


def test_titles_and_bold_words_are_names(completed: dict[str, dict]) -> None:
    assert completed["part/#install-check"]["titles"] == "§加权和, §检查"


def test_a_title_that_asks_what_a_term_is_and_that_of_a_page_count_as_terms(completed: dict[str, dict]) -> None:
    assert completed["part/#margin"]["names"] == "§间隔"
    assert completed["part/"]["names"] == "§第一_部分"


def test_code_is_a_name_and_counts_more_where_the_text_speaks_of_it(completed: dict[str, dict]) -> None:
    assert completed["part/#install-check"]["code"] == " ".join(["§nn_linear"] * 5)


def test_a_program_is_its_file_and_its_words() -> None:
    files, text = ["part/first.py", "first.py"], f"{LISTING} <pre>margin 0.25 0.25</pre>"
    program = search_index.program_entry("snippets/part/first/", "第一个程序", text, files, {})
    assert program["text"] == "<p><code>part/first.py</code></p>"
    assert program["files"] == "§part_first_py §first_py"
    assert program["words"] == "layer linear margin nn"


PROGRAM = """<h1 id="title" data-search-exclude="true">第一个程序</h1>
<div class="listing-meta" data-search-exclude="true"><a href="../">外面</a></div>
<style>.gone {}</style><script>gone()</script><!--picture gone-->
<p>先读<strong>数据</strong>。</p><div class="listing"><pre><code><span class="n">layer</span><span class="p">.</span>\
<span class="n">bias</span> <span class="o">&lt;</span> "a" <span class="c1"># 张量</span>
</code></pre></div><table><tr><td>loss</td>
<td>end</td></tr></table>"""


def test_a_program_is_made_from_its_page_as_from_what_material_reads() -> None:
    parser = Parser()
    parser.feed(PROGRAM)
    parser.close()
    read = chinese.marked("".join(parser.data[-1].text).strip())
    files = ["part/first.py", "first.py"]
    terms = search_index.by_name([["张量", "First program"]])
    made = [
        search_index.program_entry("snippets/part/first/", "First program", text, files, terms)
        for text in (read, search_index.readable(PROGRAM))
    ]
    assert made[0] == made[1]
    assert made[0]["words"] == "bias end layer loss 张量 读数据"
    assert made[0]["names"] == made[0]["titles"] == "§张量 §first_program"
    assert made[0]["boost"] == 0.09


def test_programs_come_last_and_once(written: Path, completed: dict[str, dict]) -> None:
    def entry(title: str) -> dict:
        return search_index.program_entry("snippets/part/second/", title, "x", ["part/second.py"], {})

    search_index.add(written, [entry("Second")])
    search_index.add(written, [entry("Another")])
    assert json.loads(written.read_text("utf-8"))["docs"] == [*completed.values(), entry("Another")]


def test_marks_between_words_stand_only_where_nothing_else_separates(completed: dict[str, dict]) -> None:
    assert completed["part/#margin"]["title"].replace("\u200b", "|") == "什么|是|间隔？"
    assert completed["part/#margin"]["text"] == "<p>间隔（SVM）最宽。</p>"


def test_what_comes_first_of_equal_results(completed: dict[str, dict]) -> None:
    boosts = {location: entry["boost"] for location, entry in completed.items()}
    assert boosts["part/#install"] > boosts["part/#install-check"] > boosts["part/"] > boosts["part/#exercise-1"]
    assert boosts["glossary/#cross-entropy"] == 0.3
    assert [location for location in completed if "#" not in location] == ["part/", "glossary/"]


def test_names_for_no_section_are_an_error_and_change_nothing(written: Path) -> None:
    before = written.read_text("utf-8")
    with pytest.raises(CourseError, match=r"no section part/#instal\.") as caught:
        search_index.complete(written, [("part/#instal", "names", ["张量"])], (), [], GLOSSARY)
    assert caught.value.path == GLOSSARY
    assert "`at`" in caught.value.remedy
    assert written.read_text("utf-8") == before


def test_bold_words_belong_to_their_section() -> None:
    page = '<h1 id="part">P</h1><p><strong>a</strong></p><h2 id="one">1</h2><p><strong>b <em>c</em></strong></p>'
    assert list(search_index.strong(page)) == [("", "a"), ("#one", "b c")]


def test_names_of_a_term() -> None:
    term = {"zh": "开发集", "en": "development set", "zh_also": "验证集", "short": "dev set"}
    assert names(term) == ["开发集", "development set", "验证集", "dev set"]
