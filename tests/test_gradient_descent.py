"""The claims of the gradient descent chapter, against answers found another way."""

import itertools
import math
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

SMALL = np.array([1.0, 2.0, 3.0])
LARGE = 100 * SMALL
SNIPPETS = Path(__file__).resolve().parents[1] / "snippets/gradient_descent"


def cost(w, x=SMALL, y=None):
    return np.mean((w * x - (2 * x if y is None else y)) ** 2)


def test_three_ways_to_one_slope(run):
    result = run("gradient_descent/derivative")
    facts = result.facts
    exact = 28 / 3 * (1 - 2)
    assert facts["before"] == pytest.approx(cost(1.0)) == pytest.approx(cost(1.0) - cost(2.0))
    assert facts["slope"] == pytest.approx(exact)
    assert facts["by_autograd"] == pytest.approx(exact, abs=1e-5)
    assert facts["nudged"] == pytest.approx(exact, abs=0.01)
    assert facts["after"] < facts["before"]
    rounding = [abs(float(line.split()[1]) - exact) for line in result.output("smaller").splitlines()]
    assert rounding[0] < rounding[1] < 0.1 < rounding[2]  # too small a nudge is worse again


def test_the_loop_follows_the_closed_form(run):
    result = run("gradient_descent/update")
    shrink = 1 - 0.01 * 28 / 3
    walk = [line.split() for line in result.output("loop").splitlines()]
    assert [int(step) for step, _ in walk] == [1, 2, 3, 100]
    assert [float(w) for _, w in walk] == pytest.approx([2 - shrink ** int(step) for step, _ in walk], abs=1e-4)
    assert [f"{float(w):.2f}" for _, w in walk[:3]] == ["1.09", "1.18", "1.25"]
    assert f"{result.facts['w']:.4f}" == "1.9999"


def test_the_loop_in_pytorch_takes_the_same_steps(run):
    result = run("gradient_descent/update_torch")
    assert result.output("loop") == run("gradient_descent/update").output("loop")
    assert f"{result.facts['w_end']:.4f}" == "1.9999"


def test_bgd_reaches_two(run):
    facts = run("gradient_descent/bgd").facts
    shrink = 1 - 0.01 * 28 / 3
    assert facts["shrink"] == pytest.approx(shrink)
    assert facts["w"] == pytest.approx(2 - shrink**100)
    assert facts["costs"][0] == pytest.approx(cost(1.0))
    assert facts["prediction_before"] == 4.0
    assert facts["prediction_after"] == pytest.approx(8 - 4 * shrink**100)
    assert f"{facts['prediction_after']:.2f}" == "8.00"


def test_learning_rate_limit(run):
    result = run("gradient_descent/learning_rate")
    facts, limit = result.facts, result.facts["limit"]
    assert limit == pytest.approx(3 / 14)
    assert facts["rates"] == pytest.approx([0.01, 0.2, limit / 2, 1.01 * limit])
    slow, guessed, half, beyond = [line.split()[-1] for line in result.output("limit").splitlines()[1:]]
    assert (half, beyond) == ("1", "None")
    slow, guessed = int(slow), int(guessed)
    assert [slow, guessed] == [math.ceil(math.log(1e-3) / math.log(abs(1 - lr * 28 / 3))) for lr in (0.01, 0.2)]
    assert guessed / slow == pytest.approx(2 / 3, abs=0.05)  # twenty times the rate saves a third of the steps
    assert facts["factor_of_guess"] < 0
    assert facts["limit_large"] == pytest.approx(3 / 140000)
    assert facts["times_smaller"] == pytest.approx(10_000)
    assert (facts["mean_x2"], facts["best"]) == pytest.approx((14 / 3, 2))


def test_a_bias_lowers_the_limit(run):
    facts = run("gradient_descent/learning_rate").facts
    limit = facts["limit_with_bias"]
    assert limit < 0.2 < facts["limit"]  # which is why exercise 3 fails at 0.2
    gaps = []
    for lr in (0.99 * limit, 1.01 * limit):
        w, b = 1.0, 1.0
        for _ in range(2000):
            error = w * SMALL + b - 2 * SMALL
            w, b = w - lr * np.mean(2 * SMALL * error), b - lr * np.mean(2 * error)
        gaps.append(abs(w - 2))
    assert gaps[0] < 0.01 < 100 < gaps[1]


def test_divergence_is_silent(run):
    result = run("gradient_descent/overflow")
    lines = [line.split() for line in result.output("silent").splitlines()]
    assert [line[2] for line in lines] == ["True"] * 3 + ["False"] * 2
    assert [line[1] for line in lines[3:]] == ["inf", "nan"]
    w, steps = 1.0, 0
    while abs(w) < 1e30:
        w, steps = w - 1e-4 * np.mean(2 * LARGE * (w * LARGE - 2 * LARGE)), steps + 1
    assert result.facts["steps_to_1e30"] == steps < 48
    assert 24 < result.facts["fewest"] <= result.facts["most"] < 100
    with pytest.raises(OverflowError):
        [(w * x) ** 2 for w in [1e300] for x in [100.0]]


def test_sgd_reaches_eight_hundred(run):
    facts = run("gradient_descent/sgd").facts
    assert facts["factors"] == pytest.approx([0.8, 0.2, -0.8])
    assert facts["prediction_before"] == 400
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    assert facts["limit"] == pytest.approx(1 / 300**2)
    assert facts["rises"] > 0


def test_minibatch_reaches_eight_hundred(run):
    facts = run("gradient_descent/minibatch").facts
    assert facts["prediction_after"] == pytest.approx(800, abs=1e-2)
    assert facts["w"] == pytest.approx(2, abs=1e-5)
    assert facts["costs"][0] == pytest.approx(cost(1.0, LARGE))
    assert facts["costs"][-1] < 1e-7 <= facts["costs"][-2]
    # what an epoch does to the distance to 2: a pair, then the one left over
    squares, lr = LARGE**2, facts["lr"]
    for before, after in itertools.pairwise(facts["costs"]):
        shrinks = [
            (1 - lr * (squares[a] + squares[b])) * (1 - 2 * lr * squares[3 - a - b])
            for a, b in ((0, 1), (0, 2), (1, 2))
        ]
        assert min(abs(math.sqrt(after / before) - abs(each)) for each in shrinks) < 1e-6
    assert 1 - 1e-5 * (squares[0] + squares[2]) == pytest.approx(0, abs=1e-12)  # the coincidence at 1e-5


def test_convexity(run):
    result = run("gradient_descent/convexity")
    assert [rise > 1e-9 for rise in result.facts["rises"]] == [False, False, True, False, False, True]
    costs = [float(line.split()[-1]) for line in result.output("saddle").splitlines()]
    assert costs == pytest.approx([4, (0.01 - 2) ** 2, (0.01 + 2) ** 2], abs=0.005)
    assert costs[1] < costs[0] < costs[2]


def test_starts_end_in_different_minima(run):
    facts = run("gradient_descent/starts").facts
    low, ridge, high = np.sort(np.roots([4, 0, -6, 1]).real)
    assert facts["ridge"] == pytest.approx(ridge)
    assert facts["ends"] == pytest.approx([low if s < ridge else high for s in facts["starts"]], abs=1e-6)
    assert facts["f_global"] < facts["f_local"]
    assert facts["to_global"] + facts["to_local"] == 9
    assert np.polyval(facts["valley_coefficients"], 1.5) == pytest.approx(1.5**4 - 3 * 1.5**2 + 1.5)
    assert facts["once_in_six"] == pytest.approx(63 / 64)


def test_the_deep_pit_has_the_lower_limit(run):
    facts = run("gradient_descent/starts").facts
    slope = np.poly1d(facts["valley_coefficients"]).deriv()
    for limit, pit in (("limit_deep", "global_minimum"), ("limit_shallow", "local_minimum")):
        assert facts[limit] == pytest.approx(2 / slope.deriv()(facts[pit]))
        for share, inside in ((0.98, True), (1.02, False)):  # next to the bottom: does it come closer?
            w = facts[pit] + 1e-3
            for _ in range(50):
                w -= share * facts[limit] * slope(w)
            assert (abs(w - facts[pit]) < 1e-3) == inside
    assert facts["limit_deep"] < 0.15 < facts["limit_shallow"]
    assert facts["deep_share"] < 0.02
    assert facts["shallow_share"] > 0.3


def test_the_more_weights_the_more_the_slope_is_worth(run):
    facts = run("gradient_descent/strategies").facts
    for weights in ("one", "two"):
        few = [facts[f"{name}_{weights}"] for name in ("points", "annealing", "descent")]
        assert max(few) - min(few) < 0.1
    margin = 10 * facts["error"]
    assert facts["descent_many"] + margin < facts["annealing_many"] < facts["points_many"] - margin
    # what random points reach with 16 weights: the lowest of 300 bowls w^2 / 8 and waves, drawn anew, at the best width
    rng = np.random.default_rng(99)
    means = []
    for width in (0.4, 0.75, 1.5):
        w = rng.uniform(-width, width, (200, 300, 16))
        ways = rng.normal(size=(200, 16, 33))
        ways *= rng.uniform(2, 5, (200, 1, 33)) / np.linalg.norm(ways, axis=1, keepdims=True)
        waves = 0.4 * np.sin(w @ ways + rng.uniform(0, 2 * np.pi, (200, 1, 33))).sum(-1)
        means.append(((w**2).sum(-1) / 8 + waves).min(axis=1).mean())
    assert facts["points_many"] == pytest.approx(min(means), abs=0.5)


def test_saddle(run):
    facts = run("gradient_descent/saddle").facts
    assert facts["stuck"] == [4.0] * 4
    others = ("momentum", "rmsprop", "adam")
    assert facts["small_gd"] > max(facts[f"small_{name}"] for name in others)
    assert facts["best_gd"] <= min(facts[f"best_{name}"] for name in others)


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
        optimizer, arrived = make([w]), torch.full((200,), torch.inf)
        for step in range(1, 301):
            optimizer.zero_grad()
            ((w[:, 0] * w[:, 1] - 2) ** 2).sum().backward()
            optimizer.step()
            there = (w[:, 0] * w[:, 1] - 2).detach() ** 2 < 0.01
            arrived = torch.where(there, arrived.clamp(max=step), torch.inf)  # to stay
        assert facts[f"small_{name}"] == np.median(arrived.numpy())


def test_batchnorm(run):
    facts = run("gradient_descent/batchnorm").facts
    assert 0 < facts["seen_normalised"] < facts["seen_plain"] / 2
    assert facts["new_normalised"] > 0.9 * facts["new_plain"] > facts["seen_plain"]
    last = run("gradient_descent/batchnorm").output("table").splitlines()[-1].split()
    assert float(last[2]) > float(last[1])  # at the largest rate it does worse


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
    assert facts["latest"] > 5 * facts["earliest"]
    best = np.sum(x * y) / np.sum(x * x)
    rng = np.random.default_rng(99)
    for row, (lr, small, most) in enumerate(((0.002, 1e-3, 500), (0.002, 1e-7, 200), (0.02, 1e-3, 500))):
        ends, waits = [], []
        for _ in range(most):  # one run at a time, with other draws
            w, wait = 0.0, 0
            for n in itertools.chain.from_iterable(rng.integers(50, size=500).tolist() for _ in itertools.count()):
                error = w * x[n] - y[n]
                if error**2 < small:
                    break
                w, wait = w - 2 * lr * x[n] * error, wait + 1
            ends.append(np.mean(x**2) * (w - best) ** 2 < 0.1 * lowest)
            waits.append(wait)
        assert facts["near"][row] == pytest.approx(np.mean(ends), abs=0.1)
        assert facts["waits"][row] == pytest.approx(np.median(waits), rel=0.4)
        blind = []
        for wait in waits:
            w = 0.0
            for n in rng.integers(50, size=wait).tolist():
                w -= 2 * lr * x[n] * (w * x[n] - y[n])
            blind.append(np.mean(x**2) * (w - best) ** 2 < 0.1 * lowest)
        assert facts["blind"][row] == pytest.approx(np.mean(blind), abs=0.1)
    # at the large rate and with a long wait, w is where wandering takes it: looking does not matter
    assert facts["near"][3] == pytest.approx(facts["blind"][3], abs=0.1)
    assert 0.5 < facts["near"][3] < 0.85
    assert facts["one_loss"] == 0
    assert facts["other_losses"] == [200.0**2] * 2
    assert facts["near"][0] < 0.25 < 0.9 < facts["near"][1]


def test_descent_paths(run):
    facts = run("gradient_descent/descent_paths").facts
    slope, intercept = np.polyfit(facts["x"], facts["y"], 1)
    assert facts["best"] == pytest.approx([slope, intercept])
    assert facts["lowest"] == pytest.approx(1, abs=0.1)  # the variance of the noise
    assert facts["updates"] == [20 * math.ceil(64 / size) for size in (64, 8, 1)]
    assert facts["best_rates"] == sorted(facts["best_rates"], reverse=True)  # the smaller the batch, the smaller
    assert facts["ahead"] == sorted(facts["ahead"])
    assert facts["ahead"][0] < 0.3 < 0.6 < facts["ahead"][1] < 0.95 < facts["ahead"][2]


def test_after_one_epoch_small_batches_are_ahead_and_later_bgd(run):
    facts = run("gradient_descent/descent_paths").facts
    # other data sets and a plain loop: BGD by its closed form at every rate, SGD at fewer
    rng, lead = np.random.default_rng(5), {1: [], 5: [], 20: []}
    medians = {epochs: [] for epochs in lead}
    for _ in range(12):
        x = rng.normal(0.5, 1, 64)
        y = 2 * x + 1 + rng.normal(0, 1, 64)
        X = np.stack([x, np.ones(64)], axis=1)
        best = np.linalg.lstsq(X, y)[0]
        curvatures, ways = np.linalg.eigh(2 * X.T @ X / 64)
        starts = np.array([(-1, -1), (0, 0), (5, 3), (-1, 3), (5, -1), (2, -2)], float)
        off = (starts - best) @ ways  # (start, direction)
        rates = np.geomspace(0.002, 0.3, 24)
        w = np.broadcast_to(starts[:, None, None], (6, 3, 24, 2)).copy()  # (start, order, rate, parameter)
        for epoch in range(1, 21):
            for samples in np.stack([rng.permutation(64) for _ in range(3)], axis=1):
                ahead = X[samples][None, :, None]  # (1, order, 1, parameter)
                error = (w * ahead).sum(-1, keepdims=True) - y[samples][None, :, None, None]
                w -= rates[:, None] * 2 * error * ahead
            if epoch in lead:
                sgd = (curvatures / 2 * ((w - best) @ ways) ** 2).sum(-1).mean(1).min(-1)
                factors = (1 - np.geomspace(0.01, 1, 400)[:, None] * curvatures) ** epoch  # (rate, direction)
                bgd = (curvatures / 2 * (factors[:, None] * off) ** 2).sum(-1).min(0)
                lead[epoch] += list(bgd < sgd)
                medians[epoch] += list(bgd)
    assert np.mean(lead[1]) < 0.35 < 0.6 < np.mean(lead[5]) <= np.mean(lead[20])
    assert np.mean(lead[20]) > 0.95
    assert facts["tuned_bgd"][0] == pytest.approx(np.median(medians[1]), rel=1)
    assert facts["tuned_bgd"][2] < 1e-9


def test_single_samples_are_slow(run):
    facts = run("gradient_descent/speed").facts
    assert facts["total_ms"] == pytest.approx(
        [epochs * ms for epochs, ms in zip(facts["middle"], facts["epoch_ms"], strict=True)]
    )
    assert facts["middle"] == sorted(facts["middle"])  # the larger the batch, the more epochs
    assert facts["epoch_ms"][0] > 5 * facts["epoch_ms"][2]
    assert facts["step_us"][2] < 3 * facts["step_us"][0]
    assert facts["total_ms"][0] > 3 * min(facts["total_ms"])


STARTS = {
    "limit": ["predicted", "shrinks"],
    "convexity": ["bends_down"],
    "bias": ["b"],
    "decay": ["rate"],
    "momentum": ["velocity"],
}
SOLVED = {  # what a reader may write
    "limit": [
        ("predicted = None", "predicted = 1 / (x**2).mean()"),
        (
            "distance += 0",
            "distance -= 2 * lr * (x**2).mean() * distance\n        if abs(distance) > 1e6:\n            break",
        ),
        ("return None", "return abs(distance) < 1"),
    ],
    "convexity": [("return None", "return (f(w + h) - 2 * f(w) + f(w - h) < -1e-9).any()")],
    "bias": [("# and b", "b -= lr * (2 * error).mean()")],
    "decay": [("return 0.02", "return 0.02 / (1 + step / 100)")],
    "momentum": [
        ("w, last = np.ones(2), 0", "w, last, velocity = np.ones(2), 0, 0"),
        ("w = w - lr * slope", "velocity = beta * velocity + slope\n        w = w - lr * velocity"),
    ],
}


@pytest.mark.parametrize("name", STARTS)
def test_starting_programs_name_what_is_missing(run, name):
    lines = run(f"gradient_descent/start_{name}").output("start").splitlines()
    missing = [line.removeprefix("missing: ") for line in lines if line.startswith("missing: ")]
    assert missing == STARTS[name]


@pytest.mark.parametrize(
    ("name", "ratio"), [*((name, "100.0") for name in SOLVED), ("momentum", "10.0"), ("momentum", "1.0")]
)
def test_starting_programs_pass_when_solved(name, ratio, tmp_path):
    text = (SNIPPETS / f"start_{name}.py").read_text(encoding="utf-8")
    for old, new in [*SOLVED[name], ("np.array([1.0, 100.0])", f"np.array([1.0, {ratio}])")]:
        text = text.replace(old, new)
    (tmp_path / "solved.py").write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-W", "error", "solved.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "missing" not in done.stdout


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
    # the characteristic polynomial of the matrix of second derivatives [[2 * 14 / 3, 4], [4, 2]]
    assert facts["curvature"] == pytest.approx(max(np.roots([1, -34 / 3, 56 / 3 - 16])))
    assert 2 / facts["curvature"] == pytest.approx(run("gradient_descent/learning_rate").facts["limit_with_bias"])


def test_solution_limit(run):
    assert run("gradient_descent/solution_limit").facts["low"] == pytest.approx(4 / 30, abs=1e-3)


def test_solution_decay(run):
    facts = run("gradient_descent/solution_decay").facts
    assert facts["shrinking"] < 1.2 * facts["small"] < facts["large"] / 3
    large, small, shrinking = facts["arrivals"]
    assert large <= shrinking < small / 3


def test_solution_convexity(run):
    assert run("gradient_descent/solution_convexity").facts["found"] == [False, True, False, False, True]


def test_solution_momentum(run):
    facts = run("gradient_descent/solution_momentum").facts
    for ratio, steps in zip((1, 10, 100), facts["plain"], strict=True):
        lr, step = np.linspace(0, 2 / ratio, 2001)[1:-1, None], np.arange(1, 601)
        costs = ((1 - lr) ** (2 * step) + ratio * (1 - lr * ratio) ** (2 * step)) / 2
        best = int((costs > 1e-6).sum(axis=1).min()) + 1
        assert best <= steps <= 1.15 * best
    assert facts["plain"][0] < facts["pushed"][0]
    assert facts["plain"][1] < facts["pushed"][1]
    assert facts["plain"][2] > 2 * facts["pushed"][2]
    assert all(tuned <= plain for tuned, plain in zip(facts["tuned"], facts["plain"], strict=True))
