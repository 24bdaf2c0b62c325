"""Material's script and the links to other versions of a page.

Material takes whatever `<link rel="alternate">` names for the home page of a site in another language, and
asks for a `sitemap.xml` beside it, on every page. Here those links name the page in the other language,
its Markdown and the feed, and the language switch is a plain link.
"""

from __future__ import annotations

from pathlib import Path

from ..search.mend import mend

_PLACES = [('"link[rel=alternate]"', '"link[rel=none]"')]


def mend_script(site: Path) -> None:
    """Lets Material's script in a built site leave those links alone.

    Raises:
        CourseError: Material has another script than this module knows.
    """
    mend(site, "bundle.*.min.js", _PLACES, __file__)
