"""`python -m snippets export` and `import` as a user has them, with results of real runs."""

from __future__ import annotations

import os
import shutil
import zipfile

import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")

PLOT = """
    # %% a
    import matplotlib.pyplot as plt

    plt.plot([0, 1], [1, 0], "o-")
    plt.xlabel("x")
    plt.show()
"""
TRAIN = """
    # /// script
    # [tool.snippet]
    # saves = ["weights.bin"]
    # ///
    # %% a
    with open("weights.bin", "wb") as file:
        file.write(bytes(range(256)))
"""
USE = """
    # /// script
    # [tool.snippet]
    # inputs = ["u/train"]
    # ///
    # %% a
    with open("weights.bin", "rb") as file:
        last = file.read()[-1]
"""


@pytest.fixture
def project(make_project, tmp_path):
    project = make_project(tmp_path / "project")
    project.write("snippets/t/plot.py", PLOT)
    project.write("snippets/u/train.py", TRAIN)
    project.write("snippets/u/an_use.py", USE)
    return project


def content(folder):
    return {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_what_was_run_elsewhere_is_not_run_again(project):
    project.call("snippets", "run")
    before = content(project.store)
    assert {path.name for path in before} >= {"a-1.en.svg", "a-1.zh.svg", "weights.bin"}
    done = project.call("snippets", "export", "course.zip")
    assert (done.returncode, done.stdout, done.stderr) == (0, "exported: 3, missing: 0\n", "")
    shutil.rmtree(project.store)

    done = project.call("snippets", "import", "course.zip")
    assert (done.returncode, done.stdout, done.stderr) == (0, "brought in: 3, here already: 0\n", "")
    assert content(project.store) == before
    done = project.call("snippets", "run")
    assert [line.split()[-1] for line in done.stdout.splitlines()[1:]] == ["kept"] * 3
    done = project.call("snippets", "import", "course.zip")
    assert done.stdout == "brought in: 0, here already: 3\n"


def test_a_course_that_is_run_in_shares_comes_together(project):
    files = []
    for share in ("1", "2"):
        assert project.call("snippets", "run", "--share", f"{share}/2").returncode == 0
        files.append(f"share-{share}.zip")
        assert project.call("snippets", "export", files[-1]).returncode == 0
        shutil.rmtree(project.store)
    done = project.call("snippets", "import", *files)
    assert (done.returncode, done.stdout, done.stderr) == (0, "brought in: 3, here already: 0\n", "")
    done = project.call("snippets", "run")
    assert [line.split()[-1] for line in done.stdout.splitlines()[1:]] == ["kept"] * 3


def test_export_takes_what_is_named_with_its_inputs_and_says_what_is_missing(project):
    project.call("snippets", "run", "u")
    done = project.call("snippets", "export", "all.zip")
    assert (done.returncode, done.stdout) == (0, "exported: 2, missing: 1\n  t/plot: not run here\n")
    done = project.call("snippets", "export", "u.zip", "u/an_use")
    assert (done.returncode, done.stdout) == (0, "exported: 2, missing: 0\n")
    done = project.call("snippets", "export", "t.zip", "t/plot")
    assert (done.returncode, done.stderr) == (1, "there is no result to export. Run `python -m snippets run` first\n")
    done = project.call("snippets", "export", "t.zip", "t/plut")
    assert (done.returncode, done.stderr) == (1, "no snippet is called 't/plut'. Did you mean 't/plot'?\n")
    assert {file.name for file in project.folder.glob("*.zip")} == {"all.zip", "u.zip"}


def test_results_of_code_that_changed_meanwhile_are_refused(project):
    project.call("snippets", "run")
    project.call("snippets", "export", "course.zip")
    shutil.rmtree(project.store)
    project.write("snippets/u/train.py", TRAIN.replace("256", "255"))
    done = project.call("snippets", "import", "course.zip")
    assert done.returncode == 1
    assert done.stderr.startswith("course.zip: u/train/")
    assert "its code, metadata, inputs, data or the engine. Compare the commits, packages and data" in done.stderr
    assert not project.store.exists()
    assert not list(project.runs.iterdir())


def test_a_file_that_is_no_export_is_refused(project):
    with zipfile.ZipFile(project.folder / "other.zip", "w") as file:
        file.writestr("word/document.xml", "<xml/>")
    done = project.call("snippets", "import", "other.zip")
    assert (done.returncode, done.stderr) == (
        1,
        "other.zip: 'word/document.xml' belongs to no result. "
        "Make it anew with `python -m snippets export`; nothing was brought in\n",
    )
