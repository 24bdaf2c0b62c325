"""`python -m snippets` as a user has it: messages, exit codes, Ctrl-C, SIGKILL, two at once, a full disk."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from snippets.__main__ import main

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server and signals")

SLEEPER = """
    # %% a
    import os, subprocess, time
    with open({marker!r} + ".part", "w") as file:
        file.write(f"{{os.getpid()}} {{subprocess.Popen(['sleep', '300']).pid}} {{os.getppid()}}")
    os.rename({marker!r} + ".part", {marker!r})
    time.sleep(300)
"""


@pytest.fixture
def project(make_project, tmp_path):
    project = make_project(tmp_path / "project")
    project.write("snippets/t/good.py", "# %% a\nx = 1\n")
    return project


def wait_for(condition, seconds=30.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError("did not come in time")


def gone(pid):
    try:
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_run_says_what_failed_and_keeps_what_did_not(project):
    project.write("snippets/t/bad.py", "# %% a\nx = 1\n1 / 0\n")
    project.write("snippets/t/wrong.py", "# %% a\nif x\n")
    done = project.call("snippets", "run")
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["snippet", "t/good", "t/bad", "t/wrong"]
    assert "snippets/t/bad.py:3: cell `a` raised ZeroDivisionError: division by zero. Mend the cell" in done.stderr
    assert "snippets/t/wrong.py:2: syntax error in cell `a`: expected ':'. Mend the line" in done.stderr
    assert str(project.folder / "snippets" / "_engine") not in done.stderr
    assert project.results() == {"t/good"}
    assert list(project.runs.iterdir()) == []


def test_run_of_all_that_is_good_succeeds_and_then_keeps_it(project):
    first = project.call("snippets", "run")
    assert (first.returncode, first.stdout.split()[-1]) == (0, "run")
    again = project.call("snippets", "run", "t")
    assert (again.returncode, again.stdout.split()[-1]) == (0, "kept")


def test_unknown_name_gets_the_nearest(project):
    done = project.call("snippets", "run", "t/god")
    assert (done.returncode, done.stderr) == (1, "no snippet is called 't/god'. Did you mean 't/good'?\n")


def test_list_names_what_a_snippet_asks_for(project):
    project.write("snippets/t/mnist.py", "# /// script\n# [tool.snippet]\n# data = ['mnist']\n# ///\n# %% a\n")
    assert "data: mnist" in project.call("snippets", "list").stdout


def test_list_names_files_and_run_takes_what_a_snippet_needs(project):
    project.write(
        "snippets/t/p.py", "# /// script\n# tool.snippet.saves = ['n.txt']\n# ///\n# %% a\nopen('n.txt', 'w')\n"
    )
    project.write("snippets/t/c.py", "# /// script\n# tool.snippet.inputs = ['t/p']\n# ///\n# %% a\nopen('n.txt')\n")
    listed = project.call("snippets", "list").stdout
    assert "saves: n.txt" in listed
    assert "inputs: t/p" in listed
    done = project.call("snippets", "run", "t/c")
    assert (done.returncode, done.stderr) == (0, "")
    assert project.results() == {"t/p", "t/c"}


def test_shares_together_run_the_course(project):
    for number in range(3):
        project.write(f"snippets/t/s{number}.py", "# %% a\nx = 1\n")
    first = project.call("snippets", "run", "--share", "1/2")
    assert (first.returncode, len(project.results())) == (0, 2)
    assert project.call("snippets", "run", "--share", "2/2").returncode == 0
    assert project.results() == {"t/good", "t/s0", "t/s1", "t/s2"}


@pytest.mark.parametrize("share", ["5/4", "0/4", "a", "1/0", "-1/2", "1/2/3", ""])
def test_a_bad_share_says_how_it_is_written(capsys, share):
    with pytest.raises(SystemExit) as caught:
        main(["run", f"--share={share}"])
    assert caught.value.code == 2
    assert f"argument --share: {share!r} is no share. Write 2/4 for the second of four" in capsys.readouterr().err


def test_messages_fills_the_catalogue_and_says_what_is_missing(project):
    project.write("snippets/t/good.py", "# %% a\nx = 1  # some reason\n")
    done = project.call("snippets", "messages", "--check")
    assert done.returncode == 1
    assert "snippets/t/good.py:2: 'some reason' has no Chinese. Run `python -m snippets messages`" in done.stdout
    assert not (project.folder / "snippets" / "zh.po").exists()
    project.call("snippets", "messages")
    file = project.folder / "snippets" / "zh.po"
    file.write_text(
        file.read_text("utf-8").replace('msgid "some reason"\nmsgstr ""', 'msgid "some reason"\nmsgstr "原因"'), "utf-8"
    )
    assert project.call("snippets", "messages", "--check").returncode == 0


def test_labels_of_a_snippet_that_fails_stay_in_the_catalogue(project):
    project.write("snippets/t/bad.py", "# %% a\n1 / 0\n")
    project.write("snippets/zh.po", '#: snippets/t/bad.py:2\nmsgid "a label"\nmsgstr "标签"\n')
    assert project.call("snippets", "messages").returncode == 1
    assert "标签" in (project.folder / "snippets" / "zh.po").read_text("utf-8")


def test_two_at_once_both_succeed(project):
    for number in range(3):
        project.write(f"snippets/t/s{number}.py", f"# %% a\nimport time\ntime.sleep(0.2)\nx = {number}\n")
    both = [project.start("snippets", "run") for _ in range(2)]
    for process in both:
        with process:
            _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, "")
    assert project.results() == {"t/good", "t/s0", "t/s1", "t/s2"}
    for path in project.store.rglob("*.json"):
        json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "sigkill"])
def test_stopped_in_the_middle_leaves_nothing_and_the_next_run_recovers(project, tmp_path, number):
    marker = tmp_path / "pids"
    project.write("snippets/t/sleeper.py", SLEEPER.format(marker=str(marker)))
    with project.start("snippets", "run", start_new_session=True) as process:
        wait_for(marker.exists)
        wait_for(lambda: project.results() == {"t/good"})
        wait_for(lambda: len(list(project.runs.iterdir())) == 1)  # the sleeper's
        os.kill(process.pid, number)
        out, err = process.communicate(timeout=30)
    child, grandchild, server = map(int, marker.read_text().split())
    for pid in (child, grandchild, server):
        wait_for(lambda pid=pid: gone(pid), 10)
    assert project.results() == {"t/good"}, "what was finished is kept, and nothing else"
    wait_for(lambda: list(project.runs.iterdir()) == [], 10)
    assert not list(project.store.rglob("*.part"))
    if number == signal.SIGINT:
        assert (process.returncode, err) == (130, "stopped; finished results are kept\n")
    assert "Traceback" not in out + err

    project.write("snippets/t/sleeper.py", "# %% a\nx = 2\n")
    again = project.call("snippets", "run")
    assert again.returncode == 0, again.stderr
    assert project.results() == {"t/good", "t/sleeper"}


def test_the_fork_server_killed_is_one_failure_and_its_children_go(project, tmp_path):
    marker = tmp_path / "pids"
    project.write("snippets/t/sleeper.py", SLEEPER.format(marker=str(marker)))
    with project.start("snippets", "run") as process:
        wait_for(marker.exists)
        wait_for(lambda: project.results() == {"t/good"})
        child, grandchild, server = map(int, marker.read_text().split())
        os.kill(server, signal.SIGKILL)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "snippets/t/sleeper.py:2: the process ended (SIGKILL) in cell `a`" in err
    for pid in (child, grandchild):
        wait_for(lambda pid=pid: gone(pid), 10)


def small_disk() -> bool:
    try:
        return (
            subprocess.run(["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True).returncode
            == 0
        )
    except OSError:
        return False


@pytest.mark.skipif(not small_disk(), reason="cannot mount a small disk here")
@pytest.mark.parametrize("place", ["tmp", ".cache"], ids=["working-folder", "results"])
def test_full_disk(project, place):
    """A real one, of 64 KB: the working folder's is too small for the report, the store's for the result."""
    project.write("snippets/t/good.py", "# %% a\nprint('x' * 500_000)\n")
    folder = project.folder / place
    folder.mkdir(exist_ok=True)
    run = f'"{sys.executable}" -m snippets run; echo $?; find "{folder}" -type f ! -name .lock'
    script = f'mount -t tmpfs -o size=64k none "{folder}" && {run}'
    environment = {**os.environ, "PYTHONPATH": str(project.folder / "light"), "TMPDIR": str(project.runs)}
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] == "1", "exit code 1, and no file left"
    assert "o space left on" in done.stderr
    assert "t/good" in done.stderr
    assert "ree some" in done.stderr
    assert "_engine/run/" not in done.stderr
