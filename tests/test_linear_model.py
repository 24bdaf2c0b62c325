"""Part 2: three points and a line, splitting data, loss and cost, scans, training, visdom, checkpoints."""

from __future__ import annotations

import math
from fractions import Fraction
from statistics import NormalDist

import numpy as np
import pytest
import torch

HOURS, POINTS = [1, 2, 3], [2, 4, 6]


def exact_cost(w: Fraction | int, b: Fraction | int = 0, hours=HOURS, points=POINTS) -> Fraction:
    return sum((Fraction(w) * x + b - y) ** 2 for x, y in zip(hours, points, strict=True)) / Fraction(len(hours))


def test_guess(run):
    result = run("linear_model/guess")
    assert result.facts["errors"] == [float(Fraction(3, 2) * x - y) for x, y in zip(HOURS, POINTS, strict=True)]
    # Each row: w, the squares, their mean.
    rows = [row.split() for row in result.output("tries").splitlines()]
    assert [float(row[-1]) for row in rows] == pytest.approx([float(exact_cost(w)) for w in range(5)], abs=0.005)
    assert (result.facts["points_guessed"], result.facts["points_found"]) == (6, 8)


def test_split_covers_every_sample_once(run):
    facts = run("linear_model/data_split").facts
    assert facts["sizes"] == [700, 150, 150]
    assert facts["covered"] == 1000
    assert facts["shared"] == 0
    assert run("linear_model/data_split").output("split").split()[-1] == "1000"


def line_and_memoriser(hours: np.ndarray, marks: np.ndarray, parts: list[list[int]]) -> np.ndarray:
    """Costs on each part, a row each, of the least-squares line and of the nearest student of the first part."""
    known = sorted(parts[0], key=lambda n: hours[n])
    line = np.polyval(np.polyfit(hours[known], marks[known], 1), hours)
    after = np.searchsorted(hours[known], hours).clip(1, len(known) - 1)
    nearer = after - (hours - hours[known][after - 1] < hours[known][after] - hours)
    return np.array([[((p - marks)[part] ** 2).mean() for p in (line, marks[known][nearer])] for part in parts])


def test_the_line_is_as_good_for_unseen_students_and_the_memoriser_is_not(run):
    result = run("linear_model/data_split")
    torch.manual_seed(0)
    hours = (5 * torch.rand(1000)).numpy()
    marks = 2 * hours + torch.randn(1000).numpy()
    train, dev, test = torch.utils.data.random_split(
        range(1000), [0.7, 0.15, 0.15], generator=torch.Generator().manual_seed(0)
    )
    costs = line_and_memoriser(hours, marks, [list(train), list(dev), list(test)])
    # The grid comes as close to the least squares as its step allows.
    assert result.facts["line_costs"] == pytest.approx(costs[:, 0], abs=0.02)
    assert result.facts["memorised_costs"] == pytest.approx(costs[:, 1], abs=1e-5)
    w, b = map(float, result.output("line").split())
    assert (w, b) == pytest.approx(np.polyfit(hours[list(train)], marks[list(train)], 1), abs=0.1)
    rows = [[float(n) for n in row.split()] for row in result.output("unseen").splitlines()]
    assert np.array(rows) == pytest.approx(costs, abs=0.02)


def test_unseen_students_cost_the_memoriser_twice_the_luck_with_other_seeds_too():
    rng = np.random.default_rng(1)
    parts = [list(range(700)), list(range(700, 1000))]
    costs = []
    for _ in range(20):
        hours = 5 * rng.random(1000)
        costs.append(line_and_memoriser(hours, 2 * hours + rng.standard_normal(1000), parts))
    assert all(seen[1] == 0 < seen[0] and unseen[1] > 1.4 * unseen[0] for seen, unseen in costs)
    assert np.mean(costs, axis=0)[1] == pytest.approx([1, 2], abs=0.1)


def highest_of(models: int, students: int) -> float:
    """Mean of the highest of independent shares of heads, exactly: the sum of the chances to be above each share."""
    chances = [math.comb(students, n) / 2**students for n in range(students + 1)]
    below = [sum(chances[: n + 1]) for n in range(students + 1)]
    return sum(1 - share**models for share in below[:-1]) / students


def test_the_highest_of_a_hundred_worthless_scores(run):
    facts = run("linear_model/lucky_choice").facts
    exact = 100 * (highest_of(100, 50) - 0.5)
    assert abs(facts["price"] - exact) < 4 * facts["price_error"]
    assert facts["test_score"] - facts["new_score"] > 0.1
    # More choice, more luck; a single model is not chosen at all.
    assert facts["chosen_on_test"] == sorted(facts["chosen_on_test"])
    assert facts["chosen_on_test"][0] == pytest.approx(0.5, abs=0.01)
    for count, share in zip(facts["counts"], facts["chosen_on_test"], strict=True):
        assert share == pytest.approx(highest_of(count, 50), abs=0.01)


def test_choosing_on_dev_reports_the_truth(run):
    facts = run("linear_model/lucky_choice").facts
    assert abs(facts["honest_price"]) < 3 * facts["honest_error"]
    assert facts["chosen_on_dev"] == pytest.approx([0.5] * 7, abs=0.01)
    assert facts["dev_score"] > 0.6  # inflated as well, only it is not the one reported
    assert abs(facts["honest_score"] - 0.5) < 0.05


def test_tuning_on_the_test_set_flatters(run):
    facts = run("linear_model/test_tuning").facts
    assert facts["price"] > 5 * facts["price_error"]
    gaps = np.subtract(facts["tuned_reported"], facts["tuned_fresh"])
    assert gaps[-1] * 100 == pytest.approx(facts["price"], abs=1e-3)
    # More choice, more luck; a single setting is not chosen at all.
    assert gaps[-1] > gaps[3] > gaps[1] > abs(gaps[0])
    # Never more than the largest of as many independent scores would give.
    largest = NormalDist().inv_cdf(1 - 1 / (2 * facts["tried"]))
    assert facts["price"] < facts["noise"] * largest


def test_choosing_on_dev_is_honest(run):
    facts = run("linear_model/test_tuning").facts
    assert abs(facts["honest_price"]) < 3 * facts["honest_error"]
    # Dev and test set are drawn alike: neither choice is the better one.
    assert abs(facts["fresh_gap"]) < 2 * facts["fresh_gap_error"]
    gain = facts["honest_fresh"][-1] - facts["tuned_fresh"][-1]
    assert facts["dev_gain"] == pytest.approx(100 * gain, abs=1e-3)
    # The score of one setting is the same whoever chose it.
    assert facts["tuned_reported"][0] == facts["honest_reported"][0]


def test_best_possible_accuracy_is_above_what_was_reached(run):
    facts = run("linear_model/test_tuning").facts
    # x0 + x1 has variance 2, its noise 1: the best rule errs with probability arctan(1 / sqrt 2) / pi.
    best = 1 - math.atan(1 / math.sqrt(2)) / math.pi
    assert max(facts["tuned_fresh"] + facts["honest_fresh"]) < best


def test_nearest_neighbour_remembers_the_training_set(run):
    facts = run("linear_model/test_tuning").facts
    assert facts["train_score"] == 1.0 > facts["fresh_score"]


def test_loss_and_cost(run):
    facts = run("linear_model/loss_and_cost").facts
    w = Fraction(3, 2)
    assert facts["losses"] == [float((w * x - y) ** 2) for x, y in zip(HOURS, POINTS, strict=True)]
    assert facts["mean_loss"] == pytest.approx(float(exact_cost(w)))
    assert facts["sum_of_errors"] == 0 < facts["sum_of_squares"]


def test_weight_scan(run):
    result = run("linear_model/weight_scan")
    assert result.facts["whole_costs"] == pytest.approx([56 / 3, 14 / 3, 0, 14 / 3, 56 / 3])
    assert result.facts["costs"] == pytest.approx([float(exact_cost(Fraction(n, 10))) for n in range(41)])
    assert result.facts["best_w"] == 2.0
    assert result.output("scan").split() == ["2.0", "0.0"]
    at = {w: float(exact_cost(Fraction(w))) for w in ("0.8", "3.1", "2.1", "3.9", "4")}
    assert result.facts["left"] == pytest.approx(at["0.8"])
    assert result.facts["right"] == pytest.approx(at["3.1"])
    assert result.facts["flat"] == pytest.approx(at["2.1"])
    assert result.facts["steep"] == pytest.approx(at["4"] - at["3.9"])


def test_cost_surface(run):
    facts = run("linear_model/cost_surface").facts
    slope, intercept = np.polyfit(HOURS, POINTS, 1)
    assert (facts["best_w"], facts["best_b"]) == pytest.approx((slope, intercept), abs=1e-9)
    assert facts["lowest"] == 0
    grid = [exact_cost(Fraction(i, 10), Fraction(j - 20, 10)) for i in range(41) for j in range(41)]
    assert facts["highest"] == pytest.approx(float(max(grid)), rel=1e-6)
    w = Fraction(3, 2)
    assert facts["cost_without_b"] == pytest.approx(float(exact_cost(w)))
    assert facts["b_for_small_w"] == pytest.approx(np.mean(POINTS) - 1.5 * np.mean(HOURS))
    assert facts["cost_with_b"] == pytest.approx(float(exact_cost(w, 1)), rel=1e-6)
    assert facts["b_for_w1"] == np.mean(POINTS) - np.mean(HOURS)
    exact = np.dot(HOURS, np.subtract(POINTS, 1)) / np.dot(HOURS, HOURS)
    assert facts["best_w_for_b1"] == pytest.approx(exact, abs=0.05)
    assert exact_cost(Fraction(16, 10), 1) > 0  # with b = 1 the squares never vanish


def test_tuning_one_parameter_and_then_the_other_once_is_not_enough(run):
    facts = run("linear_model/cost_surface").facts
    x, y = np.array(HOURS), np.array(POINTS)

    def turn(b: float, step: float | None) -> tuple[float, float]:
        w = x @ (y - b) / (x @ x)
        w = round(w / step) * step if step else w
        b = (y - w * x).mean()
        return w, round(b / step) * step if step else b

    w, b = turn(1, 0.1)
    assert (facts["w_tuned"], facts["b_tuned"]) == pytest.approx((w, b))
    costs = [((w * x + b - y) ** 2).mean() for w, b in [(2, 1), (w, 1), (w, b)]]
    assert facts["costs_in_turn"] == pytest.approx(costs)
    assert costs == sorted(costs, reverse=True)
    # On the grid, taking turns gets stuck.
    for _ in range(50):
        w, b = turn(b, 0.1)
    assert b > 0.5
    assert turn(b, 0.1) == (w, b)
    # Without a grid it leads to the bottom, but it takes many turns.
    turns, b = 0, 1.0
    while b > 0.01:
        _, b = turn(b, None)
        turns += 1
    assert turns > 20


def test_a_scan_of_ten_parameters():
    assert 10**16 < 41**10 < 2 * 10**16
    # Twenty: at a million million million tries a second, more than a million years.
    assert 41**20 / 10**18 > 10**6 * 365 * 24 * 3600


def test_squares_of_the_check_after_loss_and_cost():
    one_large, three_small = [0, 0, 4], [2, 2, 2]
    assert sum(e**2 for e in one_large) > sum(e**2 for e in three_small)
    assert sum(map(abs, one_large)) < sum(map(abs, three_small))


def test_visdom_returns_and_keeps_the_curve(run):
    facts = run("linear_model/visdom_server").facts
    assert facts["received"] == facts["kept"] == facts["losses"]
    assert facts["epochs"] == list(range(1, 101))


def test_visdom_keeps_no_weights_and_stops(run):
    result = run("linear_model/visdom_server")
    # The same search finds the last loss, so the weight would not have been missed.
    assert (result.facts["loss_in_file"], result.facts["weight_in_file"]) == (True, False)
    assert result.facts["exit_code"] == 0


def test_the_three_programs_show_one_training(run):
    straight = run("linear_model/checkpoint").facts["straight"]
    assert straight == run("linear_model/visdom_server").facts["losses"]
    assert straight == run("linear_model/tensorboard_log").facts["losses"]


def test_tensorboard_returns_the_curve(run):
    facts = run("linear_model/tensorboard_log").facts
    assert facts["values"] == facts["losses"]
    assert facts["steps"] == list(range(1, facts["count"] + 1))


def test_training_ends_near_the_bottom(run):
    facts = run("linear_model/checkpoint").facts
    assert (facts["straight_w"], facts["straight_b"]) == pytest.approx((2, 0), abs=0.06)
    assert facts["straight"] == sorted(facts["straight"], reverse=True)
    # The line lies flat at first and meets the fourth student's 8 points in the end.
    assert facts["predictions"][0] < 1
    assert facts["predictions"][-1] == pytest.approx(8, abs=0.1)
    assert facts["fourth"] == pytest.approx(facts["straight_w"] * 4 + facts["straight_b"])
    assert float(run("linear_model/checkpoint").output("ask")) == facts["fourth"]


def test_resumed_training_is_the_same_to_the_bit(run):
    facts = run("linear_model/checkpoint").facts
    assert facts["first_part"] + facts["resumed"] == facts["straight"]
    assert (facts["resumed_w"], facts["resumed_b"]) == (facts["straight_w"], facts["straight_b"])
    assert facts["keeps"] == ["step", "square_avg"]


def test_the_optimizers_memory_is_a_running_mean_of_the_squared_gradient(run):
    rows = dict(row.split() for row in run("linear_model/checkpoint").output("state").splitlines())
    x, y = np.array(HOURS), np.array(POINTS)
    (w, b), memory = np.array([-0.007486820220947266, 0.5364435911178589]), np.zeros(2)  # as seed 0 begins
    for _ in range(60):
        error = w * x + b - y
        gradient = np.array([2 * (error * x).mean(), 2 * error.mean()])
        memory = 0.99 * memory + 0.01 * gradient**2
        w, b = np.array([w, b]) - 0.1 * gradient / (np.sqrt(memory) + 1e-8)
    assert float(rows["weight"]) == pytest.approx(w, rel=1e-4)
    assert float(rows["bias"]) == pytest.approx(b, rel=1e-4)
    assert float(rows["square_avg"]) == pytest.approx(memory[0], rel=1e-4)
    assert float(rows["step"]) == 60


def test_forgotten_optimizer_state_sets_the_training_back(run):
    facts = run("linear_model/checkpoint").facts
    assert facts["first_step"] == pytest.approx(0.1 / math.sqrt(1 - 0.99), abs=1e-3)
    assert max(facts["forgotten"]) > 100 * max(facts["resumed"])
    assert facts["forgotten"][-1] > facts["resumed"][-1]
    assert 1 < facts["lowest_ratio"] < facts["median_ratio"] < facts["highest_ratio"]


def restarted(rule, seed: int) -> float:
    """Largest of the last 40 losses with the optimizer's memory cleared after 60 epochs, divided by that without."""
    x, y = np.array(HOURS), np.array(POINTS)
    torch.manual_seed(seed)
    layer = torch.nn.Linear(1, 1)
    start = np.array([layer.weight.item(), layer.bias.item()])
    highest = []
    for cleared in (False, True):
        p, first, second, steps, losses = start.copy(), np.zeros(2), np.zeros(2), 0, []
        for epoch in range(100):
            if epoch == 60 and cleared:
                first, second, steps = np.zeros(2), np.zeros(2), 0
            error = p[0] * x + p[1] - y
            losses.append((error**2).mean())
            gradient = np.array([2 * (error * x).mean(), 2 * error.mean()])
            steps += 1
            step, first, second = rule(gradient, first, second, steps)
            p -= step
        highest.append(max(losses[60:]))
    return highest[1] / highest[0]


def rmsprop(gradient, first, second, steps):
    second = 0.99 * second + 0.01 * gradient**2
    return 0.1 * gradient / (np.sqrt(second) + 1e-8), first, second


def adam(gradient, first, second, steps):
    first = 0.9 * first + 0.1 * gradient
    second = 0.999 * second + 0.001 * gradient**2
    mean, square = first / (1 - 0.9**steps), second / (1 - 0.999**steps)
    return 0.1 * mean / (np.sqrt(square) + 1e-8), first, second


def test_the_jump_is_that_of_rmsprop_and_adam_usually_has_none(run):
    facts = run("linear_model/checkpoint").facts
    without_correction = [restarted(rmsprop, seed) for seed in range(20)]
    assert facts["lowest_ratio"] == pytest.approx(min(without_correction), rel=0.02)
    assert facts["median_ratio"] == pytest.approx(np.median(without_correction), rel=0.05)
    with_correction = [restarted(adam, seed) for seed in range(20)]
    assert facts["median_adam"] == pytest.approx(np.median(with_correction), rel=0.02)
    assert facts["highest_adam"] == pytest.approx(max(with_correction), rel=0.05)
    assert facts["no_jump"] == sum(ratio < 1.1 for ratio in with_correction) > 10


def test_mse_loss_is_the_mean_over_elements():
    errors = torch.tensor([[1.0, 3.0]] * 4)
    assert torch.nn.MSELoss()(errors, torch.zeros_like(errors)).item() == (1 + 9) / 2


def test_weights_of_another_shape(run):
    error = run("linear_model/wrong_shape").error("load")
    assert "torch.Size([1, 1])" in error
    assert "torch.Size([1, 2])" in error


def test_a_file_from_a_stranger(run):
    result = run("linear_model/stranger")
    assert result.output("surprise").strip() == "!!! ☠ !!!"
    assert result.output("refused").split() == ["surprise.pt", "UnpicklingError", "model.pt", "UnpicklingError"]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("intercept", ["best = None", "best_alone = None"]),
        ("absolute", ["best_absolute = None"]),
        ("shuffle", ["same = False"]),
        ("best_epoch", ["kept = None"]),
        ("test_size", ["50 None", "200 None", "800 None"]),
    ],
)
def test_starters_show_what_is_missing(run, name, missing):
    rows = run(f"linear_model/start_{name}").output("state").splitlines()
    assert [row for row in rows if row.endswith((" None", " False"))] == missing


def test_solution_intercept(run):
    facts = run("linear_model/solution_intercept").facts
    slope, intercept = np.polyfit(HOURS, [3, 5, 7], 1)
    assert (facts["best_w"], facts["best_b"]) == pytest.approx((slope, intercept))
    exact = np.dot(HOURS, [3, 5, 7]) / np.dot(HOURS, HOURS)
    assert exact == 34 / 14
    assert exact_cost(1, 1, HOURS, [3, 5, 7]) == Fraction(14, 3)  # on paper
    assert exact_cost(Fraction(34, 14), 0, HOURS, [3, 5, 7]) == Fraction(1, 7)
    assert facts["best_w_alone"] == pytest.approx(exact, abs=0.05)
    assert facts["cost_alone"] == pytest.approx(float(exact_cost(Fraction(12, 5), 0, HOURS, [3, 5, 7])), rel=1e-4)


def test_solution_absolute(run):
    facts = run("linear_model/solution_absolute").facts
    x, y = np.array([1, 2, 3, 4]), np.array([2, 4, 6, 20])
    assert facts["best_squared"] == pytest.approx(x @ y / (x @ x), abs=0.051)
    # The weighted median of y / x with weights x.
    order = np.argsort(y / x)
    half = np.searchsorted(np.cumsum(x[order]), x.sum() / 2)
    assert facts["best_absolute"] == (y / x)[order][half]


def test_solution_test_size(run):
    facts = run("linear_model/solution_test_size").facts
    for count, price in zip(facts["counts"][:2], facts["prices"], strict=False):
        assert price == pytest.approx(highest_of(100, count) - 0.5, abs=0.006)
    constants = [price * count**0.5 for count, price in zip(facts["counts"], facts["prices"], strict=True)]
    assert constants == pytest.approx([np.mean(constants)] * 4, rel=0.05)
    assert 3500 < (np.mean(constants) / 0.02) ** 2 < 4500  # about four thousand students for two points
    assert facts["many"] == pytest.approx(highest_of(1000, 50) - 0.5, abs=0.006)
    assert facts["many"] < 1.5 * facts["prices"][0]


def test_solution_shuffle(run):
    facts = run("linear_model/solution_shuffle").facts
    assert facts["first_part"] + facts["resumed"] == facts["straight"]
    assert facts["first_part"] + facts["other_order"] != facts["straight"]


def test_solution_best_epoch(run):
    facts = run("linear_model/solution_best_epoch").facts
    assert facts["improved"] >= 9
    assert 1 <= facts["earliest"] <= facts["latest"] < 100


def test_a_state_dict_that_is_not_copied_follows_the_model(run):
    assert run("linear_model/checkpoint").output("copies").split() == ["True", "False"]
    model = torch.nn.Linear(1, 1)
    kept = model.state_dict()
    with torch.no_grad():
        model.weight += 1
    assert kept["weight"].data_ptr() == model.weight.data_ptr()
