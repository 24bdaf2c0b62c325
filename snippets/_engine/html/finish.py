from .lean import with_boxed_tables, with_measures, without_plain_marks
from .maths import keep_together, with_font as _wf
from .numbering import with_numbers
from . import pictures
class Pictures:
    take_out = staticmethod(pictures.take_out); put_back = staticmethod(pictures.put_back)
def content(html): return keep_together(with_boxed_tables(with_measures(without_plain_marks(html))))
def with_font(page, cache): return _wf(page, cache)
def without_search_marks(h):
    import re
    return re.sub(r'\s?data-search-\w+="[^"]+"', "", h)
