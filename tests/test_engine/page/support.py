"""What slots hold, for tests that look at Markdown."""

from __future__ import annotations

from snippets._engine.page import slots


def readable(text: str) -> str:
    """A Markdown text in which slots are replaced by what they hold."""

    def held(slot: slots.Slot) -> str:
        if isinstance(slot, slots.Value):
            return slot.plain
        return "".join(part if isinstance(part, str) else part.text for part in slot.parts)

    return slots.SLOT.sub(lambda found: held(slots.read(found[0])), text)
