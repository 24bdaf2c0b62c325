"""Code and output as highlighted HTML, every character as it is."""

from __future__ import annotations

from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name

from ..page.slots import Code


def block(code: Code) -> str:
    """A block of code, as Markdown's extensions write one."""
    classes = f"language-{code.language} {'' if code.copied else 'no-copy '}highlight"
    title = f'<span class="filename">{escape(code.title)}</span>' if code.title else ""
    text = lines(code.text, code.language)
    return f'<div class="{classes}">{title}<pre><span></span><code>{text}</code></pre></div>'


def lines(text: str, language: str) -> str:
    """The inside of a block of code, whose last line ends too."""
    text = text.replace("\0", "\ufffd")  # HTML has no null byte
    return highlight(f"{text}\n", get_lexer_by_name(language, stripnl=False), HtmlFormatter(nowrap=True))
