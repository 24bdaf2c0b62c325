"""What a typed text asks of the search's index: search_worker.js, put into Material's worker in a built site.

Material's own reading leaves out the last character of a Chinese word and joins Chinese to Latin ones, does not
find a singular by its plural, takes "how to" for the beginnings of words, and knows nothing of other names.
"""

from __future__ import annotations

import json
from pathlib import Path

from .errors import CourseError
from .results import write_atomically
from .search_index import MARK, STOP_WORDS

# Worker of Material 9.8.1: how it reads a query, and which words it calls found; and what it should do.
_PLACES = (
    (
        'if(e=e.replace(new RegExp("\\\\p{sc=Han}+","gu"),s=>[...fe(s,this.index.invertedIndex)].join("* ")),'
        "e=ce(e),!e)return{items:[]};"
        "let r=le(e).filter(s=>s.presence!==lunr.Query.presence.PROHIBITED),n=this.index.search(e).reduce(",
        "let r=courseQuery(e,this);if(r.empty)return{items:[]};let n=this.index.query(r.ask).reduce(",
    ),
    ("he(r,Object.keys(u.metadata))", "r.found(Object.keys(u.metadata))"),
    (
        "let g=+!c.parent+Object.values(f).filter(l=>l).length/Object.keys(f).length;"
        "s.push(B(_({},c),{score:a*(1+K(g,2)),terms:f}))",
        "let g=r.weight(f);if(g)s.push(B(_({},c),{score:a*g,terms:f}))",
    ),
)


def mend_worker(site: Path) -> None:
    """Puts search_worker.js into the search workers of a built site; does nothing to those that have it.

    Raises:
        CourseError: Material has another worker than this module knows.
    """
    script = Path(__file__).with_suffix(".js").read_text("utf-8")
    script = script.replace("STOP_WORDS", json.dumps(sorted(STOP_WORDS), ensure_ascii=False))
    script = script.replace("MARK", json.dumps(MARK, ensure_ascii=False))
    for worker in site.glob("**/assets/javascripts/workers/search.*.min.js"):
        text = worker.read_text("utf-8")
        if text.startswith(script):
            continue
        for old, new in _PLACES:
            if text.count(old) != 1:
                raise CourseError(
                    f"{worker.name} is not the search worker of mkdocs-material 9.8.1",
                    path=__file__,
                    remedy="Look at its class with `invertedIndex` and bring _PLACES up to date",
                )
            text = text.replace(old, new)
        write_atomically(worker, script + text)
