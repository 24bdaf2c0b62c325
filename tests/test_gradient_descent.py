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
    factors = [1 - lr * 28 / 3 for lr in facts["guessed"]]
    assert facts["needed"][1] == 1
    for index in (0, 2):
        assert facts["needed"][index] == math.ceil(math.log(1e-3) / math.log(abs(factors[index])))


def test_a_bias_lowers_the_limit(run):
    limit = run("gradient_descent/convexity").facts["limit_with_bias"]
    gaps = []
    for lr in (0.99 * limit, 1.01 * limit):
        w, b = 1.0, 1.0
        for _ in range(2000):
            error = w * SMALL + b - 2 * SMALL
            w, b = w - lr * np.mean(2 * SMALL * error), b - lr * np.mean(2 * error)
        gaps.append(abs(w - 2))
    assert gaps[0] < 0.01 < 100 < gaps[1]


def test_overflow(run):
    result = run("gradient_descent/overflow")
    # the square of (w - 2) * 300 leaves the range of a float
    factor = 1 - 2e-4 * np.mean(LARGE**2)
    largest = math.log10(np.finfo(float).max) / 2
    assert result.facts["steps_survived"] == math.ceil((largest - math.log10(300)) / math.log10(-factor))
    assert "OverflowError" in result.error("overflow")
    lines = result.output("silent").splitlines()
    assert "loss inf, finite: False" in lines[-2]
    assert "nan" in lines[-1]
    assert lines[-1].endswith("False")


def test_sgd_reaches_eight_hundred(run):
    facts = run("gradient_descent/sgd").facts
    assert facts["factors"] == pytest.approx([0.8, 0.2, -0.8])
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    target = math.log(math.sqrt(1e-7 / np.mean(LARGE**2)))
    for index, rate in enumerate((5e-6, 1e-5)):
        factor = 1 - 2 * rate * np.mean(LARGE**2)
        assert facts["batch_steps"][index] == math.ceil(target / math.log(abs(factor)))
        quickest = min(abs(1 - 2 * rate * LARGE**2))
        assert facts["fewest"][index] >= math.ceil(target / math.log(quickest))
    assert facts["medians"][0] < facts["batch_steps"][0]
    assert facts["medians"][1] > facts["batch_steps"][1]


def test_minibatch_reaches_eight_hundred(run):
    facts = run("gradient_descent/minibatch").facts
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    assert facts["costs"][0] == pytest.approx(cost(1.0, LARGE))
    assert facts["costs"][-1] < 1e-7 <= facts["costs"][-2]
    assert facts["factors"] == pytest.approx([0.5, 0.0, -0.3], abs=1e-12)
    assert facts["by_epoch"] == pytest.approx([-0.4, 0.0, -0.24], abs=1e-12)


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
    assert facts["small_rate"] == pytest.approx([basin] * 3, abs=4 * math.sqrt(basin / 1000))
    assert facts["six_starts"] == pytest.approx(1 - (1 - basin) ** 6, abs=0.06)
    missed = (1 - 0.8 / 12) ** 300  # no random point within 0.4 of the lowest
    assert missed < 1e-8
    assert facts["random_points"] == 1.0
    assert min(facts["gd"], facts["annealing"], facts["genetic"]) > 0.9
    assert facts["worst_annealing"] < 0.3


def test_saddle(run):
    facts = run("gradient_descent/saddle").facts
    assert facts["stuck"] == [4.0] * 4
    others = ("momentum", "rmsprop", "adam")
    assert facts["small_gd"] > 2 * max(facts[f"small_{name}"] for name in others)
    best = [facts[f"best_{name}"] for name in ("gd", *others)]
    assert max(best) < 2 * min(best)
    assert facts["ravine_momentum"] < facts["ravine_gd"] / 2


def test_saddle_updates_are_those_of_torch(run):
    import torch

    facts = run("gradient_descent/saddle").facts
    starts = torch.from_numpy(0.01 * np.random.default_rng(0).normal(size=(200, 2)))
    makers = {
        "momentum": lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=0.01),
        "adam": lambda p: torch.optim.Adam(p, lr=0.01),
    }
    for name, make in makers.items():
        w = starts.clone().requires_grad_()
        optimizer, left = make([w]), 0
        for _ in range(100):
            costs = (w[:, 0] * w[:, 1] - 2) ** 2
            left = left + (costs.detach() > 3)
            optimizer.zero_grad()
            costs.sum().backward()
            optimizer.step()
        assert facts[f"small_{name}"] == np.median(left.numpy())


def test_batchnorm(run):
    facts = run("gradient_descent/batchnorm").facts
    assert 0 < facts["normalised_lowest"] <= facts["normalised_highest"] < facts["plain_lowest"]


def test_sgd_wanders_only_with_label_noise(run):
    facts = run("gradient_descent/noise").facts
    x, y = np.array(facts["x"]), np.array(facts["noisy"])
    best = np.polyfit(x, y / x, 0, w=x)[0]
    assert facts["best_noisy"] == pytest.approx(best)
    assert facts["still"] < 1e-12
    assert facts["lowest"] > 0.05
    residuals = y - best * x
    balance = np.mean((0.04 * x * residuals) ** 2) / (1 - np.mean((1 - 0.04 * x**2) ** 2))
    assert facts["middle"] == pytest.approx(math.sqrt(balance), rel=0.1)
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
    assert facts["near"] < 0.5
    assert 0 < facts["clean_highest"] <= 1e-7 * np.mean(SMALL**2)


def test_descent_paths(run):
    facts = run("gradient_descent/descent_paths").facts
    slope, intercept = np.polyfit(facts["x"], facts["y"], 1)
    assert facts["best"] == pytest.approx([slope, intercept])
    assert facts["updates"] == [20 * math.ceil(64 / size) for size in (64, 8, 1)]
    assert facts["same_excess"][1] < min(facts["same_excess"][0], facts["same_excess"][2])
    assert facts["best_excess"][0] == min(facts["best_excess"]) < 1e-5
    assert facts["best_excess"][2] < facts["same_excess"][2] / 10
    assert min(facts["last_costs"]) >= facts["lowest"]


def test_sgd_is_cheaper_per_step_not_per_epoch(run):
    facts = run("gradient_descent/speed").facts
    assert facts["multiplications_per_step"] == [2 * 20 * size for size in facts["sizes"]]
    assert set(facts["multiplications_per_epoch"]) == {2 * 20 * 512}
    assert facts["step_us"][-1] < 100 * facts["step_us"][0]
    assert facts["epoch_ms"][0] > facts["epoch_ms"][-1]
    assert facts["cost_after_epoch"][1] < facts["cost_after_epoch"][-1]
    assert facts["ms_to_goal"][0] > facts["ms_to_goal"][-1]


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
    assert facts["shrinking"] < facts["small"] < facts["large"]
    assert facts["shrinking"] < 1.2 * facts["smallest"]
    assert facts["arrivals"][3] < facts["arrivals"][1] < facts["arrivals"][2]


def test_solution_convexity(run):
    assert run("gradient_descent/solution_convexity").facts["bends_down"] == [False, True, False, False, True]
