"""What the index of the search holds besides Material's own: words cut better, and other names of sections.

Material cuts a page into its sections and Chinese text into words. A section is found, too, by the terms that
it explains, in both languages, by what stands in it in bold type, by the code that it shows and talks about;
a program's page by the names of its files. query.js asks for all of these.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from html import escape, unescape
from pathlib import Path
from typing import Any

from .. import chinese
from ..errors import CourseError
from ..files import write_atomically

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
_PROGRAM = 0.1  # a chapter that explains a program comes before it
_EXPLAINS = re.compile(r"什么是|What (is|are) ")  # so begins the title of a section that explains a term


def complete(
    path: Path,
    given: Iterable[tuple[str, str, Sequence[str]]],
    overviews: Container[str],
    order: Sequence[str],
    glossary: Path,
) -> None:
    """Gives the sections of a written index their other names and their order.

    Args:
        path: `search_index.json`.
        given: addresses of sections, such as `overview/#svm`; the field, `names` (of a term) or `titles` (words in
            bold type); and names, for a term all that it has.
        overviews: addresses of sections that have sections of their own.
        order: addresses of the pages in reading order; of equal results the first comes first.
        glossary: the file of the terms, which an error names.

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
    terms: dict[str, str] = {}
    known = {entry["location"] for entry in index["docs"]}
    for location, field, found in given:
        if field == "names":
            if location not in known:
                raise CourseError(
                    f"the search knows no section {location}",
                    path=glossary,
                    remedy="Name the id of a heading as `at`, or the page alone",
                )
            terms |= by_name([found])
        names[location, field].add(_marked(found))
    for entry in index["docs"]:
        location, title = entry["location"], entry["title"]
        own = _own(title, terms)
        names[location, "titles"].add(own)
        if "#" not in location or _EXPLAINS.match(title.replace("\u200b", "")):
            names[location, "names"].add(own)
        for field in ("names", "titles"):
            if names[location, field]:
                entry[field] = ", ".join(sorted(names[location, field]))
        if code := _code(entry["text"]):
            entry["code"] = " ".join(MARK + name for name in sorted(map(_name, code)) if name)
        entry["title"], entry["text"] = _lean(title), _lean(entry["text"])
        boost = _ARTICLE if "#" not in location else _OVERVIEW if location in overviews and entry["text"] else 1
        boost *= _EXERCISE if "#exercise-" in location else 1
        entry["boost"] = round(boost * entry.get("boost", 1), 3)
    place = {address: number for number, address in enumerate(order)}
    index["docs"].sort(key=lambda entry: place.get(entry["location"].partition("#")[0], len(place)))
    write_atomically(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def add(path: Path, entries: Sequence[Mapping[str, Any]]) -> None:
    """Adds entries to a completed index, each in place of the one of the same address.

    Args:
        path: `search_index.json`.
        entries: entries of programs, as `program_entry` makes them.
    """
    index = json.loads(path.read_text("utf-8"))
    replaced = {entry["location"] for entry in entries}
    index["docs"] = [entry for entry in index["docs"] if entry["location"] not in replaced] + list(entries)
    write_atomically(path, json.dumps(index, ensure_ascii=False, separators=(",", ":")))


def program_entry(
    location: str, title: str, text: str, files: Sequence[str], terms: Mapping[str, str]
) -> dict[str, Any]:
    """The entry of a program's page: it is found by its files, its title and its words, and shows its first file.

    Args:
        location: address of the page.
        title: its title, with the marks of `chinese.marked`.
        text: what Material reads of it, or `readable` of its HTML.
        files: names of its files, the one that is shown first.
        terms: what `by_name` makes of the glossary.
    """
    own = _own(title, terms)
    return {
        "location": location,
        "title": _lean(title),
        "text": f"<p><code>{files[0]}</code></p>",
        "boost": round(_ARTICLE * _PROGRAM, 3),
        "names": own,
        "titles": own,
        "files": _marked(files),
        "words": " ".join(sorted(_words(text))),
    }


def by_name(terms: Iterable[Sequence[str]]) -> dict[str, str]:
    """For each name of each term, in the form of the index, all names of that term."""
    return {_name(name): _marked(names) for names in terms for name in names}


def readable(html: str) -> str:
    """What the search reads of a page's content: text and the tags around code, with marks between Chinese words.

    Args:
        html: the content. Pictures and scripts are left out, and elements with the attribute
            `data-search-exclude`, which must hold no other element of their kind.
    """
    html = re.sub(r"(?s)<!--.*?-->|<(style|script|svg)\b.*?</\1>|<(\w+)\b[^>]* data-search-exclude.*?</\2>", "", html)
    html = re.sub(r"</?(?!(?:p|code|pre|li|ol|ul|sub|sup)\b)[a-z][^>]*>", "", html)
    parts = re.split(r"(</?[a-z][^>]*>)", html)
    parts[::2] = [chinese.marked(escape(unescape(part), quote=False)) for part in parts[::2]]
    return "".join(parts)


def _own(title: str, terms: Mapping[str, str]) -> str:
    """The names that a title gives: its own, or all of the term that it is."""
    return terms.get(_name(title), _marked([title]))


def _marked(names: Iterable[str]) -> str:
    """Names as the index holds them, each once."""
    return " ".join(MARK + name for name in dict.fromkeys(map(_name, names)) if name)


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
