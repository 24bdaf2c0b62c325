"""The pages of the programs: each is the notebook of a run, converted by mkdocs-jupyter, in the site's template.

They are made again only when what they show has changed. What a page is made of is kept in a folder named by a
key of all that goes into it, and with it the page, under a key of the template. A site of three hundred programs
would otherwise convert and render six hundred pages whenever a chapter is edited.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cached_property
from html import escape
from importlib import metadata
from pathlib import Path

from mkdocs.structure.files import File
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from .. import chinese
from ..course import Course
from ..files import write_atomically
from ..html import finish, program
from ..page import downloads, plain
from ..page.badges import meta
from ..page.document import Document
from ..page.figures import alternatives
from ..page.material import Material, Place
from ..page.notebook import executed
from ..search.index import program_entry, readable
from ..snippet.translation import script
from . import languages
from .made import Made, Program

_KEEP = 4  # of each program in a language, and of each of these, pages in other templates
_TOOLS = ("mkdocs-jupyter", "nbconvert", "nbformat", "pygments", "jieba", "fonttools", "ziamath")

logging.getLogger("mkdocs.mkdocs-jupyter").setLevel(logging.WARNING)  # it says each notebook that it converts


def page_file(name: str, made: Made, waiting: bool = False) -> File:
    """The file of a program's page; links of other pages name it `snippets/topic/name.ipynb`.

    Args:
        name: "topic/name".
        made: The build of the language.
        waiting: Whether `Programs` writes the page only later; until then a browser that asks for it asks again.
    """
    dest = f"snippets/{name}/index.html" if made.config.use_directory_urls else f"snippets/{name}.html"
    file = File(f"snippets/{name}.ipynb", None, str(made.folder), made.config.use_directory_urls, dest_uri=dest)
    if waiting:
        file.content_string = '<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="1">…'
    else:
        file.abs_src_path = file.abs_dest_path  # MkDocs then leaves it as it is
    return file


class Programs:
    """Makes and keeps the pages of programs.

    Args:
        course: The course, whose cache keeps them.
        terms: What the search finds by other names, as `program_entry` takes it.
        made: The build of a language that they belong to; its templates are known.
        material: What they are made from.
        chapters: The chapters in that language, which show programs and describe their figures.
    """

    def __init__(
        self, course: Course, terms: Mapping[str, str], made: Made, material: Material, chapters: Iterable[Document]
    ) -> None:
        self._course, self._terms, self._made, self._material = course, terms, made, material
        self._cache = course.cache / "programs" / made.language
        self._users: dict[str, list[Document]] = {}
        self._alternatives: dict[str, str] = {}
        for chapter in chapters:
            for name in chapter.snippets:
                self._users.setdefault(name, []).append(chapter)
            self._alternatives |= alternatives(chapter, Place(chapter.path, made.language), material)
        project = (course.root / "pyproject.toml").read_text("utf-8")
        self._tools = _digest(
            _engine(),
            project,
            json.dumps(terms, sort_keys=True),
            *(f"{tool} {metadata.version(tool)}" for tool in _TOOLS),
        )
        self._template = _digest(self._rendered("topic/name", "title", "description", "content"))

    @cached_property
    def _supported(self) -> downloads.Supported:
        return downloads.supported(self._course.root / "pyproject.toml")

    def write(self, name: str) -> Program:
        """Brings the page and the downloads of a program into the site; what the cache does not hold is made."""
        found = self._kept(name)
        page = found.folder / f"{self._template}.html"
        if not page.exists():
            content = (found.folder / "content.html").read_text("utf-8")
            write_atomically(page, self._rendered(name, found.title, found.description, content))
        _keep([*found.folder.glob("?" * 16 + ".html")])
        target = self._made.folder / "snippets" / name
        _copy(page, Path(page_file(name, self._made).abs_dest_path))
        _copy(found.folder / "program.py", target.with_suffix(".py"))
        _copy(found.folder / "program.ipynb", target.with_suffix(".ipynb"))
        if not languages.offline(self._made.config):
            _copy(found.folder / "index.md", target / "index.md")
        return found

    def _kept(self, name: str) -> Program:
        language = self._made.language
        snippet, result = self._material.snippets[name], self._material.results.get(name)
        users = self._users.get(name, [])
        own = {key: alt for key, alt in self._alternatives.items() if key.startswith(f"{name}:")}
        place = Place(snippet.path, language, "../" * page_file(name, self._made).url.count("/"), self._ending)
        links = [f'<a href="{place.root}{user.name}{place.ending}">{escape(user.title)}</a>' for user in users]
        badges = meta(snippet, result, place, self._material, notebook=False)
        key = _digest(
            self._tools,
            script(snippet, language, self._material.chinese),
            f"{result.key} {result.finished}" if result else str(self._material.failures.get(name)),
            json.dumps([own, links, badges, self._made.config.site_url, self._material.absent.get(name)]),
        )
        folder = self._cache / name / key
        fresh = not folder.exists()
        if fresh:
            self._make(folder, name, own, " ".join(links) + f" {badges}", [user.title for user in users])
        os.utime(folder)
        _keep([each for each in folder.parent.iterdir() if len(each.name) == len(key)])
        kept = json.loads((folder / "program.json").read_text("utf-8"))
        return Program(name, folder=folder, fresh=fresh, **kept)

    @property
    def _ending(self) -> str:
        return languages.ending(self._made.config)

    def _make(self, folder: Path, name: str, own: dict[str, str], badges: str, titles: list[str]) -> None:
        """Makes the parts of a program's page, all of them or none."""
        language, material = self._made.language, self._material
        snippet = material.localized(material.snippets[name], language)
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".") as temporary:
            made = Path(temporary) / "made"
            made.mkdir()
            notebook = executed(snippet, material.results.get(name), language, self._supported)
            (made / "program.ipynb").write_text(notebook, "utf-8")
            from mkdocs_jupyter.convert import nb2html  # two seconds, which a build that makes no page can spare

            without = {"remove_cell_tags": ["install"]}
            shown = nb2html(str(made / "program.ipynb"), execute=False, remove_tag_config=without)
            box = f'<div class="listing-meta" data-search-exclude="true">{badges}</div>'
            pictures = finish.Pictures()
            content = finish.content(program.clean(shown, name, own, box), pictures, language)
            stem = name.rpartition("/")[2]
            files = [f"{name}.py", name, f"{stem}.py", f"{stem}.ipynb", *[stem] * ("_" in stem)]
            url = page_file(name, self._made).url
            title = chinese.marked(snippet.title)
            about = {
                "title": snippet.title,
                "description": program.description(name, titles, language),
                "url": url,
                "entry": program_entry(url, title, readable(content), files, self._terms),
            }
            place = Place(snippet.path, language, self._made.config.site_url)
            text = plain.notebook(name, place, material, own)
            content = pictures.put_back(content).replace(' data-search-exclude="true"', "")
            (made / "content.html").write_text(content, "utf-8")
            (made / "index.md").write_text(text, "utf-8")
            (made / "program.py").write_text(downloads.script(snippet, snippet.text, self._supported), "utf-8")
            (made / "program.json").write_text(json.dumps(about, ensure_ascii=False), "utf-8")
            try:
                made.rename(folder)
            except OSError:
                if not folder.exists():  # unless another build was quicker
                    raise

    def _rendered(self, name: str, title: str, description: str, content: str) -> str:
        page = Page(title, page_file(name, self._made), self._made.config)
        page.content = content
        page.meta = {"description": description}
        page.toc = TableOfContents([AnchorLink(title, program.TITLE, 1)])  # where "skip to content" leads
        return finish.page(self._made.rendered(page), finish.Pictures(), self._course.cache / "fonts")


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def _engine() -> str:
    """Digest of the engine that makes the pages."""
    folder = Path(__file__).parents[1]
    files = sorted(path for path in folder.rglob("*.py"))
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def _keep(paths: list[Path]) -> None:
    """Throws the least recently used out."""
    if len(paths) > _KEEP:
        with suppress(FileNotFoundError):  # another build was quicker
            for path in sorted(paths, key=lambda each: each.stat().st_mtime, reverse=True)[_KEEP:]:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _copy(source: Path, target: Path) -> None:
    write_atomically(target, source.read_bytes())
