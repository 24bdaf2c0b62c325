"""Material's script and the links to other versions of a page.

Material takes whatever `<link rel="alternate">` names for the home page of a site in another language, and
asks for a `sitemap.xml` beside it, on every page. Here those links name the page in the other language,
its Markdown and the feed, and the language switch is a plain link.
"""

from __future__ import annotations

from pathlib import Path

from .errors import CourseError

_ASKED, _NONE = '"link[rel=alternate]"', '"link[rel=none]"'


def mend_script(site: Path) -> None:
    """Lets Material's script in a built site leave those links alone; does nothing to a mended one.

    Raises:
        CourseError: Material has another script than this module knows.
    """
    for script in site.glob("**/assets/javascripts/bundle.*.min.js"):
        text = script.read_text("utf-8")
        if _NONE in text:
            continue
        if text.count(_ASKED) != 1:
            raise CourseError(
                f"{script.name} is not the script of mkdocs-material 9.8.1",
                path=__file__,
                remedy="Look at what it does with link[rel=alternate] and bring this module up to date",
            )
        script.write_text(text.replace(_ASKED, _NONE), "utf-8")
