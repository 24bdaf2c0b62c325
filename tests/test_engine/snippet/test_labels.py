"""Texts of figures as messages with numbers taken out."""

from __future__ import annotations

import pytest

from snippets._engine.snippet import labels

MESSAGES = {
    "no-number": ("mean loss", "mean loss", []),
    "number": ("lr 0.01", "lr {0}", ["0.01"]),
    "two-numbers": ("step 3 of 10", "step {0} of {1}", ["3", "10"]),
    "negative": ("w = -1.5", "w = {0}", ["-1.5"]),
    "exponent": ("lr 1e-05", "lr {0}", ["1e-05"]),
    "thousands": ("1,000 points", "{0} points", ["1,000"]),
    "maths-stays": ("weight $w_1^2$ after 5 steps", "weight $w_1^2$ after {0} steps", ["5"]),
    "escaped-dollar": (r"price \$5", r"price \${0}", ["5"]),
    "number-in-a-name": ("conv2d x1", "conv2d x1", []),
    "braces": ("class {0} of 10", "class {{0}} of {0}", ["10"]),
    "braces-out-of-order": ("sets {1} and {0}: 3 of 7", "sets {{1}} and {{0}}: {0} of {1}", ["3", "7"]),
    "single-brace": ("a { b", "a {{ b", []),
    "braces-in-maths": (r"$\frac{1}{2}$ of {3}", r"$\frac{1}{2}$ of {{3}}", []),
    "date": ("2024-01-15", "{0}-{1}-{2}", ["2024", "01", "15"]),
    "range": ("0-9 x-1 -5 1e-3 v1.2-3", "{0}-{1} x-{2} {3} {4} v1.2-{5}", ["0", "9", "1", "-5", "1e-3", "3"]),
}


@pytest.mark.parametrize(("text", "message", "values"), MESSAGES.values(), ids=MESSAGES)
def test_message_of(text, message, values):
    assert labels.message_of(text) == (message, values)


@pytest.mark.parametrize("text", [case[0] for case in MESSAGES.values()], ids=MESSAGES)
def test_filling_a_message_gives_the_text_again(text):
    assert labels.fill(*labels.message_of(text)) == text


def test_numbers_go_where_the_translation_has_them():
    assert labels.fill("共 {1} 步，第 {0} 步", ["3", "10"]) == "共 10 步，第 3 步"


def test_a_slot_without_a_value_stays():
    assert labels.fill("第 {3} 步", ["1"]) == "第 {3} 步"


def test_slots_are_places_for_values_and_no_braces_of_the_text():
    assert labels.slots(r"{1} of {0}, {{2}} and $x^{3}$") == {"0", "1"}


@pytest.mark.parametrize(
    ("message", "needed"),
    [
        ("mean loss", True),
        ("$x$ axis", True),
        ("损失", True),
        ("{0}", False),
        ("$\\mathrm{loss}$", False),
        ("w", False),
    ],
)
def test_needs_translation(message, needed):
    assert labels.needs_translation(message) is needed
