"""mkdocs-jupyter's HTML of a notebook, made part of the site.

mkdocs-jupyter puts JupyterLab's whole style sheet (600 kB) and its scripts into every page, copies each
program a second time for a copy button of its own, and embeds pictures as images, which cannot follow the
page's colour scheme. Here a notebook uses the site's own styles, copy button and inline pictures.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Mapping, Sequence

from ..words import TEXTS

TITLE = "title"  # id of the heading
_OUTPUT = 'data-mime-type="text/plain">\n<pre>'  # browsers leave out an empty line that is the first of a <pre>
_ALT = "No description has been provided for this image"


def clean(page: str, name: str, alternatives: Mapping[str, str], meta: str) -> str:
    """The content of a notebook's page.

    Args:
        page: What mkdocs-jupyter made.
        name: "topic/name" of the snippet.
        alternatives: "topic/name:cell" to the alt text of that cell's figure.
        meta: HTML that stands below the title: downloads and badges.
    """
    page = page.replace("\0", "\ufffd")  # HTML has no null byte
    page = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    page = page.replace(f"{_OUTPUT}\n", f"{_OUTPUT}\n\n")
    page = re.sub(r'<div class="zeroclipboard-container">.*?</clipboard-copy>\s*</div>', "", page, flags=re.DOTALL)
    page = re.sub(r'<div class="clipboard-copy-txt".*?</div>', "", page, flags=re.DOTALL)
    page = re.sub(r'<div class="jp-Collapser[^>]*>\s*</div>', "", page)
    page = re.sub(r' tabindex="0"| data-jp-theme-[a-z]+="[^"]*"', "", page)
    page = re.sub(r'<div class="jp-\w*Prompt[^>]*>[^<]*</div>', "", page)
    page = re.sub(
        r'<div class="highlight-ipynb hl-python"><pre>(.*?)</pre></div>',
        r'<div class="language-python highlight"><pre><code>\1</code></pre></div>',
        page,
        flags=re.DOTALL,
    )
    heading = r'<h(\d) id="[^"]*">(.*?)<a class="anchor-link".*?</a></h\1>'
    page = re.sub(heading, r"<h\1>\2</h\1>", page, flags=re.DOTALL)
    title = f'<h1 id="{TITLE}" data-search-exclude="true">'  # the search knows it as the page's title
    page = re.sub("<h1>(.*?</h1>)", lambda found: title + found[1] + meta, page, count=1, flags=re.DOTALL)

    cell = ""

    def each(found: re.Match[str]) -> str:
        nonlocal cell
        if found["cell"]:
            cell = found["cell"].replace("-", "_")
            return f'id="cell-{found["cell"]}" data-snippet="{name}" data-cell="{cell}"'
        picture = base64.b64decode(found["picture"]).decode()
        alt = alternatives.get(f"{name}:{cell}", cell)
        return picture.replace("<svg ", f'<svg role="img" aria-label="{html.escape(alt)}" ', 1)

    picture = rf'<img (?:alt="{_ALT}" )?src="data:image/svg\+xml;base64,(?P<picture>[^"]+)"\s*/?>'
    return re.sub(rf'id="cell-id=(?P<cell>[^"]+)"|{picture}', each, page)


def description(name: str, parts: Sequence[str], language: str) -> str:
    """What a notebook's page is, in a sentence.

    Args:
        name: "topic/name" of the snippet.
        parts: Titles of the parts of the course that show it.
        language: "zh" or "en".
    """
    texts = TEXTS[language]
    named = texts["comma"].join(texts["part"].format(part) for part in parts) or texts["course"]
    return texts["program-of"].format(parts=named, file=f"{name.rpartition('/')[2]}.py")
