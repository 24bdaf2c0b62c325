"""The search in the browser: Material's scripts of a built site, changed in two ways.

What a typed text asks of the index is decided by query.js, which is put into Material's search worker.
Material's own reading leaves out the last character of a Chinese word and joins Chinese to Latin ones, does
not find a singular by its plural, takes "how to" for the beginnings of words, and knows nothing of other names.

The index is fetched, and the worker started, when the search is opened first, not while every page loads.
"""

from __future__ import annotations

import json
from pathlib import Path

from .index import MARK, STOP_WORDS
from .mend import mend

QUERY = Path(__file__).with_name("query.js")

# How the worker reads a query, which words it calls found, what a result scores, and what it completes.
_WORKER = [
    (
        'if(e=e.replace(new RegExp("\\\\p{sc=Han}+","gu"),s=>[...fe(s,this.index.invertedIndex)].join("* ")),'
        "e=ce(e),!e)return{items:[]};"
        "let r=le(e).filter(s=>s.presence!==lunr.Query.presence.PROHIBITED),n=this.index.search(e).reduce(",
        "let r=courseQuery(e,this);if(!r.words.length)return{items:[]};let n=this.index.query(r.ask).reduce(",
    ),
    ("he(r,Object.keys(u.metadata))", "r.found(u.metadata)"),
    (
        "let g=+!c.parent+Object.values(f).filter(l=>l).length/Object.keys(f).length;"
        "s.push(B(_({},c),{score:a*(1+K(g,2)),terms:f}))",
        "let g=r.weight(u.metadata,f);if(g)s.push(B(_({},c),{score:a*g,terms:f}))",
    ),
    ("for(let a of r)o.term(", "for(let a of r.words)o.term("),
]

# Who starts the worker: its first message. Who asks for the index: the open search, and marks for words of the address.
_BUNDLE = [
    (
        "function Mn(e,t=new Worker(e)){",
        "function Mn(e,t=new class extends EventTarget{postMessage(r){if(!this.worker){this.worker=new Worker(e);"
        'this.worker.addEventListener("message",({data:o})=>this.dispatchEvent(new MessageEvent("message",{data:o})))}'
        "this.worker.postMessage(r)}}){",
    ),
    ('let r=Mn(e);return L($(location.protocol!=="file:"),Je("search"))', 'let r=Mn(e);return Je("search")'),
    (
        'z([t,r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")))]).pipe(',
        'r.pipe(Q(we()),g(o=>!!o.searchParams.get("h")),b(o=>t.pipe(m(n=>[n,o])))).pipe(',
    ),
]


def mend_search(site: Path) -> None:
    """Changes the scripts of a built site.

    Raises:
        CourseError: Material has other scripts than this module knows.
    """
    query = QUERY.read_text("utf-8")
    query = query.replace("STOP_WORDS", json.dumps(sorted(STOP_WORDS), ensure_ascii=False))
    query = query.replace("MARK", json.dumps(MARK, ensure_ascii=False))
    mend(site, "search.*.min.js", _WORKER, __file__, query)
    mend(site, "bundle.*.min.js", _BUNDLE, __file__)
