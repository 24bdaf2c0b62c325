"""Making pages again from the last build of each language, and the pages of programs in the first place."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from mkdocs.structure.files import File

from ..errors import CourseError
from ..files import write_atomically
from ..page import tables
from ..page.document import Document
from ..page.material import Material
from . import found, languages
from .made import Made
from .pages import Pages
from .programs import Programs, page_file
from .state import Site

log = logging.getLogger("mkdocs.snippets")


class Again:
    """Makes pages again.

    Args:
        site: The state of the site.
        pages: Writes its pages.
        made: The last build of each language.
    """

    def __init__(self, site: Site, pages: Pages, made: Mapping[str, Made]) -> None:
        self._site, self._pages, self._made = site, pages, made

    def make(self, paths: set[Path], names: set[str], show: Callable[[], None]) -> set[str]:
        """Makes the pages of some files, and those that show some snippets, anew.

        Args:
            paths: Files of pages whose text changed.
            names: Snippets whose results or programs changed.
            show: Called when the pages of a language are ready, and again when all are.

        Returns:
            The programs whose own pages may have changed with them.
        """
        site = self._site
        for made in self._made.values():
            for name in names & site.paged:
                if made.files.get_file_from_path(f"snippets/{name}.ipynb") is None:
                    made.files.append(page_file(name, made, waiting=True))
        for wanted in (self._is_touched, self._lists_all):
            for made in self._made.values():
                files = [file for file in made.files.documentation_pages() if wanted(file, paths, names)]
                made.make_again(files)
                if files:
                    show()
        for made in self._made.values():
            write_atomically(made.folder / "verification.json", report(site.material))
        return names.union(*(site.library.document(path).snippets for path in paths)) & site.paged

    def _is_touched(self, file: File, paths: set[Path], names: set[str]) -> bool:
        document = self._document(file)
        return document is not None and (document.path in paths or bool(document.snippets & names))

    def _lists_all(self, file: File, paths: set[Path], names: set[str]) -> bool:
        document = self._document(file)
        return document is not None and document.path not in paths and document.shows_whole_site

    def _document(self, file: File) -> Document | None:
        path = Path(file.abs_src_path) if file.abs_src_path else None
        with suppress(CourseError):  # it is no text, and concerns no other page
            return self._site.library.document(path) if path and path.exists() else None
        return None

    def programs(self, names: set[str], interrupted: Callable[[], bool]) -> set[str]:
        """Brings the pages and downloads of programs into the site of each language, until something is more urgent.

        Returns:
            Those that are still to be brought there.
        """
        writers = [(made, self._programs(made)) for made in self._made.values()] if names else []
        left = sorted(names)
        while left and not interrupted():
            name = left.pop(0)
            for made, writer in writers:
                try:
                    made.programs[name] = writer.write(name)
                except Exception:  # one page is no reason to make no other
                    log.exception("The page of %s could not be made", name)
        for made, _ in [] if left else writers:
            found.add_programs(made)
        return set(left)

    def write_programs(self, made: Made) -> None:
        """Brings the pages and downloads of all programs into the site of a language."""
        writer = self._programs(made)
        made.programs |= {name: writer.write(name) for name in sorted(self._site.paged)}

    def _programs(self, made: Made) -> Programs:
        chapters = self._site.library.chapters(made.language, languages.chapter_names(made.config))
        return Programs(self._site.course, self._pages.named, made, self._site.material, chapters)


def report(material: Material) -> str:
    """What `verification.json` holds."""
    return json.dumps(tables.verification(material), ensure_ascii=False, indent=1) + "\n"
