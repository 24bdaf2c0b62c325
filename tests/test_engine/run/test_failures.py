"""What fails a run: errors that were not declared, warnings, figures never shown, numbers that are none."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")


def test_exception_names_cell_line_and_traceback(bench):
    error = bench.failure("# %% a\nx = 1\n\n# %% b\ndef f():\n    raise ValueError('too bad')\nf()\n")
    assert error.what == "cell `b` raised ValueError: too bad"
    assert error.line == 6
    assert 'File "s.py", line 7, in <module>' in error.detail
    assert "_engine" not in error.detail


def test_failed_assertion_is_a_failure(bench):
    assert bench.failure("# %% check\nassert 1 == 2\n").line == 2


@pytest.mark.parametrize("code", ["raise SystemExit(0)", "raise KeyboardInterrupt", "exit()"])
def test_leaving_early_is_a_failure(bench, code):
    assert "cell `a`" in bench.failure(f"# %% a\n{code}\n\n# %% check\nassert False\n").what


@pytest.mark.parametrize(("code", "number"), [("import sys\nsys.exit(3)", 3), ("raise SystemExit('no data')", 1)])
def test_ending_with_an_exit_code_is_a_failure(bench, code, number):
    error = bench.failure(f"# %% a\nx = 1\n\n# %% b\n{code}\n")
    assert error.what == f"cell `b` ended the program with exit code {number}"
    assert error.line == 5


def test_ending_with_success_at_the_end_is_none(bench):
    assert bench.run("# %% a\nimport sys\nx = 1\nsys.exit()\n").facts == {"x": 1}


def test_declared_error_is_kept_and_the_run_goes_on(bench):
    result = bench.run(
        """
        # /// script
        # [tool.snippet]
        # raises = { a = "RuntimeError: mat1 and mat2" }
        # ///
        # %% a
        import torch
        torch.ones(2, 3) @ torch.ones(2, 3)

        # %% b
        after = 1
        """
    )
    assert result.error("a").splitlines()[-1].startswith("RuntimeError: mat1 and mat2 shapes")
    assert 'File "s.py", line 7, in <module>' in result.error("a")
    assert "torch.ones(2, 3) @ torch.ones(2, 3)" in result.error("a")
    assert result.error("b") is None
    assert result.facts == {"after": 1}


def declared(error: str, code: str) -> str:
    return f"# /// script\n# [tool.snippet]\n# raises = {{ a = '{error}' }}\n# ///\n# %% a\n{code}\n"


def test_declared_error_that_does_not_come_fails(bench):
    error = bench.failure(declared("ValueError", "pass"))
    assert error.what == "cell `a` must raise 'ValueError' but did not fail"
    assert error.line == 6
    assert "`raises`" in error.remedy


def test_another_error_than_declared_fails(bench):
    error = bench.failure(declared("ValueError", "x = 1\n{}['k']"))
    assert error.what == "cell `a` raised KeyError: 'k' instead of 'ValueError'"
    assert error.line == 7


def test_paths_of_installed_packages_are_shortened_in_tracebacks(bench):
    result = bench.run(declared("RuntimeError", "import torch\ntorch.nn.Linear(2, 1)(torch.ones(3))"))
    assert 'File ".../site-packages/torch/nn/' in result.error("a")
    assert str(ROOT) not in result.error("a")


def test_warnings_are_errors(bench):
    error = bench.failure("# %% a\nimport warnings\nwarnings.warn('old way')\n")
    assert error.what == "cell `a` raised UserWarning: old way"
    assert error.line == 3


def test_deprecation_in_the_snippet_itself_is_an_error(bench):
    error = bench.failure("# %% a\nimport warnings\nwarnings.warn('gone soon', DeprecationWarning)\n")
    assert "DeprecationWarning: gone soon" in error.what


def test_deprecation_inside_a_library_is_hidden(bench):
    bench.run(
        """
        # %% a
        from pathlib import Path
        Path("library.py").write_text("import warnings; warnings.warn('gone soon', DeprecationWarning)")
        import library
        """
    )


def test_a_figure_never_shown_is_a_failure(bench):
    error = bench.failure("# %% a\nx = 1\n\n# %% b\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\n")
    assert error.what == "a figure of cell `b` is never shown"
    assert error.line == 5
    assert "plt.show()" in error.remedy


@pytest.mark.parametrize(
    "code", ["x = float('nan')", "x = [1.0, float('inf')]", "import torch\nx = torch.tensor([0.0]).log()"]
)
def test_fact_that_is_not_finite_is_a_failure(bench, code):
    error = bench.failure(f"# %% a\n{code}\n")
    assert "x is " in error.what
    assert error.line == 2 + code.count("\n")
    assert "`diverges = true`" in error.remedy


NUMBERS = ["nan", "loss=-inf", "tensor([nan, 1.])", "(nan+nanj)", "1-nanj", "INF", '{"loss": NaN}', "-Infinity", "nan%"]


@pytest.mark.parametrize("text", NUMBERS)
def test_printed_number_that_is_not_finite_is_a_failure(bench, text):
    assert "cell `a` printed" in bench.failure(f"# %% a\nprint({text!r})\n").what


@pytest.mark.parametrize(
    "code",
    [
        "import sys\nprint(float('nan'), file=sys.stderr)",
        "import logging\nlogging.warning('loss %f', float('nan'))",
        "import os\nos.write(1, b'nan\\n')",
        "import subprocess\nsubprocess.run(['echo', 'nan'])",
        "import torch\nprint(torch.tensor(0.0).log().item() * 1j)",
    ],
)
def test_so_it_is_wherever_it_comes_out(bench, code):
    error = bench.failure(f"# %% a\n{code}\n")
    assert "cell `a` printed" in error.what
    assert "`diverges = true`" in error.remedy


def test_text_that_says_a_number_is_not_finite_is_a_failure(bench):
    assert bench.failure("# %% a\nx = f\"loss {float('nan')}\"\n").what == "x is loss nan at the end of the run"


def test_label_that_says_a_number_is_not_finite_is_a_failure(bench):
    plot = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title(f\"loss {float('inf')}\")\nplt.show()\n"
    assert bench.failure(f"# %% a\n{plot}").what == "a figure says 'loss inf'"


def test_label_with_a_path_of_the_machine_is_a_failure(bench):
    plot = "import os\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.title(os.getcwd())\nplt.show()\n"
    assert "a figure of cell `a` names a folder of this machine" in bench.failure(f"# %% a\n{plot}").what


WORDS = ["nan_to_num banana information", "Nan        Chinese", "['nan', 'li']", "Inf. 3", "nan-free", "finance"]


@pytest.mark.parametrize("text", WORDS)
def test_word_is_no_number(bench, text):
    assert bench.run(f"# %% a\nprint({text!r})\n").output("a") == text + "\n"


def test_a_snippet_that_diverges_may_say_so(bench):
    result = bench.run("# /// script\n# [tool.snippet]\n# diverges = true\n# ///\n# %% a\nx = 1e308 * 10\nprint(x)\n")
    assert result.facts == {"x": float("inf")}
