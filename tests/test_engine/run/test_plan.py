"""The order of runs, what is wrong with it, and shares."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from snippets._engine.errors import CourseError
from snippets._engine.run.plan import Plan
from snippets._engine.snippet.source import parse


@pytest.fixture
def make(tmp_path):
    """`make(a="inputs = ['t/b']")` gives a plan of snippets t/a … with these lines in their tables."""

    def make(**tables):
        snippets = []
        for name, table in tables.items():
            lines = ["/// script", "[tool.snippet]", *table.splitlines(), "///"]
            text = "".join(f"# {line}\n" for line in lines) + "# %% a\nx = 1\n"
            snippets.append(parse(tmp_path / "t" / f"{name}.py", f"t/{name}", text))
        return Plan(snippets)

    return make


CHAIN = {
    "a": "inputs = ['t/b', 't/d']",
    "b": "inputs = ['t/c']\nsaves = ['b.pt']",
    "c": "saves = ['c.pt']",
    "d": "saves = ['d.pt']",
    "e": "",
}


def test_producers_come_first(make):
    plan = make(**CHAIN)
    assert plan.errors == {}
    order = list(plan.snippets)
    assert sorted(order) == [f"t/{name}" for name in "abcde"]
    for name in order:
        assert all(order.index(producer) < order.index(name) for producer in plan.producers(name))
    assert (plan.producers("t/a"), plan.consumers("t/c")) == (["t/b", "t/d"], ["t/b"])


def test_a_part_of_the_course_comes_with_what_it_waits_for(make):
    plan = make(**CHAIN)
    assert plan.complete(["t/b"]) == ["t/c", "t/b"]
    assert set(plan.complete(["t/a", "t/e"])) == set(plan.complete()) == set(plan.snippets)


def error(plan, name, line, *said):
    found = plan.errors[f"t/{name}"]
    assert (found.path.name, found.line) == (f"{name}.py", line)
    for part in said:
        assert part in str(found)


def test_a_ring_is_named_and_the_others_can_run(make):
    plan = make(
        a="seconds = 5\ninputs = ['t/c']\nsaves = ['a.pt']",
        b="inputs = ['t/a']\nsaves = ['b.pt']",
        c="inputs = ['t/b', 't/d']\nsaves = ['c.pt']",
        d="saves = ['d.pt']",
        e="inputs = ['t/a']",
    )
    assert set(plan.errors) == {"t/a", "t/b", "t/c"}
    error(plan, "a", 4, "in a ring: t/a → t/b → t/c → t/a. Take one of them out of the `inputs`")
    error(plan, "b", 3, "t/a → t/b → t/c → t/a")
    assert list(plan.snippets).index("t/a") < list(plan.snippets).index("t/e")


def test_two_rings_are_both_named(make):
    plan = make(
        a="inputs = ['t/b']\nsaves = ['a']",
        b="inputs = ['t/a']\nsaves = ['b']",
        c="inputs = ['t/c', 't/a']\nsaves = ['c']",
    )
    error(plan, "a", 3, "t/a → t/b → t/a")
    error(plan, "c", 3, "t/c → t/c")


def test_a_missing_producer_gets_the_nearest(make):
    error(
        make(train="saves = ['a']", use="inputs = ['t/trian']"), "use", 3, "no snippet is called 't/trian'", "t/train"
    )


def test_a_producer_that_saves_nothing(make):
    plan = make(train="seconds = 5", use="seconds = 5\ninputs = ['t/train']")
    error(plan, "use", 4, "t/train saves nothing. Name the file in `saves` of t/train")


def test_two_that_save_the_same_file(make):
    plan = make(a="saves = ['cnn.pt']", b="data = []\nsaves = ['other.pt', 'cnn.pt']", c="saves = ['third.pt']")
    assert set(plan.errors) == {"t/a", "t/b"}
    error(plan, "a", 3, "'cnn.pt' is saved by t/b too. Give one of the files another name")
    error(plan, "b", 4, "'cnn.pt' is saved by t/a too")


def test_an_unknown_data_set_gets_the_nearest(make):
    error(make(a="seconds = 5\ndata = ['mnist', 'mnits']"), "a", 4, "there is no data set 'mnits'", "'mnist'")


def test_a_producer_that_cannot_be_read_is_there_all_the_same(make, tmp_path):
    broken = CourseError("is broken", path=tmp_path / "b.py")
    plan = Plan(make(a="inputs = ['t/b']").snippets.values(), {"t/b": broken})
    assert plan.errors == {"t/b": broken}
    assert plan.complete(["t/a"]) == ["t/b", "t/a"]


# --- shares

MANY = {f"s{number}": f"seconds = {10 + 7 * (number % 5)}" for number in range(23)} | CHAIN


@pytest.mark.parametrize("count", [1, 2, 3, 4, 50])
def test_shares_are_the_whole_and_disjoint(make, count):
    plan = make(**MANY)
    shares = [plan.share(plan.complete(), number, count) for number in range(1, count + 1)]
    assert Counter(name for share in shares for name in share) == Counter(list(plan.snippets))
    for share in shares:
        assert share == plan.complete(share), "in order, and a consumer stands with its producers"


def test_shares_do_not_hang_on_the_order_of_the_files(make):
    plan, other = make(**MANY), make(**dict(reversed(MANY.items())))
    for number in (1, 2, 3):
        assert set(plan.share(plan.complete(), number, 3)) == set(other.share(other.complete(), number, 3))


def test_shares_are_about_as_long(make):
    plan = make(**MANY)
    seconds = [
        sum(plan.snippets[name].metadata.seconds for name in plan.share(plan.complete(), number, 3))
        for number in (1, 2, 3)
    ]
    assert all(abs(one - other) <= 38 for one, other in pairwise(sorted(seconds))), seconds


def test_a_share_of_a_part(make):
    plan = make(**MANY)
    shares = [plan.share(["t/b", "t/s0"], number, 2) for number in (1, 2)]
    assert sorted(shares) == [["t/c", "t/b"], ["t/s0"]]
