"""The claims of the linear regression chapter, against answers found another way."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch
from sklearn.linear_model import LinearRegression

from .conftest import COURSE

X = np.array([1.0, 2.0, 3.0])
Y = 2 * X
TOPIC = "linear_regression"


def descend(w, b, lr, epochs, x=X, y=Y, share=1.0):
    """Gradient descent in NumPy, by formula; `share` of the sum of squared errors."""
    for _ in range(epochs):
        r = w * x + b - y
        w, b = w - lr * share * (2 * r * x).sum(), b - lr * share * (2 * r).sum()
    return w, b


def start(seed):
    torch.manual_seed(seed)
    return tuple(parameter.item() for parameter in torch.nn.Linear(1, 1).parameters())


def test_swapped_pieces_give_the_same_bits_and_formulas_the_same_numbers(run):
    result = run(f"{TOPIC}/swap")
    assert [result.output(cell).strip() for cell in ("model", "criterion", "optimizer")] == ["True"] * 3
    w, b = descend(0.5, 0.0, 0.01, 100)
    assert (result.facts["own_w"], result.facts["own_b"]) == pytest.approx((w, b), abs=1e-5)


def test_training_lands_where_formulas_say(run):
    facts = run(f"{TOPIC}/train").facts
    for epochs, name in ((100, "after_100"), (1000, "after_1000")):
        w, b = descend(*start(0), 0.01, epochs)
        assert facts[name] == pytest.approx(4 * w + b, abs=1e-4)
    w0, b0 = start(0)
    assert facts["loss_first"] == pytest.approx(((w0 * X + b0 - Y) ** 2).sum(), rel=1e-5)
    assert 70 < facts["loss_first"] / facts["loss_11"] < 90  # "to one eightieth" in ten epochs
    assert 0.2 < facts["loss_100"] / facts["loss_11"] < 0.3  # "to about a quarter" in ninety
    assert run(f"{TOPIC}/train").output("load").strip() == "True"


def test_the_trace_moves_what_the_table_says(run):
    result = run(f"{TOPIC}/trace")
    lines = [line.split() for line in result.output("turn").splitlines()]
    rows = {(int(turn), name): (w, grad) for turn, name, _, w, _, grad in lines}
    names = ["model", "criterion", "zero_grad", "backward", "step"]
    assert list(rows) == [(turn, name) for turn in (1, 2) for name in names]
    w, b = start(0)
    for turn in (1, 2):
        slope = slopes((w, b))
        left = "None" if turn == 1 else rows[1, "step"][1]
        grads = [left, left, "None", f"{slope[0]:.2f}", f"{slope[0]:.2f}"]
        assert [rows[turn, name][1] for name in names] == grads
        assert {rows[turn, name][0] for name in names[:4]} == {f"{w:.2f}"}
        w, b = np.array((w, b)) - 0.01 * slope
        assert rows[turn, "step"][0] == f"{w:.2f}"
    assert (result.facts["grad_w"], result.facts["grad_b"]) == pytest.approx(tuple(slope), rel=1e-4)
    assert run(f"{TOPIC}/loop_diagram").facts["grad"] == pytest.approx(slopes(start(0))[0])


def test_zeroing_between_backward_and_step_learns_nothing():
    torch.manual_seed(0)
    model = torch.nn.Linear(1, 1)
    before = model.weight.item()
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    for _ in range(5):
        (model(torch.ones(1, 1)) - 2).square().sum().backward()
        optimizer.zero_grad()
        optimizer.step()
    assert model.weight.item() == before


def test_ten_starts(run):
    facts = run(f"{TOPIC}/seeds").facts
    for share, epochs, low, high in (
        (1, 100, "low_100", "high_100"),
        (1, 1000, "low_1000", "high_1000"),
        (1 / 3, 100, "low_mean", "high_mean"),
        (1 / 3, 1000, "low_mean_1000", "high_mean_1000"),
    ):
        ends = [descend(*start(seed), 0.01, epochs, share=share) for seed in range(10)]
        found = [4 * w + b for w, b in ends]
        assert (facts[low], facts[high]) == pytest.approx((min(found), max(found)), abs=1e-3)
    # other starts stay in the range that the outline of the course gives
    for seed in range(10, 40):
        w, b = descend(*start(seed), 0.01, 1000)
        assert 7.998 < 4 * w + b < 8.002


def test_closed_form(run):
    facts = run(f"{TOPIC}/closed_form").facts
    fitted = LinearRegression().fit(X[:, None], Y)
    assert (facts["w"], facts["b"]) == pytest.approx((fitted.coef_[0], fitted.intercept_), abs=1e-5)
    trace, determinant = 2 * (X @ X + 3), 4 * (3 * X @ X - X.sum() ** 2)
    root = math.sqrt(trace**2 / 4 - determinant)
    assert (facts["flat"], facts["steep"]) == pytest.approx((trace / 2 - root, trace / 2 + root), rel=1e-4)
    w, b = descend(1.0, 0.0, 0.01, 500)
    half_life = round(facts["half_life"])
    later = descend(w, b, 0.01, half_life)
    assert math.hypot(later[0] - 2, later[1]) / math.hypot(w - 2, b) == pytest.approx(0.5, abs=0.01)
    for lr, lands in ((0.98 * facts["limit"], True), (1.02 * facts["limit"], False)):
        w, b = descend(0.0, 0.0, lr, 2000)
        assert (math.hypot(w - 2, b) < 1) == lands


def test_sum_and_mean(run):
    facts = run(f"{TOPIC}/reduction").facts

    def prediction(lr, share=1.0, times=1):
        w, b = descend(*start(0), lr, 100, np.tile(X, times), np.tile(Y, times), share)
        return 4 * w + b

    assert facts["of_sum"] == pytest.approx(prediction(0.01), abs=1e-4)
    assert facts["of_mean"] == pytest.approx(prediction(0.01, 1 / 3), abs=1e-4)
    assert facts["of_mean_3"] == pytest.approx(prediction(0.03, 1 / 3), abs=1e-4)
    assert abs(facts["of_mean"] - 8) > abs(facts["of_sum"] - 8)
    assert facts["twice_sum"] == pytest.approx(prediction(0.05, times=2), rel=0.01)
    assert facts["twice_mean"] == pytest.approx(prediction(0.15, 1 / 6, times=2), abs=1e-3)
    with pytest.warns(UserWarning, match="reduction='sum'"):
        torch.nn.MSELoss(size_average=False)


# Optimizers by their formulas, in NumPy ------------------------------------------------------------


def slopes(at, share=1.0):
    r = at[0] * X + at[1] - Y
    return share * np.array([(2 * r * X).sum(), (2 * r).sum()])


def sgd(at, lr):
    while True:
        at = at - lr * slopes(at)
        yield at


def adagrad(at, lr):
    total = 0.0
    while True:
        slope = slopes(at)
        total = total + slope**2
        at = at - lr * slope / (np.sqrt(total) + 1e-10)
        yield at


def rmsprop(at, lr):
    square = 0.0
    while True:
        slope = slopes(at)
        square = 0.99 * square + 0.01 * slope**2
        at = at - lr * slope / (np.sqrt(square) + 1e-8)
        yield at


def adam(at, lr):
    mean, square, t = 0.0, 0.0, 0
    while True:
        slope, t = slopes(at), t + 1
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        at = at - lr * mean / (1 - 0.9**t) / (np.sqrt(square / (1 - 0.999**t)) + 1e-8)
        yield at


def adamax(at, lr):
    mean, largest, t = 0.0, np.zeros(2), 0
    while True:
        slope, t = slopes(at), t + 1
        mean, largest = 0.9 * mean + 0.1 * slope, np.maximum(0.999 * largest, np.abs(slope) + 1e-8)
        at = at - lr / (1 - 0.9**t) * mean / largest
        yield at


def rprop(at, lr):
    step, before = np.full(2, lr), np.zeros(2)
    while True:
        slope = slopes(at)
        product = slope * before
        step = np.clip(step * np.where(product > 0, 1.2, np.where(product < 0, 0.5, 1)), 1e-6, 50)
        before = np.where(product < 0, 0, slope)
        at = at - np.sign(before) * step
        yield at


FORMULAS = {"SGD": sgd, "Adagrad": adagrad, "RMSprop": rmsprop, "Adam": adam, "Adamax": adamax, "Rprop": rprop}


def frames(facts, kind, name):
    return np.stack([facts[f"{letter}_{kind}_{name.lower()}"] for letter in "wb"], axis=1)  # (epochs, 2)


@pytest.mark.parametrize("kind", ["same", "own"])
@pytest.mark.parametrize("name", FORMULAS)
def test_paths_follow_the_formulas(run, name, kind):
    facts = run(f"{TOPIC}/race").facts
    path = frames(facts, kind, name)
    lr = 0.01 if kind == "same" else facts["best_rates"][facts["names"].index(name)]
    expected = FORMULAS[name](np.array(start(2)), lr)
    # a sign that turns near the bottom makes Rprop's last steps a matter of rounding
    steps = 20 if name == "Rprop" else 99
    found = np.array([np.array(start(2)), *(next(expected) for _ in range(steps))])
    assert np.allclose(path[: steps + 1], found, atol=2e-3)


def arrival(ways, at, lr, epochs):
    """The first epoch from which on a path by formula stays near (2, 0); None if it is outside at the end."""
    way = ways(np.array(at), lr)
    away = [math.hypot(w - 2, b) for w, b in (at, *(next(way) for _ in range(epochs)))]
    outside = [epoch for epoch, distance in enumerate(away) if distance >= 0.1]
    return None if outside[-1] == epochs else outside[-1] + 1


def test_the_race_is_fair_and_says_what_the_page_says(run):
    result = run(f"{TOPIC}/race")
    facts, names = result.facts, result.facts["names"]
    rates, best = facts["rates"], dict(zip(names, facts["best_rates"], strict=True))
    assert all(rates[0] < lr < rates[-1] for lr in best.values())
    assert frames(facts, "own", "ASGD") == pytest.approx(frames(facts, "own", "SGD"), abs=0.01)
    by_name = dict(zip(names, zip(facts["lows"], facts["highs"], strict=True), strict=True))
    assert by_name["ASGD"] == by_name["SGD"]
    assert by_name["LBFGS"] == (4, 4)
    assert max(high for name, (_, high) in by_name.items() if name != "RMSprop") < 110 < by_name["RMSprop"][0]
    same = dict(zip(names, zip(facts["same_lows"], facts["same_highs"], strict=True), strict=True))
    assert same["Adam"][1] < same["SGD"][0]
    assert min(same, key=lambda name: max(abs(end - 8) for end in same[name])) == "Rprop"
    walked = np.abs(np.diff(frames(facts, "same", "Adam"), axis=0)).max()
    assert walked == pytest.approx(0.01, abs=0.002)
    first = {name: frames(facts, "own", name)[1] - frames(facts, "own", name)[0] for name in names}
    diagonal = {name for name, (dw, db) in first.items() if abs(dw) == pytest.approx(abs(db), rel=0.01)}
    assert diagonal == {"Rprop", "Adagrad", "RMSprop", "Adam", "Adamax"}
    for name in ("SGD", "LBFGS"):  # along the slope
        slope = slopes(start(2))
        assert first[name][0] / first[name][1] == pytest.approx(slope[0] / slope[1], rel=0.01)
    after_one = start(2) + first["Adagrad"]
    assert (np.sign(slopes(after_one)) == -np.sign(slopes(start(2)))).all()  # up the opposite wall


def test_pairs_start_by_start(run):
    """The same comparison by formula, on the same twenty starts."""
    facts = run(f"{TOPIC}/race").facts
    best = dict(zip(facts["names"], facts["best_rates"], strict=True))
    found = {
        name: [arrival(FORMULAS[name], start(seed), best[name], 600) for seed in range(20)]
        for name in ("SGD", "Adagrad", "Adam", "Adamax", "Rprop", "RMSprop")
    }
    assert all(epoch is not None for epochs in found.values() for epoch in epochs)

    def wins(one, other):
        return sum(a < b for a, b in zip(found[one], found[other], strict=True))

    for one, other in (
        ("SGD", "Adam"),
        ("SGD", "Rprop"),
        ("SGD", "Adagrad"),
        ("Rprop", "Adam"),
        ("Rprop", "Adamax"),
        ("Rprop", "Adagrad"),
    ):
        assert facts[f"{one}_{other}".lower()] == pytest.approx(wins(one, other), abs=2)


def test_rmsprop_leaves_again_unless_its_rate_is_small(run):
    facts = run(f"{TOPIC}/race").facts
    best = facts["best_rates"][facts["names"].index("RMSprop")]
    assert best == 0.02
    for seed in range(3):
        assert arrival(rmsprop, start(seed), best, 600) == arrival(rmsprop, start(seed), best, 3000)
        for lr in (0.05, 0.5):
            way = rmsprop(np.array(start(seed)), lr)
            near = [math.hypot(w - 2, b) < 0.1 for w, b in (next(way) for _ in range(600))]
            assert False in near[near.index(True) :]


def test_twice_the_data_and_half_the_rate_are_the_same_steps():
    """Data doubled, the rate of SGD halved: the same steps; the others do not mind the scale."""
    x, y = np.tile(X, 2), np.tile(Y, 2)
    assert descend(0.0, 0.5, 0.025, 40, x, y) == pytest.approx(descend(0.0, 0.5, 0.05, 40))


def test_who_minds_the_scale(run):
    facts = run(f"{TOPIC}/sum_or_mean").facts
    gaps = dict(zip(facts["names"], facts["gaps"], strict=True))
    assert {name for name, gap in gaps.items() if gap > 1e-3} == {"SGD", "ASGD"}
    assert gaps["Rprop"] == 0


def test_lbfgs_evaluates_several_times_a_step(run):
    facts = run(f"{TOPIC}/closure").facts
    assert facts["calls"] == len(facts["losses"]) == 6
    w, b = start(0)
    assert facts["losses"][0] == pytest.approx(((w * X + b - Y) ** 2).sum(), rel=1e-5)
    assert facts["losses"][-1] < 1e-4


def test_errors_without_a_message(run):
    wrong = run(f"{TOPIC}/wrong_target").facts
    assert wrong["end"] == pytest.approx(np.var(Y), abs=1e-4) == pytest.approx(8 / 3, abs=1e-4)
    assert wrong["answers"] == pytest.approx([np.mean(Y)] * 3, abs=0.01)
    stuck = run(f"{TOPIC}/old_optimizer").facts
    assert stuck["first"] == stuck["last"]
    assert abs(stuck["grad_end"]) > 1000
    assert run(f"{TOPIC}/missing_value").output("missing").split() == ["nan"] * 3
    assert run(f"{TOPIC}/eval_mode").output("modes").split() == ["True", "False"]


ERRORS = ["flat", "integers", "double", "strings", "super", "list", "closure"]


@pytest.mark.parametrize("name", ERRORS)
def test_errors_show_what_their_boxes_quote(run, name):
    shown = run(f"{TOPIC}/error_{name}").error("wrong").strip().splitlines()[-1]
    for language in ("zh", "en"):
        page = (COURSE.root / "docs" / language / f"{TOPIC}.md").read_text("utf-8")
        before, _, _ = page.partition(f"{TOPIC}/error_{name}.py: right wrong")
        quoted = before.rpartition('??? break-it "')[2].partition("\n")[0]
        quoted = quoted.rpartition("：" if language == "zh" else ": ")[0].replace("`", "")
        assert quoted, language
        assert quoted in shown


STARTS = {"loop": "loop", "centre": "shift", "optimizer": "step"}


@pytest.mark.parametrize("name", STARTS)
def test_starting_programs_name_what_is_missing(run, name):
    lines = run(f"{TOPIC}/start_{name}").output("start").splitlines()
    assert lines[-1] == f"? {STARTS[name]}"


SOLVED = {
    "loop": [
        (
            "    pass  # five lines",
            "    loss = criterion(model(x), y)\n    optimizer.zero_grad()\n    loss.backward()\n    optimizer.step()",
        )
    ],
    "centre": [("shift = 0.0  # change it", "shift = x.mean()")],
    "optimizer": [
        (
            "            pass  # first v, then p, both in place",
            "            v.mul_(self.momentum).add_(p.grad)\n            p.add_(v, alpha=-self.lr)",
        )
    ],
}


@pytest.mark.parametrize("name", STARTS)
def test_starting_programs_accept_a_solution(name, capsys):
    text = (COURSE.snippets / TOPIC / f"start_{name}.py").read_text("utf-8")
    for old, new in SOLVED[name]:
        assert old in text
        text = text.replace(old, new)
    exec(compile(text, f"start_{name}.py", "exec"), {"__name__": "__main__"})
    assert "?" not in capsys.readouterr().out


def test_solutions(run):
    w, b = descend(*start(0), 0.01, 100)
    assert run(f"{TOPIC}/solution_loop").output("loop").strip() == f"{4 * w + b:.2f}" == "7.56"
    assert run(f"{TOPIC}/adam").facts["prediction"] == pytest.approx(8, abs=0.01)
    before, after = map(int, run(f"{TOPIC}/solution_centre").output("centre").split())
    assert 15 * after < before < 30 * after
    own = run(f"{TOPIC}/solution_optimizer")
    first, second = json.loads("[" + own.output("optimizer").replace("(", "[").replace(")", "],").rstrip(",\n") + "]")
    w, b, v, u = *start(0), 0.0, 0.0
    for _ in range(100):
        slope = slopes((w, b))
        v, u = 0.9 * v + slope[0], 0.9 * u + slope[1]
        w, b = w - 0.01 * v, b - 0.01 * u
    assert first == second == pytest.approx([w, b], abs=1e-4)
