"""The claims of the gradient descent chapter, against answers found another way."""

import math

import numpy as np
import pytest

SMALL = np.array([1.0, 2.0, 3.0])
LARGE = 100 * SMALL


def cost(w, x=SMALL, y=None):
    return np.mean((w * x - (2 * x if y is None else y)) ** 2)


def test_three_derivatives_are_equal(run):
    facts = run("gradient_descent/derivative").facts
    expected = [28 / 3 * (w - 2) for w in facts["ws"]]
    for way in ("by_hand", "by_differences", "by_autograd"):
        assert facts[way] == pytest.approx(expected, abs=1e-7)


def test_update_steps_follow_the_closed_form(run):
    facts = run("gradient_descent/update").facts
    assert facts["w"] == pytest.approx(2 - (1 - 0.01 * 28 / 3) ** 3)
    assert facts["left"] == pytest.approx([2 - 2 * 0.72**k for k in range(7)])


def test_bgd_reaches_two(run):
    facts = run("gradient_descent/bgd").facts
    shrink = 1 - 0.01 * 28 / 3
    assert facts["weights"] == pytest.approx([2 - shrink**k for k in range(1, 101)])
    assert facts["costs"][0] == pytest.approx(cost(1.0))
    assert facts["prediction_before"] == 4.0
    assert facts["prediction_after"] == pytest.approx(8 - 4 * shrink**100)
    assert [f"{w:.2f}" for w in facts["weights"][:3]] == ["1.09", "1.18", "1.25"]
    assert f"{facts['w']:.4f}" == "1.9999"
    assert f"{facts['prediction_after']:.2f}" == "8.00"


def test_learning_rate_limit_and_divergence(run):
    facts = run("gradient_descent/learning_rate").facts
    assert facts["limit_small"] == pytest.approx(3 / 14)
    assert facts["limit_large"] == pytest.approx(3 / 140000)
    w, steps = 1.0, 0
    while abs(w) < 1e30:
        w, steps = w - 1e-4 * np.mean(2 * LARGE * (w * LARGE - 2 * LARGE)), steps + 1
    assert facts["steps_to_1e30"] == steps < 48
    assert 24 < facts["fewest"] <= facts["most"] < 100


def test_overflow(run):
    result = run("gradient_descent/overflow")
    # the square of (w - 2) * 300 leaves the range of a float
    factor = 1 - 2e-4 * np.mean(LARGE**2)
    largest = math.log10(np.finfo(float).max) / 2
    assert result.facts["steps_survived"] == math.ceil((largest - math.log10(300)) / math.log10(-factor))
    assert "OverflowError" in result.error("overflow")


def test_sgd_reaches_eight_hundred(run):
    facts = run("gradient_descent/sgd").facts
    assert facts["factors"] == pytest.approx([0.8, 0.2, -0.8])
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    factor = 1 - 2e-5 * np.mean(LARGE**2)
    steps = math.ceil(math.log(math.sqrt(1e-7 / np.mean(LARGE**2))) / math.log(abs(factor)))
    assert facts["batch_steps"] == steps < facts["fewest"]
    best_case = math.ceil(math.log(math.sqrt(1e-7 / np.mean(LARGE**2))) / math.log(0.2))
    assert facts["fewest"] >= best_case


def test_minibatch_reaches_eight_hundred(run):
    facts = run("gradient_descent/minibatch").facts
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    assert facts["costs"][0] == pytest.approx(cost(1.0, LARGE))
    assert facts["costs"][-1] < 1e-7 <= facts["costs"][-2]
    assert facts["factors"] == pytest.approx([0.5, 0.0, -0.3], abs=1e-12)


def test_convexity(run):
    facts = run("gradient_descent/convexity").facts
    assert facts["convex"] == [True, True, True, True, False, False]
    h = 1e-3
    corners = {(i, j): ((i * h) * (j * h) - 2) ** 2 for i in (-1, 1) for j in (-1, 1)}
    mixed = (corners[1, 1] - corners[1, -1] - corners[-1, 1] + corners[-1, -1]) / (4 * h * h)
    assert facts["curvature_at_saddle"] == pytest.approx([-abs(mixed), abs(mixed)], abs=1e-4)
    gram = 2 * np.array([[np.mean(SMALL**2), np.mean(SMALL)], [np.mean(SMALL), 1]])
    assert facts["curvature_of_mse"] == pytest.approx(np.linalg.eigvalsh(gram), abs=1e-4)


def test_starts_end_in_different_minima(run):
    facts = run("gradient_descent/starts").facts
    low, ridge, high = np.sort(np.roots([4, 0, -6, 1]).real)
    assert facts["ridge"] == pytest.approx(ridge)
    assert facts["ends"] == pytest.approx([low if s < ridge else high for s in facts["starts"]], abs=1e-6)
    assert facts["f_global"] < facts["f_local"]


def test_strategies(run):
    facts = run("gradient_descent/strategies").facts
    line = np.linspace(-6, 6, 10**6)
    height = line**2 / 8 + 0.4 * np.sin(4 * line)
    peaks = line[1:-1][(height[1:-1] > height[:-2]) & (height[1:-1] > height[2:])]
    lowest = line[height.argmin()]
    basin = (peaks[peaks > lowest].min() - peaks[peaks < lowest].max()) / 12
    assert facts["best"] == pytest.approx(lowest, abs=1e-3)
    assert facts["gd"] == pytest.approx(basin, abs=4 * math.sqrt(basin / 1000))
    assert facts["restarts"] == pytest.approx(1 - (1 - basin) ** 6, abs=0.06)
    assert facts["rmsprop"] == facts["adam"] == facts["gd"]
    assert min(facts["momentum"], facts["noisy"], facts["restarts"]) > facts["gd"] + 0.1
    assert min(facts["annealing"], facts["genetic"]) > 0.9


def test_saddle(run):
    facts = run("gradient_descent/saddle").facts
    assert facts["stuck"] == [4.0] * 4
    assert facts["slowest"] > max(facts["median_momentum"], facts["median_rmsprop"], facts["median_adam"])


def test_batchnorm(run):
    facts = run("gradient_descent/batchnorm").facts
    assert facts["total_normalised"] > facts["total_plain"]


def test_sgd_wanders_only_with_label_noise(run):
    facts = run("gradient_descent/noise").facts
    x, y = np.array(facts["x"]), np.array(facts["noisy"])
    best = np.polyfit(x, y / x, 0, w=x)[0]
    assert facts["best_noisy"] == pytest.approx(best)
    assert facts["still"] < 1e-12
    assert facts["lowest"] > 0.05
    assert facts["halved"] == pytest.approx(np.mean(facts["spreads"]) / math.sqrt(2), rel=0.15)


def test_stopping_on_one_sample_is_luck(run):
    facts = run("gradient_descent/stop_rule").facts
    x, y = np.array(facts["x"]), np.array(facts["y"])
    lowest = np.linalg.lstsq(x[:, None], y)[1][0] / len(x)
    assert facts["lowest_cost"] == pytest.approx(lowest)
    assert facts["cost_at_worst_stop"] > 2 * lowest
    assert facts["latest"] > 5 * facts["earliest"]
    assert facts["one_loss"] == 0
    assert facts["other_losses"] == [200.0**2] * 2


def test_descent_paths(run):
    facts = run("gradient_descent/descent_paths").facts
    slope, intercept = np.polyfit(facts["x"], facts["y"], 1)
    assert facts["best"] == pytest.approx([slope, intercept])
    assert facts["updates"] == [20 * math.ceil(64 / size) for size in (64, 8, 1)]
    assert facts["excess_mini"] < facts["excess_single"]
    assert min(facts["last_costs"]) >= facts["lowest"]


def test_sgd_is_cheaper_per_step_not_per_epoch(run):
    facts = run("gradient_descent/speed").facts
    assert facts["multiplications_per_step"] == [2 * 100 * size for size in facts["sizes"]]
    assert set(facts["multiplications_per_epoch"]) == {2 * 100 * 4096}
    assert facts["step_us"][0] < facts["step_us"][-1]
    assert facts["epoch_ms"][0] > facts["epoch_ms"][-1]
    assert facts["cost_after_epoch"][1] < facts["cost_after_epoch"][-1]


def test_solution_bias(run):
    facts = run("gradient_descent/solution_bias").facts
    assert (facts["w"], facts["b"]) == pytest.approx((2, 1), abs=1e-6)
    h = 1e-6

    def biased(w, b):
        return np.mean((w * SMALL + b - 2 * SMALL - 1) ** 2)

    numeric = [
        (biased(0.5 + h, -1) - biased(0.5 - h, -1)) / (2 * h),
        (biased(0.5, -1 + h) - biased(0.5, -1 - h)) / (2 * h),
    ]
    assert facts["by_hand"] == pytest.approx(numeric, abs=1e-6)
    assert facts["by_autograd"] == pytest.approx(numeric, abs=1e-6)


def test_solution_limit(run):
    assert run("gradient_descent/solution_limit").facts["low"] == pytest.approx(4 / 30, abs=1e-3)


def test_solution_decay(run):
    facts = run("gradient_descent/solution_decay").facts
    assert facts["decaying"] < facts["small"] < facts["large"]


def test_solution_convexity(run):
    assert run("gradient_descent/solution_convexity").facts["bends_down"] == [False, True, False, False, True]
