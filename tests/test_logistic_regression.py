"""The claims of the logistic regression chapter, against answers found another way."""

import itertools
import math

import numpy as np
import pytest

HOURS, PASSED = np.array([1.0, 2.0, 3.0]), np.array([0.0, 0.0, 1.0])


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def cross_entropy(z, y):
    """Summed, from scores, without a sigmoid."""
    return np.logaddexp(0, np.where(y == 1, -z, z)).sum()


def numbers(text):
    return [[float(word) for word in line.split()] for line in text.splitlines()]


def descend(x, y, epochs, w=0.0, b=0.0, lr=0.01, decay=0.0):
    for _ in range(epochs):
        error = sigmoid(w * x + b) - y
        w, b = w - lr * ((error * x).sum() + decay * w), b - lr * error.sum()
    return w, b


def best(x, y, decay=0.0):
    """The lowest point, by Newton's method."""
    table, at = np.stack([x, np.ones_like(x)], axis=1), np.zeros(2)
    penalty = np.diag([decay, 0.0])
    for _ in range(100):
        p = sigmoid(table @ at)
        curvature = table.T @ (table * (p * (1 - p))[:, None]) + penalty
        at = at - np.linalg.solve(curvature, table.T @ (p - y) + penalty @ at)
    return at


def test_mnist(run):
    result = run("logistic_regression/mnist")
    facts = result.facts
    assert result.output("load").splitlines()[0] == "60000 10000"
    counts = [int(each) for each in result.output("balance").strip("[]\n").split(", ")]
    assert sum(counts) == 60_000
    assert (counts[facts["most"]], counts[facts["fewest"]]) == (max(counts), min(counts))
    if result.data["mnist"]["kind"] == "real":
        assert (facts["mean"], facts["std"]) == pytest.approx((0.1307, 0.3081), abs=5e-5)
        assert (facts["most"], max(counts), min(counts)) == (1, 6742, 5421)
        assert facts["test_share"] == pytest.approx(0.1135)


def test_cifar10(run):
    result = run("logistic_regression/cifar10")
    counts = [int(each) for each in result.output("balance").strip("[]\n").split(", ")]
    assert sum(counts) == result.facts["train_size"]
    assert len(counts) == 10


def test_the_line_jumps_and_the_sigmoid_does_not(run):
    facts = run("logistic_regression/line").facts
    for x, y, boundary in (
        (HOURS, PASSED, facts["first_boundary"]),
        (np.append(HOURS, 20), np.append(PASSED, 1), facts["far_boundary"]),
    ):
        slope = ((x - x.mean()) * y).sum() / ((x - x.mean()) ** 2).sum()
        assert boundary == pytest.approx(x.mean() + (0.5 - y.mean()) / slope)
    assert facts["far_boundary"] > 3 > facts["first_boundary"]
    facts = run("logistic_regression/loop").facts
    w, b = descend(HOURS, PASSED, 1000)
    assert facts["boundary"] == pytest.approx(-b / w, abs=1e-4)
    assert facts["at_four"] == pytest.approx(sigmoid(4 * w + b), abs=1e-4)
    assert f"{facts['at_four']:.2f}" == "0.87"
    w, b = descend(np.append(HOURS, 20), np.append(PASSED, 1), 1000)
    assert facts["far_boundary"] == pytest.approx(-b / w, abs=1e-4)


def test_slopes_are_those_of_finite_differences(run):
    facts = run("logistic_regression/squared").facts
    z, h = np.array(facts["scores"]), 1e-5
    squared = (sigmoid(z + h) ** 2 - sigmoid(z - h) ** 2) / (2 * h)
    bce = (np.logaddexp(0, z + h) - np.logaddexp(0, z - h)) / (2 * h)
    assert facts["slopes_squared"] == pytest.approx(squared, abs=1e-6)
    assert facts["slopes_bce"] == pytest.approx(bce, abs=1e-6)
    assert facts["times"] == pytest.approx(bce[-1] / squared[-1], rel=1e-3)


def test_the_table(run):
    facts = run("logistic_regression/bce_table").facts
    assert facts["losses"] == pytest.approx([-math.log(p) for p in (0.2, 0.8, 0.7, 0.3)], abs=1e-6)
    sklearn = pytest.importorskip("sklearn.metrics")
    assert facts["mean"] == pytest.approx(sklearn.log_loss([1, 1, 0, 0], [0.2, 0.8, 0.3, 0.7]), abs=1e-6)


def test_the_diagram_and_the_students(run):
    facts = run("logistic_regression/score").facts
    assert facts["probability"] == pytest.approx(sigmoid(facts["score"]))
    odds = [sigmoid(z) / (1 - sigmoid(z)) for z in (0.3, 1.5)]  # an hour apart, with w = 1.2
    assert facts["odds_times"] == pytest.approx(odds[1] / odds[0])
    assert facts["loss"] == pytest.approx(np.logaddexp(0, -facts["score"]))
    facts = run("logistic_regression/students").facts
    x, y = np.array(facts["hours"]), np.array(facts["passed"])
    assert facts["total"] == pytest.approx(cross_entropy(facts["w"] * x + facts["b"], y), abs=1e-6)
    assert np.argmax(facts["losses"]) == 1  # as the alt text says


def test_where_the_probability_loses_precision(run):
    facts = run("logistic_regression/precision").facts
    grid = np.arange(5, 20, 0.01, dtype=np.float32)
    p = 1 / (1 + np.exp(-grid))
    assert p.dtype == np.float32
    assert facts["first_one"] == pytest.approx(grid[p == 1][0], abs=0.02)
    assert facts["first_one"] == pytest.approx(24 * math.log(2), abs=0.02)  # e^-z is half a step above 1
    assert 10 < facts["first_off"] < facts["first_one"]
    assert (facts["loss_bce"], facts["slope_bce"]) == (100, 0)
    assert facts["slope_low"] == pytest.approx(-math.exp(-50) / 1e-12, rel=1e-3)  # PyTorch divides by at least 1e-12


def test_training_over_seeds(run):
    facts = run("logistic_regression/train").facts
    assert (round(facts["lowest"], 2), round(facts["highest"], 2)) == (0.85, 0.90)
    ends = [descend(HOURS, PASSED, 1000, w, b) for w in (-1, 1) for b in (-1, 1)]  # the corners of nn.Linear's start
    of_four = [sigmoid(4 * w + b) for w, b in ends]
    assert min(of_four) - 1e-3 <= facts["lowest"] < facts["highest"] <= max(of_four) + 1e-3
    assert all(abs(-b / w - facts["boundary"]) < 0.02 for w, b in ends)


def test_weights_grow_unless_something_stops_them(run):
    facts = run("logistic_regression/separable").facts
    w, _ = descend(HOURS, PASSED, 10_000)
    assert facts["free"][3] == pytest.approx(w, abs=0.006)
    free = facts["free"]
    grown = [later - earlier for earlier, later in itertools.pairwise(free)]
    assert grown[1:] == pytest.approx([1.1, 2.9, 4.4], abs=0.06)  # as the text says
    assert facts["per_decade"] == pytest.approx(2 * math.log(10), abs=0.3)  # twice the logarithm, at margin 1/2
    mixed = best(np.append(HOURS, 1.5), np.append(PASSED, 1))
    assert facts["mixed"][-1] == pytest.approx(mixed[0], abs=0.006)
    decayed = best(HOURS, PASSED, decay=0.1)
    assert facts["decayed"][-1] == pytest.approx(decayed[0], abs=0.02)
    assert facts["doubt"] < 1e-5


def test_calibration(run):
    facts = run("logistic_regression/calibration").facts
    for name, epochs in (("short", 1000), ("long", 10_000)):
        w, b = descend(HOURS, PASSED, epochs)
        low, high = (math.log(p / (1 - p)) for p in (0.85, 0.89))
        hours = np.linspace((low - b) / w, (high - b) / w, 1001)  # evenly, as hours are drawn
        assert facts[f"{name}_said"] == pytest.approx(sigmoid(w * hours + b).mean(), abs=1e-3)
        assert facts[f"{name}_passed"] == pytest.approx(sigmoid(hours - 2.5).mean(), abs=0.03)
        assert facts[f"{name}_four"] == pytest.approx(sigmoid(4 * w + b), abs=1e-3)
    assert facts["true_four"] == pytest.approx(1 / (1 + math.exp(-1.5)), abs=1e-6)
    assert abs(facts["many_four"] - facts["true_four"]) < 0.05
    assert abs(facts["many_passed"] - facts["many_said"]) < 0.03 < facts["long_said"] - facts["long_passed"] - 0.1


def test_many_students_are_enough_whatever_the_seed():
    gaps = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        x = 6 * rng.random(1000)
        w, b = best(x, (rng.random(1000) < sigmoid(x - 2.5)).astype(float))
        at = (math.log(0.87 / 0.13) - b) / w
        gaps.append(abs(sigmoid(at - 2.5) - 0.87))
    assert max(gaps) < 0.06


def test_labels_1_and_2_fall_below_zero(run):
    result = run("logistic_regression/labels_two")
    losses = [float(line.split()[1]) for line in result.output("train").splitlines()[:3]]
    assert losses[0] > 0 > losses[1] > losses[2]
    assert result.facts["last_loss"] == pytest.approx(losses[2])


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("integers", "RuntimeError: result type Float can't be cast to the desired output type Long"),
        ("shape", "ValueError: Target size (torch.Size([3])) must be the same as input size (torch.Size([3, 1]))"),
        ("scores", "RuntimeError: all elements of input should be between 0 and 1"),
    ],
)
def test_errors_are_what_the_boxes_say(run, name, begins):
    result = run(f"logistic_regression/error_{name}")
    assert begins in result.error("wrong")
    z, y = np.array([-1.0, 2.0, 0.5]), np.array([0, 1, 0])
    shown = 2 if name == "scores" else 3
    assert f"{cross_entropy(z[:shown], y[:shown]) / shown:.4f}" in result.output("right")


STARTS = {"floor": "floor", "twice": "a loss below 1", "ink": "training", "groups": "group"}


@pytest.mark.parametrize("name", STARTS)
def test_starting_programs_name_what_is_missing(run, name):
    lines = run(f"logistic_regression/start_{name}").output("start").splitlines()
    assert [line for line in lines if line.startswith("missing: ")] == [f"missing: {STARTS[name]}"]


def test_floors(run):
    facts = run("logistic_regression/solution_floor").facts
    assert facts["floor"] == pytest.approx(3 * (math.log(3) - 2 / 3 * math.log(2)))
    facts = run("logistic_regression/solution_twice").facts
    scores = sigmoid(np.linspace(-60, 60, 1201))
    lowest = 2 * np.logaddexp(0, scores).min() + np.logaddexp(0, -scores).min()
    assert facts["floor"] == pytest.approx(lowest, abs=1e-6)
    stuck = run("logistic_regression/start_twice").facts["last_loss"]
    assert stuck > facts["floor"] > facts["last_loss"]
    assert stuck == pytest.approx(3 * math.log(2), abs=2e-3)  # all three "scores" near 0


def test_ink(run):
    result = run("logistic_regression/solution_ink")
    more = 0.1 if result.data["mnist"]["kind"] == "real" else 0
    assert result.facts["accuracy"] > result.facts["share"] + more


def test_groups(run):
    result = run("logistic_regression/solution_groups")
    rows = numbers(result.output("groups"))
    for count, said, sevens, ratio in rows:
        chance = math.sqrt(said * (1 - said) / count)
        assert ratio == pytest.approx((sevens - said) / chance, abs=0.012 / chance + 0.05)  # two digits are printed
    if result.data["mnist"]["kind"] == "real":
        ratios = [row[3] for row in rows]
        assert max(abs(each) for each in ratios[1:4]) < 2 < -max(ratios[0], ratios[4])


def test_a_half_step_is_lost():
    one = np.float32(1)
    assert one + np.float32(math.exp(-16.62)) > one == one + np.float32(math.exp(-16.65))
    assert np.nextafter(one, np.float32(2)) - one == pytest.approx(1.2e-7, rel=0.01)
