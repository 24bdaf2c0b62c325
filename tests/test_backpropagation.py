"""The claims of the backpropagation chapter, against answers found another way."""

from __future__ import annotations

import contextlib
import io
import random

import numpy as np
import pytest
import torch

from snippets._engine.snippet import source

from .conftest import COURSE


def engine(name: str = "autograd", cell: str = "value") -> type:
    """The reader's class, taken from the page's listing."""
    code = source.parse(source.find(COURSE.snippets)[f"backpropagation/{name}"], f"backpropagation/{name}").code
    space: dict[str, type] = {}
    exec(code[cell].source, space)
    return space["Value"]


def difference(f, *at, n=0, h=1e-6):
    """The slope of f with respect to its n-th argument by central differences."""
    low, high = list(at), list(at)
    low[n], high[n] = low[n] - h, high[n] + h
    return (f(*high) - f(*low)) / (2 * h)


def loss(x, w, y):
    return (w * x - y) ** 2


def test_nudge_loop_and_hand_agree_on_the_slope(run):
    exact = difference(loss, 1, 1, 2, n=1)
    assert run("backpropagation/nudge").facts["slope"] == pytest.approx(exact, abs=0.0011)
    rows = [line.split() for line in run("backpropagation/loop").output("loop").splitlines()]
    assert [int(row[0]) for row in rows] == [1, 2, 3, 20]
    distances = [0.8 ** int(row[0]) for row in rows]
    assert [float(row[2]) for row in rows] == pytest.approx([2 - d for d in distances], abs=1e-3)
    assert [float(row[1]) for row in rows] == pytest.approx([-2 * d / 0.8 for d in distances], abs=1e-3)
    assert float(rows[0][1]) == pytest.approx(exact)


def test_the_diagrams_hold_differences(run):
    facts = run("backpropagation/graph").facts
    x, w, y = (facts[name] for name in "xwy")
    assert (x, w, y, facts["y_hat"], facts["r"], facts["loss"]) == (1, 1, 2, 1, -1, 1)
    for n, name in enumerate(("slope_x", "slope_w", "slope_y")):
        assert facts[name] == pytest.approx(difference(loss, x, w, y, n=n))
    assert facts["slope_r"] == pytest.approx(difference(lambda r: r**2, facts["r"]))

    def both(w):
        return loss(x, w, y) + loss(facts["x2"], w, facts["y2"])

    assert facts["slope_total"] == pytest.approx(difference(both, w)) == facts["slope_w"] + facts["slope_w2"]
    assert facts["total"] == both(w)


def test_own_autograd_and_torch_agree_on_the_small_graph(run):
    result = run("backpropagation/autograd")
    assert result.facts["slopes"] == run("backpropagation/compare").facts["slopes"]
    assert result.facts["slopes"] == pytest.approx([difference(loss, 1, 1, 2, n=n) for n in (1, 0, 2)])
    assert [float(result.output(cell)) for cell in ("fork", "recursion")] == [10, 12]
    assert difference(lambda w: w * 2 + 4 * (w * 2), 3.0) == pytest.approx(10)


def random_expression(rng: random.Random, leaves: list, steps: int):
    """Combines values at random, so that many are used more than once; small numbers, so that nothing overflows."""
    values = list(leaves)
    for _ in range(steps):
        a, b = rng.choice(values[-4:]), rng.choice(values)
        kind = rng.choice(("+", "-", "*", "**"))
        values.append(
            a + b if kind == "+" else a - b if kind == "-" else a * b if kind == "*" else a ** rng.choice((1, 2, 3))
        )
    return values[-1]


@pytest.mark.parametrize("seed", range(300))
def test_own_autograd_and_torch_agree_on_random_expressions(seed):
    value, rng = engine(), random.Random(seed)
    numbers = [rng.uniform(-1.2, 1.2) for _ in range(rng.randint(1, 4))]
    steps = rng.randint(1, 9)
    own = [value(number) for number in numbers]
    theirs = [torch.tensor(number, dtype=torch.float64, requires_grad=True) for number in numbers]
    end, end_t = (random_expression(random.Random(seed + 1000), leaves, steps) for leaves in (own, theirs))
    assert end.data == pytest.approx(end_t.item(), rel=1e-9, abs=1e-12)
    for times in (1, 2):  # slopes add up over the calls, in both
        end.backward()
        end_t.backward(retain_graph=True)
        for leaf, leaf_t in zip(own, theirs, strict=True):
            expected = 0.0 if leaf_t.grad is None else leaf_t.grad.item()
            assert leaf.grad == pytest.approx(expected, rel=1e-9, abs=1e-12), times


def hurry(value):
    """Hands on at once whatever comes, without an order."""
    for parent, slope in zip(value.parents, value.slopes, strict=True):
        parent.grad += slope * value.grad
        hurry(parent)


def test_a_simple_fork_survives_hurry_at_an_input_only():
    value = engine()
    a = value(3.0)
    end = a + a
    end.grad = 1.0
    hurry(end)
    assert a.grad == 2 == pytest.approx(difference(lambda a: a + a, 3.0))
    w = value(3.0)
    a = w * w
    end = a + a
    end.grad = 1.0
    hurry(end)
    assert (w.grad, difference(lambda w: 2 * w * w, 3.0)) == (18, pytest.approx(12))


def test_random_expressions_fork():
    """Recursion without order gets many of them wrong, so that they are a test of the order."""
    wrong = 0
    for seed in range(100):
        leaves = [[engine()(0.7), engine()(-0.4)] for _ in range(2)]
        right, hurried = (random_expression(random.Random(seed), each, 7) for each in leaves)
        right.backward()
        hurried.grad = 1.0
        hurry(hurried)
        wrong += abs(leaves[0][0].grad - leaves[1][0].grad) > 1e-9
    assert wrong > 30


def test_the_engine_is_short_and_the_exercises_have_the_same():
    name = "backpropagation/autograd"
    cell = source.parse(source.find(COURSE.snippets)[name], name).code["value"].source.strip()
    assert len(cell.splitlines()) <= 60
    assert max(map(len, cell.splitlines())) <= 70
    for other in ("start_relu", "solution_relu", "start_deep", "solution_deep"):
        assert cell in source.find(COURSE.snippets)[f"backpropagation/{other}"].read_text("utf-8"), other


def test_one_rule_loses_a_path(run):
    result = run("backpropagation/one_rule")
    assert result.output("rule").split() == ["2.0", "3.0"]
    right = difference(lambda a: a * a, 3.0)
    assert float(result.output("fork")) == pytest.approx(right / 2)
    assert float(result.output("repair")) == pytest.approx(right)


def test_order_puts_parents_first(run):
    names = run("backpropagation/order").facts["names"]
    made_from = {"h": ("w", "x"), "uh": ("u", "h"), "end": ("h", "uh")}
    assert sorted(names) == sorted({*made_from, "w", "x", "u"})
    assert all(names.index(parent) < names.index(value) for value, parents in made_from.items() for parent in parents)
    assert names[::-1][:2] == ["end", "uh"]


def test_one_backward_pass_finds_what_thousands_of_forward_passes_find(run):
    result = run("backpropagation/sweep")
    passes, nudged = result.output("nudging").splitlines()
    assert result.facts["forwards"] == 8490 + 1 == int(passes)
    assert nudged == result.output("backward").strip()
    assert result.facts["gap"] < 1e-3  # less than a thousandth
    generator = torch.Generator().manual_seed(0)
    x, w = (torch.randn(8490, dtype=torch.float64, generator=generator)[:4] for _ in range(2))
    assert [float(n) for n in nudged.strip("[]").split(", ")] == pytest.approx((2 * w * x**2).tolist(), abs=6e-4)
    network = [torch.nn.Conv2d(1, 10, 5), torch.nn.Conv2d(10, 20, 5), torch.nn.Linear(320, 10)]
    assert sum(p.numel() for layer in network for p in layer.parameters()) == 8490  # the network of part 10


def test_two_linear_layers_are_one(run):
    assert run("backpropagation/collapse").facts["gap"] < 1e-5
    rng = np.random.default_rng(1)
    x, w1, w2 = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=(4, 1))
    b1, b2 = rng.normal(size=4), rng.normal(size=1)
    assert np.allclose((x @ w1 + b1) @ w2 + b2, x @ (w1 @ w2) + (b1 @ w2 + b2))


def test_tensor_records_its_graph(run):
    result = run("backpropagation/tensor")
    assert result.facts["slope"] == -2
    names = [line.split("::")[-1].split()[0] for line in result.output("graph").splitlines()[1:]]
    assert names == ["PowBackward0", "SubBackward0", "MulBackward0", "AccumulateGrad"]
    shapes, bias = result.output("shapes").splitlines()
    assert shapes == "torch.Size([3, 2]) torch.Size([2])"
    rows = np.array([difference(lambda b: np.add(np.zeros((5, 2)), [b, 0.0]).sum(), 0.0)])
    assert bias == "tensor([5., 5.])"
    assert rows == pytest.approx(5)


def test_leaves(run):
    result = run("backpropagation/leaves")
    shown = result.output("leaves").splitlines()
    assert shown[:2] == ["True False", "tensor(-18.) None"]
    assert difference(lambda w: (3 * w - 6) ** 2, 1.0) == pytest.approx(-18)
    assert result.output("retain").strip() == "tensor(-6.)"
    assert difference(lambda y_hat: (y_hat - 6) ** 2, 3.0) == pytest.approx(-6)
    w = torch.tensor(1.0, requires_grad=True)
    ((w - 2) ** 2).backward()
    w = w - 0.1 * w.grad
    assert not w.is_leaf
    assert result.output("computed").split() == ["True", "False"]


def test_data_hides_what_no_grad_and_detach_find(run):
    facts = run("backpropagation/data_attribute").facts
    slopes = [difference(lambda x: 2 * x * x, at) for at in (1.0, 100.0)]
    assert [facts["at_one"], facts["at_hundred"]] == pytest.approx(slopes)
    assert facts["wrong"] == 202
    x = torch.tensor(1.0, requires_grad=True)
    y = 2 * x * x
    x.detach().mul_(100)
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        y.backward()
    x = torch.tensor(1.0, requires_grad=True)
    y = 2 * x * x
    x.data *= 10
    y.backward()
    assert x.grad == 22  # the question under it
    h = torch.exp(torch.tensor(1.0, requires_grad=True))
    h += 1
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        h.backward()


@pytest.mark.parametrize("how", ["data", "no_grad"])
def test_in_a_plain_loop_data_and_no_grad_give_the_same(run, how):
    w = torch.tensor(1.0, requires_grad=True)
    for _ in range(100):
        for x in (1.0, 2.0, 3.0):
            ((w * x - 2 * x) ** 2).backward()
            if how == "data":
                w.data = w.data - 0.01 * w.grad.data
            else:
                with torch.no_grad():
                    w -= 0.01 * w.grad
            w.grad = None
    assert w.item() == run("backpropagation/train").facts["w_end"]


def test_training_reaches_eight(run):
    result = run("backpropagation/train")
    before, after = map(float, result.output("train").split())
    w = 1.0
    for _ in range(100):
        for x in (1, 2, 3):
            w -= 0.01 * difference(lambda w, x=x: (w * x - 2 * x) ** 2, w)
    assert (before, after) == (4, pytest.approx(4 * w, abs=1e-4))
    assert f"{after:.1f}" == "8.0"
    assert float(run("backpropagation/autograd").output("train")) == pytest.approx(after, abs=1e-4)


def test_accumulated_slopes_equal_those_of_the_whole(run):
    result = run("backpropagation/accumulate")
    whole, *parts = result.output("accumulate").splitlines()
    assert parts[-1] == whole
    assert len(parts) == 4
    x, y = (torch.tensor(result.facts[name]).double() for name in ("x", "y"))
    slope = difference(lambda w: ((w * x - y) ** 2).mean().item(), 1.0)
    assert float(whole) == pytest.approx(slope, abs=1e-4)


def swing(order, lr, epochs):
    """The sum of all slopes so far as a velocity: what w does when nothing is zeroed."""
    w, velocity, path = 1.0, 0.0, []
    for epoch in range(epochs):
        for x in order(epoch):
            velocity += 2 * x * (w * x - 2 * x)
            w -= lr * velocity
        path.append(w)
    return np.array(path)


def test_forgetting_to_zero_swings_and_diverges_when_shuffled(run):
    result = run("backpropagation/forgotten")
    facts = result.facts
    assert facts["path"] == pytest.approx(swing(lambda _: (1, 2, 3), 0.01, 16), abs=0.0051)
    long = swing(lambda _: (1, 2, 3), 0.01, 3000)
    assert (long.min(), long.max()) == (pytest.approx(1, abs=0.01), pytest.approx(3, abs=0.01))
    assert abs(long[-100:] - 2).max() > 0.9  # it never settles
    assert facts["end_zeroed"] < 1e-9
    assert abs(swing(lambda _: (1, 2, 3), 0.05, 3000) - 2).max() < 1.2
    assert abs(swing(lambda _: (1, 2, 3), 0.07, 100) - 2).max() > 1e8  # a little faster, and it never comes back
    printed = result.output("forgotten").replace("]\n[", ", ")
    assert [float(n) for n in printed.strip("[]\n").split(", ")] == facts["path"]
    rng = np.random.default_rng(0)
    for _ in range(20):  # other orders, longer: all of them diverge
        path = swing(lambda _: rng.permutation([1, 2, 3]), 0.05, 300)
        assert abs(path[-20:] - 2).max() > 100
    assert facts["worst"] > 3


ERRORS = ["none", "leaf", "twice", "scalar", "no_graph", "numpy"]


@pytest.mark.parametrize("name", ERRORS)
def test_errors_show_what_their_boxes_quote(run, name):
    shown = run(f"backpropagation/error_{name}").error("wrong").strip().splitlines()[-1]
    for language in ("zh", "en"):
        page = (COURSE.root / "docs" / language / "backpropagation.md").read_text("utf-8")
        before, _, _ = page.partition(f"backpropagation/error_{name}.py: right wrong")
        quoted = before.rpartition('??? break-it "')[2].partition("：" if language == "zh" else ": ")[0]
        assert all(part in shown for part in quoted.split(" … ")), (quoted, shown)


STARTS = {"classmate": "update", "relu": "relu", "batches": "share", "deep": "order"}


@pytest.mark.parametrize("name", STARTS)
def test_starting_programs_name_what_is_missing(run, name):
    lines = run(f"backpropagation/start_{name}").output("start").splitlines()
    assert [line for line in lines if line.startswith("missing: ")] == [f"missing: {STARTS[name]}"]


def test_the_starting_program_of_the_update_asks_for_zeroing_too():
    path = source.find(COURSE.snippets)["backpropagation/start_classmate"]
    code = source.parse(path, "backpropagation/start_classmate").code["start"].source
    update = "    with torch.no_grad():\n        w -= 0.1 * w.grad\n"
    said = {}
    for name, added in {"update": "", "zero": update, "": update + "    w.grad = None\n"}.items():
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(code.replace("    loss.backward()\n", "    loss.backward()\n" + added), {})
        said[name] = [line for line in out.getvalue().splitlines() if line.startswith("missing: ")]
    assert said == {"update": ["missing: update"], "zero": ["missing: zero"], "": []}


def test_the_starting_program_of_the_deep_graph_checks_the_order():
    def code(name, cell):
        return source.parse(source.find(COURSE.snippets)[name], name).code[cell].source

    start = code("backpropagation/start_deep", "start")
    solved = code("backpropagation/solution_deep", "order").partition("\n\nValue.order")[0]
    stub = "def order(end):\n    return recursive(end)  # without recursion\n"
    assert stub in start
    unordered = "def order(end):\n    return [end, *end.parents]\n"
    for order, missing in ((solved, False), (unordered, True)):
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(start.replace(stub, order + "\n"), {})
        assert ("missing: order" in out.getvalue()) == missing, order


def test_one_step_left_out(run):
    facts = run("backpropagation/left_out").facts
    assert facts["no_update"] == 1
    assert facts["whole"] == pytest.approx(run("backpropagation/train").facts["w_end"])
    assert facts["no_zero"] == pytest.approx(swing(lambda _: (1, 2, 3), 0.01, 100)[-1], abs=1e-3)
    name = "backpropagation/left_out"
    space: dict[str, str] = {}
    exec(source.parse(source.find(COURSE.snippets)[name], name).code["runs"].source, space)
    for language in ("zh", "en"):
        page = (COURSE.root / "docs" / language / "backpropagation.md").read_text("utf-8")
        for said in (space["no_forward"], space["no_backward"]):
            kind, _, message = said.partition(": ")
            assert f"| `{kind}`" in page
            assert f'??? break-it "{message.partition(" (or")[0]}' in page


def test_solution_by_hand(run):
    facts = run("backpropagation/solution_by_hand").facts
    at = [3.0, 2.0, 1.0, 5.0]  # w, x, b, y
    slopes = [difference(lambda w, x, b, y: (w * x + b - y) ** 2, *at, n=n) for n in range(4)]
    assert facts["slopes"] == pytest.approx(slopes)


def test_two_layers_of_the_engine_learn_xor_from_other_starts_too(run):
    assert run("backpropagation/solution_relu").facts["learned"] == pytest.approx([0, 1, 1, 0], abs=0.05)
    inputs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    learned = 0
    for seed in range(6):  # the same network in PyTorch
        generator = torch.Generator().manual_seed(seed)
        parts = [torch.rand(shape, generator=generator) * 2 - 1 for shape in ((2, 8), (8,), (8,), ())]
        for part in parts:
            part.requires_grad_()
        for n in range(800):
            hidden = torch.relu(inputs[n % 4] @ parts[0] + parts[1])
            (hidden @ parts[2] + parts[3] - (0, 1, 1, 0)[n % 4]).pow(2).backward()
            with torch.no_grad():
                for part in parts:
                    part -= 0.1 * part.grad
                    part.grad = None
        out = torch.relu(inputs @ parts[0] + parts[1]) @ parts[2] + parts[3]
        learned += torch.allclose(out, torch.tensor([0.0, 1.0, 1.0, 0.0]), atol=0.05)
    assert learned >= 4


def test_solutions(run):
    assert float(run("backpropagation/solution_classmate").output("train")) == pytest.approx(2 - 0.8**20, abs=1e-5)
    rows = [line.split() for line in run("backpropagation/solution_relu").output("relu").splitlines()]
    for number, own, theirs in rows:
        expected = difference(lambda a: max(a, 0) ** 2, float(number))
        assert float(own) == float(theirs) == pytest.approx(expected)
    whole, parts = run("backpropagation/solution_batches").output("batches").split()
    x = np.arange(1.0, 11)
    assert float(whole) == pytest.approx(float(parts))
    assert float(whole) == pytest.approx(difference(lambda w: np.mean((w * x - 2 * x) ** 2), 1.0), abs=0.01)
    unequal = run("backpropagation/start_batches").output("start").splitlines()[0].split()
    batches = [x[:4], x[4:8], x[8:]]
    assert float(unequal[1]) == pytest.approx(np.mean([np.mean(-2 * b * b) for b in batches]), abs=0.01)
    deep = run("backpropagation/solution_deep")
    assert [float(deep.output(cell).strip("tensor()\n")) for cell in ("order", "torch")] == [5001, 5001]
