from __future__ import annotations
from collections.abc import Mapping
from . import catalogue
from .source import Snippet, parse
def script(snippet, language, chinese): return catalogue.translated(snippet, chinese) if language == "zh" else snippet.text
def localized(snippet, language, chinese):
    if language == "en": return snippet
    return parse(snippet.path, snippet.name, script(snippet, language, chinese))
