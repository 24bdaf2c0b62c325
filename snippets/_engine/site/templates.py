"""Compiled Jinja templates on disk.

MkDocs and nbconvert make a new Jinja environment for every build and every notebook, and compile the
same templates each time: three quarters of the time that a notebook's page takes. nbconvert offers no place to
hand an environment or its cache in, so the constructor of Jinja's is given another default.
"""

from __future__ import annotations

import functools
from pathlib import Path

import jinja2


def keep_compiled_templates(folder: Path) -> None:
    """Gives every Jinja environment of this process a bytecode cache, if it has none. Called once.

    Jinja checks each entry against the template's source, so none is ever stale.
    """
    folder.mkdir(parents=True, exist_ok=True)
    cache = jinja2.FileSystemBytecodeCache(str(folder))
    original = jinja2.Environment.__init__

    @functools.wraps(original)
    def init(self: jinja2.Environment, *arguments: object, **options: object) -> None:
        options.setdefault("bytecode_cache", cache)
        original(self, *arguments, **options)  # type: ignore[arg-type]

    jinja2.Environment.__init__ = init  # type: ignore[method-assign]
