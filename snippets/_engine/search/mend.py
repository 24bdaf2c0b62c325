"""Changes to Material's scripts in a built site: texts that must stand there, and what takes their place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..errors import CourseError
from ..files import write_atomically


def mend(site: Path, scripts: str, places: Iterable[tuple[str, str]], module: str, head: str = "") -> None:
    """Changes the scripts of a built site; does nothing to those that are changed already.

    Args:
        site: Its folder; all scripts below it are changed.
        scripts: What their names match, such as `bundle.*.min.js`.
        places: What stands in them exactly once, and what should.
        module: File of the module that knows these places.
        head: What should stand before everything else.

    Raises:
        CourseError: Material has other scripts than the module knows.
    """
    for script in site.glob(f"**/assets/javascripts/**/{scripts}"):
        text = script.read_text("utf-8")
        mended = text.removeprefix(head)
        for old, new in places:
            if new in mended:
                continue
            if mended.count(old) != 1:
                raise CourseError(
                    f"{script.name} is not the script of mkdocs-material 9.8.1: it lacks {old[:60]}",
                    path=module,
                    remedy="Look at what stands there now, and bring the places in this module up to date",
                )
            mended = mended.replace(old, new)
        if head + mended != text:
            write_atomically(script, head + mended)
