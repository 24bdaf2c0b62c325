"""The PEP 723 block: what a snippet asks for and gives, and what is wrong with it."""

from __future__ import annotations

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.snippet import source

GOOD = """\
# /// script
# dependencies = ["torch", "numpy >= 1"]
# [tool.snippet]
# seconds = 5
# data = ["mnist"]
# raises = { boom = "ValueError" }
# saves = ["cnn.pt", "log_1.csv"]
# inputs = ["cnn_basics/train"]
# ///

# %% boom
raise ValueError
"""


@pytest.fixture
def read(tmp_path):
    return lambda text: source.parse(tmp_path / "topic" / "name.py", text=text)


def test_metadata_is_read(read):
    asks = read(GOOD).metadata
    assert asks.dependencies == ("torch", "numpy >= 1")
    assert (asks.seconds, asks.data, asks.raises) == (5, ("mnist",), {"boom": "ValueError"})
    assert (asks.saves, asks.inputs) == (("cnn.pt", "log_1.csv"), ("cnn_basics/train",))


def test_metadata_has_defaults(read):
    asks = read("# %% a\n").metadata
    assert (asks.gpu, asks.seconds, asks.memory, asks.data, asks.diverges) == (False, 60, 4096, (), False)
    assert (asks.saves, asks.inputs) == ((), ())


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("# seconds = 5", "seconds"),
        ("#  seconds=5", "seconds"),
        ("# tool.snippet.seconds = 5", "seconds"),
        ("# 'seconds' = 5", "seconds"),
        ("# [tool.snippet.raises]", "raises"),
    ],
)
def test_a_key_knows_its_line(read, line, key):
    text = f"# A title\n# /// script\n# # seconds\n{line}\n# ///\n\n# %% a\n# seconds = 7\n"
    assert read(text).line_of(key) == 4


def test_a_key_that_is_not_there_has_the_line_of_the_block(read):
    assert read("\n" + GOOD + "\n# gpu = true\n").line_of("gpu") == 2


def block(*lines):
    return "".join(f"# {line}\n" for line in ("/// script", "[tool.snippet]", *lines, "///")) + "# %% a\n"


BAD = {
    "not-closed": ("# /// script\n# gpu = true\n\n# %% a\n", 1, "is not closed", "`# ///`"),
    "two-blocks": ("# /// script\n# a = 1\n# ///\n\n" * 2 + "# %% a\n", 1, "there are two", "Keep one"),
    "no-toml": ("# /// script\n# a = 1\n# b = = 2\n# ///\n# %% a\n", 3, "not valid TOML", "Mend the line"),
    "no-table": ("# /// script\n# tool = 3\n# ///\n# %% a\n", 1, "no table", "[tool.snippet]"),
    "table-no-table": ("# /// script\n# tool.snippet = 3\n# ///\n# %% a\n", 1, "no table", "[tool.snippet]"),
    "unknown-key": (block("gpu = false", "secconds = 5"), 4, "unknown key 'secconds'", "'seconds'"),
    "unknown-key-of-saves": (block("save = ['a']"), 3, "unknown key 'save'", "'saves'"),
    "wrong-type": (block("seconds = '5'"), 3, "seconds = '5' is not a number above 0", "`seconds = 120`"),
    "bool-is-no-number": (block("seconds = true"), 3, "seconds = True is not", "seconds"),
    "number-is-no-bool": (block("gpu = 1"), 3, "gpu = 1 is not true or false", "`gpu = true`"),
    "limit-of-zero": (block("memory = 0"), 3, "memory = 0 is not a whole number of MB above 0", "memory"),
    "limit-no-number": (block("seconds = nan"), 3, "seconds = nan is not a number above 0", "seconds"),
    "part-of-a-megabyte": (block("memory = 0.5"), 3, "memory = 0.5", "`memory = 6000`"),
    "data-no-list": (block("data = 'mnist'"), 3, "data = 'mnist' is not a list", '["mnist"]'),
    "raises-unknown-cell": (block("raises = { trian = 'E' }"), 3, "unknown cell 'trian'", "Known: a"),
    "raises-no-text": (block("raises = { a = 1 }"), 3, "how their errors begin", "ValueError"),
    "raises-empty": (block("raises = { a = '' }"), 3, "how their errors begin", "ValueError"),
    "saves-twice": (block("saves = ['a', 'a']"), 3, "names one twice", "Take one"),
    "saves-data": (block("saves = ['data']"), 3, "the folder of the data sets", "another name"),
    "inputs-no-list": (block("inputs = 'a/b'"), 3, "not a list of names of snippets", "cnn_basics/train"),
    "dependencies-no-list": (
        "# /// script\n# dependencies = 'torch'\n# ///\n# %% a\n",
        2,
        "no list",
        '`dependencies = ["torch"]`',
    ),
    "no-requirement": ("# /// script\n# dependencies = ['a >> 1']\n# ///\n# %% a\n", 2, "'a >> 1'", "as for pip"),
} | {
    f"saves-{name}": (block(f"saves = [{name!r}]"), 3, "is not a list of plain names of files", '`saves = ["cnn.pt"]`')
    for name in ("a/cnn.pt", "/cnn.pt", "../cnn.pt", "..", ".", ".hidden", "", "a\\\\b", "C:cnn.pt", "a b", "a\\n", 1)
}


@pytest.mark.parametrize(("text", "line", "what", "remedy"), BAD.values(), ids=BAD)
def test_a_bad_block_names_line_and_remedy(read, tmp_path, text, line, what, remedy):
    with pytest.raises(CourseError) as caught:
        read(text)
    error = caught.value
    assert (error.path, error.line) == (tmp_path / "topic" / "name.py", line)
    assert error.what.startswith("PEP 723 block: ")
    assert what in error.what
    assert remedy in error.remedy


def test_characters_that_only_look_like_ends_of_lines_end_none(read):
    text = '# /// script\n# # a\u2028note\n# dependencies = ["torch"]\n# [tool.snippet]\n# seconds = 7\n# ///\n# %% a\n'
    asks = read(text).metadata
    assert (asks.dependencies, asks.seconds, read(text).line_of("seconds")) == (("torch",), 7, 5)
