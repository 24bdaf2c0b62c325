"""Where the things of a course lie, and its two languages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class Course:
    """A course in a folder; handed down to whatever reads or writes there.

    Attributes:
        root: The folder, which holds `mkdocs.yml`.
    """

    root: Path

    @property
    def snippets(self) -> Path:
        """The programs, a folder for each topic."""
        return self.root / "snippets"

    @property
    def drawing(self) -> Path:
        """The visual language of its diagrams, a package that their runs find as `draw`."""
        return self.snippets / "_draw"

    @property
    def catalogue(self) -> Path:
        """Their comments and labels in Chinese."""
        return self.snippets / "zh.po"

    @property
    def docs(self) -> Path:
        """The pages, a folder for each language, with what they share."""
        return self.root / "docs"

    @property
    def moving(self) -> Path:
        """The scripts that let figures move."""
        return self.docs / "assets" / "js" / "live"

    @property
    def glossary(self) -> Path:
        """The terms of both languages."""
        return self.docs / "glossary.yml"

    @property
    def changes(self) -> Path:
        """The corrections of the course."""
        return self.docs / "changes.yml"

    @property
    def settings(self) -> Path:
        """The configuration of MkDocs."""
        return self.root / "mkdocs.yml"

    @property
    def data(self) -> Path:
        """The data sets that snippets read."""
        return self.root / "data"

    @property
    def cache(self) -> Path:
        """What can be made again; git ignores it."""
        return self.root / ".cache"

    @property
    def results(self) -> Path:
        """The results of runs."""
        return self.cache / "results"
