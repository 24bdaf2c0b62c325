"""Errors of a program as Python shows them, without the frames of the engine."""

from __future__ import annotations

import os
import sys
import types

ENGINE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def said_by(raised: BaseException) -> str:
    """Its class and what it says."""
    try:
        return f"{type(raised).__name__}: {raised}"
    except Exception:
        return f"{type(raised).__name__}: <exception str() failed>"


def show(raised: BaseException) -> None:
    """Shows an error that nobody caught, as the interpreter does."""
    sys.last_type, sys.last_value, sys.last_traceback = type(raised), raised, raised.__traceback__
    if sys.version_info >= (3, 12):
        sys.last_exc = raised
    try:
        sys.excepthook(type(raised), raised, raised.__traceback__)
    except Exception as error:
        error.__context__ = None  # the error that it was to show
        print("Error in sys.excepthook:", file=sys.stderr)
        sys.__excepthook__(type(error), error.with_traceback(own(error)), error.__traceback__)
        print("\nOriginal exception was:", file=sys.stderr)
        sys.__excepthook__(type(raised), raised, raised.__traceback__)


def own(raised: BaseException) -> types.TracebackType | None:
    """The traceback from the first frame of the program on."""
    trace = raised.__traceback__
    while trace is not None and trace.tb_frame.f_code.co_filename.startswith(ENGINE):
        trace = trace.tb_next
    return trace
