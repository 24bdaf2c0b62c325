"""A snippet with comments of every kind, a label, and text that only looks like a comment."""

from __future__ import annotations

from pathlib import Path

import pytest

from snippets._engine.snippet.source import Snippet, parse

TEXT = '''\
# /// script
# [tool.snippet]
# seconds = 5
# ///
# %% [markdown]
# # A coin
#
# It is biased.

# %% a
def double(x):  # a reason
    # one thought
    # on two lines
    return 2 * x


y = [
    1,  # inside brackets
]
text = """
# no comment
"""
print(double(y), text)

# %% draw
title = "mean loss"
label = f"lr {y[0]}"
'''


@pytest.fixture
def snippet(tmp_path: Path) -> Snippet:
    path = tmp_path / "t" / "s.py"
    path.parent.mkdir()
    path.write_text(TEXT, "utf-8")
    return parse(path)
