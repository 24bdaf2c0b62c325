"""While serving: a notice in place of a page that stands in the other language only."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mkdocs.structure.files import File

from ..words import TEXTS
from .library import Library
from .made import Made


def notices(library: Library, made: Made) -> Iterator[File]:
    """The pages that a language lacks, each a notice with a link to the other language's."""
    config, folder = made.config, library.folder(made.language)
    for path, partner in library.alone():
        if partner.is_relative_to(folder):
            there = config.extra["other"]
            relative = partner.relative_to(folder)
            title = library.document(path).title
            address = config.extra["homes"][there["language"]] + relative.with_suffix("").as_posix() + "/"
            link = f'<a href="{address}" hreflang="{there["language"]}">{there["name"]}</a>'
            text = f"---\ntitle: {json.dumps(title)}\n---\n\n# {title}\n\n{TEXTS[made.language]['unwritten']} {link}\n"
            yield File.generated(config, relative.as_posix(), content=text)
