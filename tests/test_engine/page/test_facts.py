"""What counts as a fact, and how prose writes it."""

from __future__ import annotations

import math
import re

import numpy
import pytest
import torch

from snippets._engine.errors import CourseError
from snippets._engine.page import slots
from snippets._engine.page.facts import FACT, plain_facts, refused, value, with_facts
from snippets._engine.run.inside.values import facts

KEPT = {
    "int": (3, 3),
    "float": (0.5, 0.5),
    "bool": (True, True),
    "text": ("abc", "abc"),
    "list": ([1, 2.5, "a"], [1, 2.5, "a"]),
    "tuple": ((1, 2), [1, 2]),
    "tensor": (torch.tensor(2.0), 2.0),
    "tensor-with-gradient": (torch.tensor(2.0, requires_grad=True), 2.0),
    "vector": (torch.tensor([1, 2]), [1, 2]),
    "bfloat16": (torch.tensor(2.0, dtype=torch.bfloat16), 2.0),
    "array": (numpy.array([1.0, 2.0]), [1.0, 2.0]),
    "numpy-scalar": (numpy.float32(2), 2.0),
    "numpy-bool": (numpy.True_, True),
    "list-of-tensors": ([torch.tensor(1.0), torch.tensor(2.0)], [1.0, 2.0]),
    "hundred": (list(range(100)), list(range(100))),
}
CYCLE: list = []
CYCLE.append(CYCLE)
LEFT = {
    "none": None,
    "function": math.sqrt,
    "module": math,
    "dict": {"a": 1},
    "set": {1},
    "complex": 1j,
    "complex-tensor": torch.tensor(1j),
    "complex-array": numpy.array(1j),
    "empty-list": [],
    "nested-list": [[1], [2]],
    "cycle": CYCLE,
    "list-with-none": [1, None],
    "list-of-vectors": [torch.ones(2)],
    "matrix": torch.ones(2, 2),
    "sparse": torch.ones(3).to_sparse(),
    "meta": torch.ones(3, device="meta"),
    "many": list(range(101)),
    "long-vector": torch.ones(101),
    "long-text": "a" * 201,
    "model": torch.nn.Linear(1, 1),
}


@pytest.mark.parametrize(("value", "fact"), KEPT.values(), ids=KEPT)
def test_scalars_and_short_lists_are_facts(value, fact):
    found = facts({"x": value})
    assert found == {"x": fact}
    assert type(found["x"]) is type(fact)


@pytest.mark.parametrize("value", LEFT.values(), ids=LEFT)
def test_other_things_are_no_facts(value):
    assert facts({"x": value}) == {}


def test_names_with_underscore_are_no_facts():
    assert facts({"_x": 1, "__name__": "a", "x_": 2}) == {"x_": 2}


FACTS = {
    "w": 1.23456,
    "negative": -0.5,
    "tiny": 1.5e-7,
    "huge": 2e30,
    "zero": -0.0001,
    "n": 12345,
    "half": 0xD800,
    "share": 0.256,
    "ok": True,
    "name": "a<b",
    "power": "1e-07 10^3",
    "big": 10**400,
    "lines": "a\nb",
    "separated": "a\u2028b",
    "process": "a\ufdd0b",
    "bell": "a\x07",
    "costs": [3.0, 2.0, 1.0],
    "nan": float("nan"),
    "ends": [1.0, float("inf")],
}


def written(text):
    match = FACT.fullmatch(text)
    assert match, f"{text} is no fact"
    return value(match, FACTS, 3)


PLAIN = {
    "{{ t/s.w | .3f }}": "1.235",
    "{{t/s.w|.1f}}": "1.2",
    "{{ t/s.w }}": "1.23456",
    "{{ t/s.negative | .1f }}": "−0.5",
    "{{ t/s.negative | +.1f }}": "−0.5",
    "{{ t/s.w | +.1f }}": "+1.2",
    "{{ t/s.zero | .2f }}": "0.00",
    "{{ t/s.zero | .4f }}": "−0.0001",
    "{{ t/s.n | , }}": "12,345",
    "{{ t/s.share | .1% }}": "25.6%",
    "{{ t/s.costs[0] | .0f }}": "3",
    "{{ t/s.costs[-1] | .2f }}": "1.00",
    "{{ t/s.ok }}": "True",
    "{{ t/s.tiny | .1e }}": "1.5 × 10^−7",
    "{{ t/s.huge | .0e }}": "2 × 10^30",
    "{{ t/s.name }}": "a<b",
    "{{ t/s.name | >6 }}": "   a<b",
    "{{ t/s.power }}": "1e-07 10^3",
}


@pytest.mark.parametrize(("text", "plain"), PLAIN.items(), ids=PLAIN)
def test_as_characters(text, plain):
    assert written(text).plain == plain


def test_a_value_knows_its_name_its_line_and_its_power():
    assert written("{{ t/s.costs[1] | .1f }}") == slots.Value(3, "2.0", name="t/s.costs[1]")
    assert written("{{ t/s.tiny | .1e }}") == slots.Value(3, "1.5 × 10", "−7", "t/s.tiny")
    assert not written("{{ t/s.power }}").power, "a text is no number"


BAD = {
    "missing": ("{{ t/s.wieght }}", "without a fact 'wieght'", "Known|Did you mean"),
    "nearest": ("{{ t/s.cost }}", "without a fact 'cost'", "'costs'"),
    "nan": ("{{ t/s.nan | .2f }}", "t/s.nan is nan", "finite"),
    "infinite-item": ("{{ t/s.ends[1] | .2f }}", "t/s.ends[1] is inf", "finite"),
    "index": ("{{ t/s.costs[3] }}", "costs has 3 items", "index"),
    "no-list": ("{{ t/s.w[0] }}", "w is no list", "index"),
    "whole-list": ("{{ t/s.costs }}", "is a list of 3", r"costs\[0\]"),
    "format": ("{{ t/s.w | .3q }}", "cannot be written as '.3q'", "format specification"),
    "format-that-overflows": (
        "{{ t/s.big | .2e }}",
        "cannot be written as '.2e': int too large",
        "format specification",
    ),
    "format-too-wide": ("{{ t/s.w | 99999999999999999999 }}", "cannot be written as", "format specification"),
    "several-lines": ("{{ t/s.lines }}", r"t/s.lines = 'a\nb' is no line of text", "one line"),
    "line-separator": ("{{ t/s.separated }}", "is no line of text", "one line"),
    "control-character": ("{{ t/s.bell }}", "is no line of text", "one line"),
    "no-character": ("{{ t/s.process }}", "is no line of text", "one line"),
    "half-a-character": ("{{ t/s.half | c }}", "is no line of text", "one line"),
    "format-of-text": ("{{ t/s.name | .3f }}", "cannot be written as '.3f'", "format specification"),
}


@pytest.mark.parametrize(("text", "what", "remedy"), BAD.values(), ids=BAD)
def test_bad_fact_is_one_message_with_a_remedy(text, what, remedy):
    with pytest.raises(CourseError) as caught:
        written(text)
    assert what in caught.value.what
    assert re.search(remedy, caught.value.remedy)


@pytest.mark.parametrize(
    "text", ["{{ w }}", "{{ t/s }}", "{{ t/s.w.x }}", "{{ t/s._w }}", "{ t/s.w }", "{{ t/s.w | a }b }}"]
)
def test_what_is_no_fact(text):
    assert FACT.fullmatch(text) is None


def shown(text, place, material, **options):
    """A line with what its slots hold in angle brackets."""
    return slots.SLOT.sub(
        lambda slot: f"<{slots.read(slot[0]).plain}>", with_facts(text, 3, place, material, **options)
    )


LINES = {
    "text": ("w {{ t/coin.w | .2f }}, {{ t/other.w }}", "w <1.50>, <…>"),
    "code": ("`{{ t/coin.w }}` and ``a`{{t/coin.w}}``", "`<1.5>` and ``a`<1.5>``"),
    "braces-in-code": ("`{{ user }}`, `f'{{x}}'` {{ t/coin.w }}", "`{{ user }}`, `f'{{x}}'` <1.5>"),
    "kept-in-text": (r"\{{ t/coin.w }} {{ t/coin.w }}", r"\{{ t/coin.w }} <1.5>"),
    "kept-in-code": (r"`\{{ t/coin.w }}` `\{{ x }}`", r"`{{ t/coin.w }}` `\{{ x }}`"),
    "prices": (r"\$5, so {{ t/coin.w }} of \$6", r"\$5, so <1.5> of \$6"),
    "prices-without-backslash": ("$5, so {{ t/coin.w }} of $6", "$5, so <1.5> of $6"),
    "after-a-dollar": ("US${{ t/coin.w }} and $x$", "US$<1.5> and $x$"),
    "between-formulas": ("$a$ {{ t/coin.w }} $b$", "$a$ <1.5> $b$"),
    "braces-in-a-formula": ("$x^{{2}}$ {{ t/coin.w }}", "$x^{{2}}$ <1.5>"),
}


@pytest.mark.parametrize(("text", "expected"), LINES.values(), ids=LINES)
def test_facts_of_a_line(place, material, text, expected):
    assert shown(text, place, material) == expected


def test_facts_of_a_text_without_markup(place, material):
    assert plain_facts("`{{ t/coin.w }}` at\n{{ t/other.w }} $ \\{{ x", 3, place, material) == "`1.5` at\n… $ {{ x"
    with pytest.raises(CourseError, match="'v'") as caught:
        plain_facts("{{ t/coin.v }}", 3, place, material)
    assert (caught.value.path, caught.value.line) == (place.path, 3)


def test_an_error_may_stand_in_place_of_a_fact(place, material):
    said = shown("a {{ t/coin.v }} {{ t/coin.w }}", place, material, served=True)
    assert said.startswith(f"a <{place.path}:3: t/coin ends without a fact 'v'. ")
    assert said.endswith("> <1.5>")


def test_a_fact_in_a_formula_of_several_lines_has_its_own_line_and_takes_the_formulas_place(place, material):
    text = "  $$\n  a {{b}}\n  w = {{ t/coin.w }}\n  $$"
    with pytest.raises(CourseError, match="a fact inside a formula") as caught:
        with_facts(text, 3, place, material, maths=True)
    assert caught.value.line == 5
    assert shown(text, place, material, maths=True, served=True) == f"  <{caught.value}>"
    free = text.replace("{{ t/coin.w }}", "1")
    assert with_facts(free, 3, place, material, maths=True) == free


def test_where_no_fact_is_written_out_one_is_refused(place):
    error = refused("a\nb {{ t/coin.w }}\n", place.path, 5)
    assert (error.path, error.line) == (place.path, 6)
    assert "{{ t/coin.w }} stands where no fact is written out" in error.what
    assert refused("a { b } }} { {", place.path) is None
