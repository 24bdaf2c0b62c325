"""Output as a terminal shows it, without what belongs to the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from snippets._engine.run import terminal
from snippets._engine.run.terminal import Places, screen

SCREENS = {
    "plain": ("loss 0.5\n\ttab  \n", "loss 0.5\n\ttab  \n"),
    "carriage-return": ("12345678\rab\n", "ab345678\n"),
    "windows": ("a\r\nb  \r\n", "a\nb  \n"),
    "progress": ("\r 10%\r 50%\r100%\n", "100%\n"),
    "progress-that-is-wiped": ("\r100%\r    \rdone\n", "done\n"),
    "backspace": ("ab\bc\n", "ac\n"),
    "bell": ("bell\a!\n", "bell!\n"),
    "colours": ("\x1b[1;32mok\x1b[0m loss\n", "ok loss\n"),
    "erased-line": ("long line\r\x1b[Kab\n", "ab\n"),
    "line-above": ("outer\ninner\x1b[A\rOUTER\n\n", "OUTER\ninner\n"),
    "title": ("\x1b]0;title\x07text\n", "text\n"),
    "chinese": ("损失 0.5\r准\n", "准失 0.5\n"),
    "null": ("a\0b\n", "ab\n"),
    "separators": ("a\u2028b\u3000\n", "a\u2028b\u3000\n"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("written", "shown"), SCREENS.values(), ids=SCREENS)
def test_text_is_what_a_terminal_shows(written, shown):
    assert screen(written) == shown


def test_a_bar_that_leaves_nothing_leaves_nothing():
    code = "from tqdm import tqdm\nfor _ in tqdm(range(3), leave=False): pass\nprint('done')\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    bar, text = done.stderr.decode(), done.stdout.decode()
    assert "\r" in bar
    assert screen(bar) == ""
    assert screen(bar + text) == "done\n"


@pytest.fixture
def places(tmp_path):
    return Places(tmp_path / "work")


def test_the_working_folder_is_the_readers_own(places, tmp_path):
    work = tmp_path / "work"
    assert places.without(f'File "{work}/bgd.py", line 1') == 'File "bgd.py", line 1'
    assert places.without(f"in {work}: {work}/data/x.csv") == "in .: data/x.csv"
    assert places.without(f"{work}shop") == f"{work}shop", "another folder"


def test_places_of_the_machine_are_shortened(places):
    import torch

    assert places.without(f"<module 'torch' from '{torch.__file__}'>") == (
        "<module 'torch' from '.../site-packages/torch/__init__.py'>"
    )
    assert places.without(f"{sys.executable} x.py") == "python x.py"
    assert places.without(str(Path.home() / "data")) == "~/data"
    assert str(Path(terminal.__file__).parents[3]) not in places.without(f"at {terminal.__file__}")


@pytest.mark.parametrize("bar", ["", "  | "])
def test_frames_of_the_engine_go(places, bar):
    kept = f'{bar}  File "a.py", line 1, in <module>\n{bar}    plt.show()\n'
    engine = Path(terminal.__file__).parent
    gone = f'{bar}  File "{engine}/inside/figures.py", line 7, in show\n{bar}    x()\n{bar}    ^^^\n'
    end = f"{bar}ValueError: no\n"
    assert places.without(kept + gone + kept + end) == kept + kept + end
