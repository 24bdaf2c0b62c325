"""The streams that a snippet prints to."""

from __future__ import annotations

import io

OUTPUT_LIMIT = 1_000_000  # characters a snippet may print


class TooMuchOutput(BaseException):
    """Not an Exception, so that a snippet does not catch it by chance."""


class Streams:
    """Standard output and standard error, which share one limit."""

    def __init__(self) -> None:
        self.room = OUTPUT_LIMIT
        self.stdout, self.stderr = Stream(self, 1), Stream(self, 2)

    @property
    def full(self) -> bool:
        """Whether more was printed than may be, even if the snippet caught what was raised then."""
        return self.room < 0


class Stream(io.TextIOBase):
    """A text stream that keeps what is written.

    Args:
        streams: Those to which it belongs.
        descriptor: The file descriptor for which it stands.
    """

    encoding = "utf-8"

    def __init__(self, streams: Streams, descriptor: int) -> None:
        self._parts: list[str] = []
        self._streams, self._descriptor = streams, descriptor

    def write(self, text: str) -> int:
        self._streams.room -= len(text)
        if self._streams.full:
            raise TooMuchOutput
        text.encode()  # a real stream refuses lone surrogates too
        self._parts.append(text)
        return len(text)

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def take(self) -> str:
        """What was written since the last call; a carriage return overwrites its line as on a screen."""
        text = "".join(self._parts)
        self._parts.clear()
        return "\n".join(line.rstrip("\r").rpartition("\r")[2] for line in text.split("\n"))
