"""What the index of the search holds besides Material's own: words cut better, and other names of sections.

Material cuts a page into its sections and Chinese text into words. A section is found, too, by the terms that
it explains, in both languages, by what stands in it in bold type, by the code that it shows and talks about;
a program's page by the names of its files. query.js asks for all of these.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from pathlib import Path

from ..errors import CourseError
from ..files import write_atomically
from ..page.glossary import TERMS

# Between words: HTML's entities, blanks, punctuation and operators; not "_", and no point inside a number.
SEPARATOR = (
    r"&(?:[lg]t|amp|quot);|&|\.(?!\d)"
    r"|[\s!-%'-\-/:-@\[-^`{-~\xb0-\xb7\xd7\xf7\u200b\u2010-\u205e\u2190-\u22ff"
    r"\u3000-\u303f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+"
)
# What a word counts in each of an entry's fields, all but the first two made here.
FIELDS = {"title": 10, "text": 1, "names": 40, "titles": 20, "code": 12, "files": 400, "words": 1}
MARK = "§"  # a name begins with it, so that no typed word is one

# Words of questions, which tell nothing about what is looked for.
_QUESTION = """
    a about an and any are as at be been being but by can cannot could did do does done for from had has have
    her him his how i if in into is it its me my no nor not of off on or our own should so some such than that
    the their them then there these they this those to too us was we were what when where which while who whom
    why will with would you your between vs versus difference differences
    的 了 吗 呢 吧 啊 是 是什么 什么 什么是 什么叫 什么意思 意思 怎么 怎么办 怎么样 怎样 如何 为什么 为何
    哪 哪里 哪些 哪个 多少 请问 有 有没有 没有 会 能 要 把 被 让 从 对 中 里 在 和 与 跟 或 及 区别 不同
    我 你 它 这 那 一个 就 也 都 用
"""
STOP_WORDS = frozenset(_QUESTION.split())

_ARTICLE = 0.9  # a section comes before an article of the same name,
_OVERVIEW = 1.6  # and what introduces sections before them,
_EXERCISE = 0.5  # and an exercise after what explains
_EXPLAINS = re.compile(r"什么是|What (is|are) ")  # so begins the title of a section that explains a term


def complete(
    path: Path, given: Iterable[tuple[str, str, Sequence[str]]], overviews: Container[str], order: Sequence[str]
) -> None:
    """Gives the sections of a written index their other names and their order.

    Args:
        path: `search_index.json`.
        given: addresses of sections, such as `overview/#svm`; the field, `names` (of a term), `titles` (words in
            bold type) or `files` (of a program, whose page is reduced to the first of them and its words); and
            names, for a term all that it has.
        overviews: addresses of sections that have sections of their own.
        order: addresses of the pages in reading order; of equal results the first comes first.

    Raises:
        CourseError: there is no section that has the names of a term.
    """
    index = json.loads(path.read_text("utf-8"))
    index["config"] |= {
        "separator": SEPARATOR,
        "pipeline": [],  # words are reduced to their stems when they are asked for
        "fields": {name: {"boost": boost} for name, boost in FIELDS.items()},
    }
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    same: dict[str, str] = {}
    programs: dict[str, str] = {}
    known = {entry["location"] for entry in index["docs"]}
    for location, field, found in given:
        if field == "names" and location not in known:
            raise CourseError(
                f"the search knows no section {location}",
                path=TERMS,
                remedy="Name the id of a heading as `at`, or the page alone",
            )
        words = list(dict.fromkeys(map(_name, found)))
        names[location, field].add(_marked(words))
        if field == "names":
            same |= dict.fromkeys(words, _marked(words))
        elif field == "files":
            programs[location] = found[0]
    for entry in index["docs"]:
        location, title = entry["location"], entry["title"]
        own = same.get(_name(title), _marked([_name(title)]))
        names[location, "titles"].add(own)
        if "#" not in location or _EXPLAINS.match(title.replace("\u200b", "")):
            names[location, "names"].add(own)
        for field in ("names", "titles", "files"):
            if names[location, field]:
                entry[field] = ", ".join(sorted(names[location, field]))
        if location in programs:
            entry["words"] = " ".join(sorted(_words(entry["text"])))
            entry["text"] = f"<p><code>{programs[location]}</code></p>"
        elif code := _code(entry["text"]):
            entry["code"] = _marked(sorted(map(_name, code)))
        entry["title"], entry["text"] = _lean(title), _lean(entry["text"])
        boost = _ARTICLE if "#" not in location else _OVERVIEW if location in overviews and entry["text"] else 1
        boost *= _EXERCISE if "#exercise-" in location else 1
        entry["boost"] = round(boost * entry.get("boost", 1), 3)
    place = {address: number for number, address in enumerate(order)}
    index["docs"].sort(key=lambda entry: place.get(entry["location"].partition("#")[0], len(place)))
    write_atomically(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def _marked(names: Iterable[str]) -> str:
    return " ".join(MARK + name for name in names if name)


def strong(html: str) -> Iterator[tuple[str, str]]:
    """The sections of a page, as the ends of their addresses, with what stands in them in bold type."""
    sections = re.split(r'<h[1-6][^>]*? id="([^"]+)"', html)
    addresses = ["", ""] + [f"#{id}" for id in sections[3::2]]  # an article is found without its heading
    for address, section in zip(addresses, sections[::2], strict=False):
        for words in re.findall(r"(?s)<strong>(.*?)</strong>", section):
            yield address, re.sub(r"<.*?>", "", words)


def _name(text: str) -> str:
    """A name as the index holds it: its words, joined by what does not separate them."""
    words = [word for word in re.split(SEPARATOR, text.lower()) if word]
    return "_".join([word for word in words if word not in STOP_WORDS] or words)


def _lean(text: str) -> str:
    """Without the marks between words that stand beside another separator."""
    return re.sub(r"(?<!\w)\u200b|\u200b(?!\w)", "", text)


def _words(text: str) -> set[str]:
    """The words of code, its comments and what it prints, each once and without numbers."""
    words = re.split(SEPARATOR, re.sub("<.*?>", " ", text.lower()))
    return {word for word in words if re.search(r"[^\W\d_]{2}", word)}


def _code(text: str) -> list[str]:
    """Code that finds a section, as often as it counts: in a listing once, between words four times.

    Of a listing names such as `torch.nn.Linear`, which is `nn.Linear`, too; between words whatever begins the code.
    """
    dotted = r"\b(?=([a-z_]\w*(?:\.[a-z_]\w*)+))"
    prose = "\n".join(re.findall(r"<code>(.*?)</code>", re.sub(r"(?s)<pre>.*?</pre>", "", text)))
    listings = "\n".join(re.findall(r"(?s)<pre>.*?</pre>", text))
    talked_about = re.findall(dotted, prose, re.I) + re.findall(r"(?mi)^\W*([a-z_]\w{2,})\b(?!\.\w)", prose)
    return re.findall(dotted, listings, re.I) + 4 * talked_about
