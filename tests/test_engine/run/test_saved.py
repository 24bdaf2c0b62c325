"""Snippets that use what others saved: the files, the keys, and what becomes of it when something fails."""

from __future__ import annotations

import os

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run import saved
from snippets._engine.run.limits import RunFailure

pytestmark = pytest.mark.skipif(os.name == "nt", reason="uses the fork server")


def table(*lines):
    return "".join(f"# {line}\n" for line in ("/// script", "[tool.snippet]", *lines, "///")) + "# %% a\n"


PRODUCER = table("saves = ['number.txt']") + "open('number.txt', 'w').write('41')\n"
CONSUMER = table("inputs = ['t/p']") + (
    "import os\nfiles = sorted(os.listdir())\nx = int(open('number.txt').read()) + 1\n"
    "open('number.txt', 'w').write('damaged')\n"
)


@pytest.fixture
def both(bench):
    """The producer and its consumer, brought up to date."""

    def both(producer=PRODUCER, consumer=CONSUMER, **options):
        return bench.update(bench.write(consumer, "t/c"), bench.write(producer, "t/p"), **options)

    return both


def test_a_consumer_finds_the_file_and_cannot_damage_it(both):
    outcome = both()
    assert outcome.failures == outcome.not_run == {}
    assert outcome.ran == ["t/p", "t/c"]
    assert outcome.results["t/c"].facts == {"files": ["c.py", "number.txt"], "x": 42}
    assert outcome.results["t/p"].file("number.txt").read_text() == "41"


def test_what_is_up_to_date_is_kept_with_its_file(both):
    both()
    again = both()
    assert (again.ran, set(again.results)) == ([], {"t/p", "t/c"})
    assert again.results["t/p"].file("number.txt").read_text() == "41"


def test_a_changed_producer_runs_its_consumer_again(both):
    both()
    changed = both(producer=PRODUCER.replace("41", "1"))
    assert changed.ran == ["t/p", "t/c"]
    assert changed.results["t/c"].facts["x"] == 2


def test_another_file_of_the_same_program_runs_its_consumer_again(both):
    """What a program saves need not be the same in each run."""
    producer = PRODUCER.replace("'41'", "str(__import__('time').time_ns())").replace("int(", "str(")
    consumer = CONSUMER.replace("int(open('number.txt').read()) + 1", "open('number.txt').read()")
    first = both(producer, consumer)
    fresh = both(producer, consumer, fresh=True)
    assert first.results["t/p"].key == fresh.results["t/p"].key
    assert first.results["t/c"].key != fresh.results["t/c"].key
    assert fresh.results["t/c"].facts["x"] == fresh.results["t/p"].file("number.txt").read_text()


def test_a_comment_in_the_producer_runs_nothing(both):
    both()
    assert both(producer=PRODUCER + "# a thought\n").ran == []


def test_only_what_is_named_is_run_anew(bench, both):
    both()
    names = {"names": ["t/c"], "fresh": True}
    outcome = both(**names)
    assert (outcome.ran, set(outcome.results)) == (["t/c"], {"t/p", "t/c"})


def test_a_consumer_alone_takes_the_results_of_others(bench):
    producer, consumer = bench.write(PRODUCER, "t/p"), bench.write(CONSUMER, "t/c")
    results = {"t/p": bench.runner.run(producer)}
    assert bench.runner.stored(consumer, results) is None
    assert bench.runner.submit(consumer, results).result().facts["x"] == 42
    assert bench.runner.stored(consumer, results).facts["x"] == 42


@pytest.mark.parametrize("step", ["key", "stored", "run", "submit"])
def test_a_consumer_without_the_result_of_its_producer_is_one_message(bench, step):
    consumer = bench.write(CONSUMER, "t/c")
    with pytest.raises(CourseError) as caught:
        getattr(bench.runner, step)(consumer, {})
    error = caught.value
    assert (error.path, error.line, error.remedy) == (consumer.path, 3, "Run t/p first")


# --- what was not saved as it should be


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("x = 1", "'number.txt' was not saved"),
        ("import os; os.mkdir('number.txt')", "'number.txt' is not an ordinary file"),
        ("import os; os.symlink('/etc/passwd', 'number.txt')", "'number.txt' is not an ordinary file"),
        ("import os; os.symlink('/nowhere', 'number.txt')", "'number.txt' was not saved"),
        ("import os; os.mkfifo('number.txt')", "'number.txt' is not an ordinary file"),
    ],
)
def test_a_file_that_was_not_saved_names_the_line_of_saves(bench, code, what):
    error = bench.failure(table("seconds = 20", "saves = ['number.txt']") + code + "\n")
    assert (error.what, error.line) == (what, 4)
    assert "`saves`" in error.remedy


def test_files_that_are_too_large_together(bench, monkeypatch):
    monkeypatch.setattr(saved, "SIZE_LIMIT", 1_000_000)
    code = "for name in 'ab': open(name, 'wb').write(bytes(600_000))\n"
    error = bench.failure(table("saves = ['a', 'b']") + code)
    assert (error.what, error.line) == ("it saves more than 1 MB", 3)
    assert bench.run(table("saves = ['a']") + code).file("a").stat().st_size == 600_000


def test_what_is_not_named_is_not_kept(bench):
    result = bench.run(table("saves = ['a']") + "for name in 'ab': open(name, 'w').close()\n")
    assert list(result.files) == ["a"]
    assert [path.name for path in (result.folder / "files").iterdir()] == ["a"]


# --- a producer without a result


def test_a_failed_producer_leaves_its_consumers_not_run(bench, both):
    third = bench.write(table("inputs = ['t/c']"), "t/d")
    failing = table("saves = ['number.txt']") + "1 / 0\n"
    consumer = CONSUMER.replace("inputs", "saves = ['x']\n# inputs")
    outcome = bench.update(third, bench.write(consumer, "t/c"), bench.write(failing, "t/p"))
    assert isinstance(outcome.failures["t/p"], RunFailure)
    assert list(outcome.failures) == ["t/p"]
    assert outcome.not_run["t/c"] == "needs t/p, which failed"
    assert outcome.not_run["t/d"] == "needs t/c, which was not run: needs t/p, which failed"
    assert outcome.ran == ["t/p"]


MISSING = "needs t/p, which was not run: needs no-such-package"
NOT_RUN = {
    "gpu": (table("gpu = true", "saves = ['number.txt']"), "needs t/p, which was not run: needs a GPU"),
    "dependency": ('# /// script\n# dependencies = ["no-such-package"]\n' + PRODUCER.partition("\n")[2], MISSING),
}


@pytest.mark.parametrize(("producer", "why"), NOT_RUN.values(), ids=NOT_RUN)
def test_a_producer_that_is_not_run_leaves_its_consumers_not_run(both, producer, why):
    outcome = both(producer=producer)
    assert outcome.failures == outcome.results == {}
    assert outcome.not_run["t/c"].startswith(why)


def test_a_mistake_in_the_metadata_is_a_failure_and_the_rest_runs(bench):
    good, bad = bench.write("# %% a\nx = 1\n", "t/good"), bench.write(CONSUMER, "t/c")
    outcome = bench.update(good, bad)
    assert list(outcome.results) == ["t/good"]
    assert outcome.failures["t/c"].line == 3
    assert "no snippet is called 't/p'" in outcome.failures["t/c"].what


def test_a_consumer_runs_while_others_still_run(both, bench):
    """It begins when its own producer has landed, whatever else takes longer."""
    slow = bench.write("# %% a\nimport time\ntime.sleep(1.5)\nend = time.monotonic()\n", "t/slow")
    consumer = bench.write(CONSUMER + "import time\nbegin = time.monotonic()\n", "t/c")
    results = bench.update(slow, consumer, bench.write(PRODUCER, "t/p")).results
    assert results["t/c"].facts["begin"] < results["t/slow"].facts["end"]
