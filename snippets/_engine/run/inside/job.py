"""What crosses between a build and the process that runs a snippet. All of it lies in the run's own folder.

This process must look like a new interpreter, so it imports no more than the standard library.
"""

from __future__ import annotations

from typing import NamedTuple

WORK = "work"  # the working folder, with the program in it
JOB = "job.json"
OUTPUT = "output"  # what was written to standard output and standard error, in the order of writing
MARKS = "marks"  # a line for each cell that began: its name, its line, how long the output was then
# Errors that Python reports and goes on, in a thread or a finaliser: the line of the program, a tab, what it was.
TROUBLE = "trouble"
REPORT = "report.json"
CRASH = "crash"  # where the interpreter was when it crashed

FAR = 250  # the first of three descriptors of the engine's own, which no program counts up to
LIST_LIMIT = 100  # items that a fact may hold
TEXT_LIMIT = 200  # characters of a text that is a fact


class Job(NamedTuple):
    """What a child must know.

    Attributes:
        name: "topic/name".
        folder: The run's own folder.
        program: Where the program lies, in the working folder.
        cells: Name and first line of each code cell.
        raises: Cell name to the beginning of the error that it must raise.
        translations: English label message to Chinese.
        unchecked: Modules of torchvision whose `check_integrity` is content with a file that is there.
        gpu: Whether the process may see CUDA devices.
    """

    name: str
    folder: str
    program: str
    cells: list[tuple[str, int]]
    raises: dict[str, str]
    translations: dict[str, str]
    unchecked: list[str]
    gpu: bool = False
