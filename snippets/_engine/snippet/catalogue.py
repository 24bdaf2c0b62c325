"""The catalogue: comments and figure labels of the snippets in Chinese (`snippets/zh.po`)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message

from ..errors import CourseError
from ..files import write_atomically
from .labels import needs_translation, slots
from .source import Snippet

_HEADER = """\
# Comments and figure labels of the snippets in Chinese.
# Update it with: python -m snippets messages
#"""


@dataclass(frozen=True)
class Problem:
    """An entry that readers must not meet: missing, fuzzy, obsolete, or with other slots for numbers."""

    kind: str
    message: str
    path: Path
    line: int | None

    def error(self) -> CourseError:
        """The problem as an error with its remedy."""
        remedy = {
            "missing": "Run `python -m snippets messages` and translate it in snippets/zh.po",
            "fuzzy": "Check the translation and take out the line `#, fuzzy`",
            "slots": "Use the same {0}, {1} in the translation",
            "obsolete": "Run `python -m snippets messages`, which takes it out",
        }[self.kind]
        what = {
            "missing": "has no Chinese",
            "fuzzy": "is marked fuzzy",
            "slots": "has other numbers in Chinese",
            "obsolete": "is no longer used",
        }[self.kind]
        return CourseError(f"{self.message!r} {what}", path=self.path, line=self.line, remedy=remedy)


def read(path: Path) -> Catalog:
    """Reads the catalogue; an empty one where there is no file.

    Raises:
        CourseError: The file is not a valid PO file.
    """
    if not path.exists():
        return Catalog(locale="zh", header_comment=_HEADER, fuzzy=False)
    try:
        with path.open(encoding="utf-8-sig") as file:
            return pofile.read_po(file, locale="zh", abort_invalid=True)
    except (pofile.PoFileError, UnicodeDecodeError) as error:
        line = getattr(error, "lineno", None)
        raise CourseError(f"not a valid PO file: {error}", path=path, line=line, remedy="Mend the entry") from error


def translations(catalogue: Catalog) -> dict[str, str]:
    """Message to Chinese, without what is missing or fuzzy."""
    return {str(entry.id): str(entry.string) for entry in catalogue if entry.id and entry.string and not entry.fuzzy}


def used(
    snippets: Iterable[Snippet], labels: Mapping[str, Iterable[str]], root: Path, known: Catalog | None = None
) -> dict[str, list[tuple[str, int]]]:
    """Every message in use with the places that use it, as (file, line).

    Comments come from the files, labels from the last runs, since only a run knows what it draws.

    Args:
        snippets: The snippets.
        labels: The label messages that each drew, by its name.
        root: The folder of the course; the files are named as seen from there.
        known: The catalogue. A snippet without labels (not run here, or failed) keeps the entries that it has.
    """
    found: dict[str, list[tuple[str, int]]] = {}
    for snippet in snippets:
        file = snippet.path.resolve()
        name = file.relative_to(root.resolve()).as_posix()
        for comment in snippet.comments:
            if needs_translation(comment.text):
                found.setdefault(comment.text, []).append((name, comment.line))
        if snippet.name in labels:
            for label in labels[snippet.name]:
                found.setdefault(label, []).append((name, line_of_label(snippet, label)))
        else:
            for entry in known or ():
                if entry.id and any(file == name for file, _ in entry.locations):
                    found.setdefault(str(entry.id), [(name, line_of_label(snippet, str(entry.id)))])
    return found


def line_of_label(snippet: Snippet, label: str) -> int:
    """The line of a snippet that writes a label, as far as can be told from its longest fixed part."""
    parts = sorted(re.split(r"\{\d+\}|\n", label), key=len, reverse=True)
    for part in (part.strip() for part in parts if part.strip()):
        for number, line in enumerate(snippet.text.split("\n"), 1):
            if part in line:
                return number
    return next(iter(snippet.code.values())).line


def update(path: Path, messages: Mapping[str, list[tuple[str, int]]]) -> Catalog:
    """Writes the catalogue anew with exactly these messages, keeping the translations that it has.

    A new message takes over the Chinese of a very similar one that went, marked fuzzy.
    """
    template = Catalog(fuzzy=False)
    for message, places in messages.items():
        template.add(message, locations=places)
    catalogue = read(path)
    catalogue.update(template)
    catalogue.obsolete.clear()
    catalogue.header_comment = _HEADER
    buffer = io.BytesIO()
    pofile.write_po(buffer, catalogue, width=100, sort_by_file=True, ignore_obsolete=True, omit_header=False)
    text = buffer.getvalue().decode()
    # Dates and tools would make a difference where there is none.
    text = re.sub(r'"(?:POT-Creation-Date|PO-Revision-Date|Last-Translator|Generated-By)[^\n]*\n', "", text)
    write_atomically(path, text)
    return catalogue


def problems(
    catalogue: Catalog, messages: Mapping[str, list[tuple[str, int]]], path: Path, root: Path
) -> Iterator[Problem]:
    """What keeps the catalogue from being complete.

    Args:
        catalogue: The catalogue.
        messages: What is used, with its places.
        path: The catalogue's file.
        root: The folder of the course, from which the places are seen.
    """
    entries: dict[str, Message] = {str(entry.id): entry for entry in catalogue if entry.id}
    for message, places in messages.items():
        entry = entries.get(message)
        file, line = places[0]
        if entry is None or not entry.string:
            yield Problem("missing", message, root / file, line)
        elif entry.fuzzy:
            yield Problem("fuzzy", message, path, entry.lineno)
        elif slots(message) != slots(str(entry.string)):
            yield Problem("slots", message, path, entry.lineno)
    for message, entry in entries.items():
        if message not in messages:
            yield Problem("obsolete", message, path, entry.lineno)
    for entry in catalogue.obsolete.values():
        yield Problem("obsolete", str(entry.id), path, entry.lineno)
