"""Slots: what they hold comes back from the word that stands for it."""

from __future__ import annotations

import pytest

from snippets._engine.page import slots
from snippets._engine.page.slots import SLOT, Code, Html, Value

HELD = {
    "value": Value(3, "1.5 × 10", "−7", "t/coin.w"),
    "text": Value(1, "\0\t\n\x02*_`\ufdd0 中文 \U0001f600", kind="text"),
    "html": Html(7, ["<p>", Code("x = '\u2028'\n", "python", "a.py"), Code("", "text", copied=False), "</p>"]),
}


@pytest.mark.parametrize("slot", HELD.values(), ids=HELD)
def test_a_word_holds_a_slot(slot):
    word = slots.write(slot)
    assert SLOT.fullmatch(word)
    assert slots.read(word) == slot
    assert set(word) <= set(slots.SIGNS)


def test_words_stand_in_text():
    words = [slots.write(slot) for slot in HELD.values()]
    assert SLOT.findall("a" + "".join(words) + "b\ufdd0\ufdef") == words
