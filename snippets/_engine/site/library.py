"""The pages of the course in both languages, each read once until its file changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..course import LANGUAGES, Course
from ..errors import CourseError, shown
from ..page.document import Document, read


class Library:
    """Documents by file.

    Args:
        course: The course; the pages of a language lie in the folder `docs/<language>`.
    """

    def __init__(self, course: Course) -> None:
        self._course = course
        self._known: dict[Path, tuple[tuple[int, int], Document]] = {}

    def folder(self, language: str) -> Path:
        """The folder of the pages in a language."""
        return self._course.docs / language

    def document(self, path: Path) -> Document:
        """A page as its file has it now.

        Raises:
            CourseError: It is no UTF-8.
        """
        status = path.stat()
        stamp = status.st_mtime_ns, status.st_size
        if path not in self._known or self._known[path][0] != stamp:
            self._known[path] = stamp, read(path)
        return self._known[path][1]

    def knows(self, path: Path) -> bool:
        """Whether a page was read before."""
        return path in self._known

    def forget(self, path: Path) -> None:
        """Takes a page as one that was never read, since its file has gone."""
        self._known.pop(path, None)

    def last(self, path: Path) -> Document:
        """A page as it was read last."""
        return self._known[path][1]

    def chapters(self, language: str, names: list[str]) -> list[Document]:
        """Pages by name, those that are there."""
        paths = [self.folder(language) / f"{name}.md" for name in names]
        return [self.document(path) for path in paths if path.exists()]

    def pages(self, language: str) -> list[Document]:
        """Every page in a language, by name; not those of the programs."""
        return [self.document(path) for path in sorted(self.folder(language).glob("*.md"))]

    def alone(self) -> Iterator[tuple[Path, Path]]:
        """The pages that stand in one language only, each with the file that its partner would have."""
        for language in LANGUAGES:
            for other in LANGUAGES:
                for path in sorted(self.folder(language).rglob("*.md")):
                    partner = self.folder(other) / path.relative_to(self.folder(language))
                    if not partner.exists():
                        yield path, partner

    def check_partners(self) -> None:
        """Sees that every page stands in both languages.

        Raises:
            CourseError: A page stands in one language only; every such page is named.
        """
        what = "the page stands in one language only"
        errors = [CourseError(what, path=path, line=1, remedy=f"Write {shown(to)} too") for path, to in self.alone()]
        if len(errors) == 1:
            raise errors[0]
        if errors:
            raise CourseError("\n".join(map(str, errors)))
