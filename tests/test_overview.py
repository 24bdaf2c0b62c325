"""Part 1: four learning systems, the SVM's margin, the perceptron, the installation."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest
from scipy.optimize import linprog
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

INPUTS = [(0, 0), (0, 1), (1, 0), (1, 1)]
TRUTH = {
    "AND": [a & b for a, b in INPUTS],
    "OR": [a | b for a, b in INPUTS],
    "XOR": [a ^ b for a, b in INPUTS],
}


def test_the_diagram_shades_one_more_box_for_every_kind(run):
    assert run("overview/learning_systems").facts["learned_boxes"] == [0, 1, 2, 3]


def test_imagenet_errors_and_depths_are_the_published_ones(run):
    facts = run("overview/feature_limits").facts
    assert facts["top5_error"] == [28.2, 25.8, 16.4, 11.7, 7.3, 6.7, 3.57]
    assert facts["layers"] == [0, 0, 8, 8, 19, 22, 152]
    assert facts["fall_before"] == pytest.approx(2.4)
    assert facts["lead_2012"] == pytest.approx(26.2 - 16.4)
    assert facts["second_2012"] > facts["top5_error"][1]  # no fall without a deep network


@pytest.fixture(scope="module")
def halves():
    """The 0s and 1s, 180 to learn from and 180 new ones, with the numbers in sixteenths, exactly."""
    digits = load_digits()
    chosen = digits.target < 2
    x, y = digits.data[chosen].astype(int), digits.target[chosen]
    return x[:180], y[:180], x[180:], y[180:]


def test_the_first_neuron_learns_in_whole_numbers_too(run, halves):
    facts = run("overview/neuron").facts
    x, y, x_new, y_new = halves
    w, b, wrong = np.zeros(64, int), 0, []
    for _ in range(4):
        mistakes = 0
        for image, digit in zip(x, y, strict=True):
            if (w @ image + 16 * b >= 0) != digit:
                sign = 1 if digit else -1
                w, b, mistakes = w + sign * image, b + sign, mistakes + 1
        wrong.append(mistakes)
    assert wrong == [facts["first_mistakes"], 0, 0, 0]
    right = int(((x_new @ w + 16 * b >= 0) == y_new).sum())
    assert (facts["n_right"], facts["n_missed"]) == (right, 180 - right)
    middle, sides = w.reshape(8, 8)[2:6, 3:5].mean(), w.reshape(8, 8)[2:6, [1, 2, 5, 6]].mean()
    assert middle > 0 > sides  # orange in the middle, blue at the sides


def test_the_first_neuron_learns_in_any_order(run, halves):
    facts = run("overview/neuron").facts
    x, y = np.concatenate([halves[0], halves[2]]), np.concatenate([halves[1], halves[3]])
    rows = np.hstack([x, np.full((360, 1), 16)])
    first = []
    for seed in range(6):
        order = np.random.default_rng(seed).permutation(360)[:180]
        u, counts = np.zeros(65, int), []
        for _ in range(4):
            wrong = 0
            for row, digit in zip(rows[order], y[order], strict=True):
                if (u @ row >= 0) != digit:
                    u, wrong = u + (1 if digit else -1) * row, wrong + 1
            counts.append(wrong)
        first.append(counts[0])
        assert counts[-1] == 0
    assert facts["most_first"] == max(first)


def test_four_systems_share_one_held_out_part(run):
    facts = run("overview/four_systems").facts
    labels = load_digits().target
    assert facts["n_train"] + facts["n_dev"] + facts["n_test"] == len(labels) == 1797
    _, held_out = train_test_split(labels, test_size=facts["n_test"], stratify=labels, random_state=0)
    assert facts["chance"] == np.bincount(held_out).max() / facts["n_test"]
    assert facts["chance"] == pytest.approx(0.1, abs=0.01)  # the text says: a tenth


def test_every_accuracy_is_a_share_of_the_test_images(run):
    facts = run("overview/four_systems").facts
    shares = [facts["accuracy_rules"], facts["accuracy_features"], facts["accuracy_pixels"]]
    shares += facts["accuracies_learned"] + facts["accuracies_deep"]
    for share in shares:
        right = share * facts["n_test"]
        assert right == pytest.approx(round(right), abs=1e-6)
        assert 0.5 < share < 1


def test_learning_beats_rules_and_no_order_is_claimed_of_what_lies_close_together(run):
    facts = run("overview/four_systems").facts
    close = [facts["accuracy_features"], facts["accuracy_pixels"], *facts["accuracies_deep"]]
    assert min(*close, facts["lowest_learned"]) > facts["accuracy_rules"] + 0.2
    assert facts["spread_points"] == pytest.approx(100 * (max(close) - min(close)))
    assert facts["spread_points"] < 2.5
    assert abs(facts["accuracy_rules_train"] - facts["accuracy_rules"]) < 0.05  # they fit neither


def test_mapping_and_features_are_compared_apart(run):
    from sklearn.cluster import KMeans
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import SVC
    from threadpoolctl import threadpool_limits

    result = run("overview/four_systems")
    facts, digits = result.facts, load_digits()
    rest, test = train_test_split(np.arange(1797), test_size=797, stratify=digits.target, random_state=0)
    train, dev = train_test_split(rest, test_size=250, stratify=digits.target[rest], random_state=0)
    pixels, y, images = digits.data / 16, digits.target, digits.images / 16
    down, across = images[:, 1:] - images[:, :-1], images[:, :, 1:] - images[:, :, :-1]
    features = {"edges": [np.abs(np.hstack([down.reshape(1797, -1), across.reshape(1797, -1)]))], "pixels": [pixels]}
    with threadpool_limits(1):
        clusters = [KMeans(100, n_init=1, random_state=seed).fit(pixels[train]) for seed in range(3)]
    features["prototypes"] = [np.linalg.norm(pixels[:, None] - k.cluster_centers_, axis=2) for k in clusters]

    def scores(mapping, x):
        model = mapping.fit(x[train], y[train])
        return model.score(x[dev], y[dev]), model.score(x[test], y[test])

    rows = {row.split()[2]: row.split()[:2] for row in result.output("crossed").splitlines()}
    expected = []
    with threadpool_limits(1):  # as in a run; small problems are slower on many threads
        for name, column in itertools.product(("edges", "prototypes", "pixels"), (0, 1)):
            tried = []
            for C in facts["values_of_C"]:
                pairs = []
                for x in features[name]:
                    if column == 0:  # by hand: mean 0 and spread 1, as far as there is any
                        spread = x[train].std(axis=0)
                        x = (x - x[train].mean(axis=0)) / np.where(spread > 0, spread, 1)
                    mapping = SVC(C=C) if column else LogisticRegression(C=C, max_iter=1000)
                    pairs.append(scores(mapping, x))
                tried.append(np.mean(pairs, axis=0))
            best = max(score for score, _ in tried)
            reachable = [test for score, test in tried if score > best - 1e-9]
            shown = float(rows[name][column].rstrip("%")) / 100
            assert min(abs(shown - each) for each in reachable) < 0.004, name
            expected.append(shown)
    assert facts["six_accuracies"] == pytest.approx(expected, abs=6e-4)
    gains = [expected[1] - expected[0], expected[3] - expected[2], expected[5] - expected[4]]
    assert (facts["smallest_gain"], facts["largest_gain"]) == pytest.approx(
        (100 * min(gains), 100 * max(gains)), abs=0.15
    )
    assert max(abs(expected[2] - expected[0]), abs(expected[3] - expected[1])) < 0.025  # the same mapping


def test_edges_are_differences_of_neighbours(run):
    from sklearn.svm import SVC

    facts = run("overview/four_systems").facts
    digits = load_digits()
    images = digits.images / 16
    rows = [[abs(a - b) for a, b in zip(image[:-1].flat, image[1:].flat, strict=True)] for image in images]
    columns = [[abs(a - b) for a, b in zip(image[:, :-1].flat, image[:, 1:].flat, strict=True)] for image in images]
    x = np.hstack([rows, columns])
    rest, test = train_test_split(np.arange(1797), test_size=797, stratify=digits.target, random_state=0)
    train, _ = train_test_split(rest, test_size=250, stratify=digits.target[rest], random_state=0)
    svm = SVC(C=facts["best_features_c"]).fit(x[train], digits.target[train])
    assert x.shape[1] == facts["n_features"] == 7 * 8 + 8 * 7
    assert facts["accuracy_features"] == pytest.approx(svm.score(x[test], digits.target[test]), abs=2 / 797)


def test_svms_have_the_published_defaults_and_reach_these_scores(run):
    from sklearn.model_selection import GridSearchCV, PredefinedSplit
    from sklearn.svm import SVC

    facts = run("overview/four_systems").facts
    digits = load_digits()
    x, x_test, y, y_test = train_test_split(
        digits.data / 16, digits.target, test_size=facts["n_test"], stratify=digits.target, random_state=0
    )
    order = train_test_split(np.arange(len(y)), test_size=facts["n_dev"], stratify=y, random_state=0)
    fold = np.full(len(y), -1)
    fold[order[1]] = 0
    grid = {"C": facts["values_of_C"]}
    search = GridSearchCV(SVC(), grid, cv=PredefinedSplit(fold), refit=False).fit(x, y)
    chosen = SVC(**search.best_params_).fit(x[order[0]], y[order[0]])
    assert facts["best_pixels_c"] == search.best_params_["C"]
    assert facts["accuracy_pixels"] == pytest.approx(chosen.score(x_test, y_test))


def test_paired_comparison_is_the_sign_test_of_the_printed_counts(run):
    result = run("overview/four_systems")
    rows = [row.split() for row in result.output("paired").splitlines()]
    chances = []
    for a, b in ((int(row[0]), int(row[1])) for row in rows):
        tail = sum(math.comb(a + b, k) for k in range(min(a, b) + 1)) / 2 ** (a + b)
        chances.append(min(1, 2 * tail))
    assert len(chances) == 3
    assert result.facts["chances"] == pytest.approx(chances)
    assert result.facts["clear_cases"] == sum(chance < 0.05 for chance in chances)


@pytest.mark.parametrize("system", ["learned", "deep"])
def test_seed_dependent_accuracies_are_stated_as_a_range(run, system):
    facts = run("overview/four_systems").facts
    over_seeds = facts[f"accuracies_{system}"]
    assert len(over_seeds) == 3
    assert facts[f"lowest_{system}"] == min(over_seeds)
    assert facts[f"highest_{system}"] == max(over_seeds)
    assert facts[f"mean_{system}"] == pytest.approx(sum(over_seeds) / 3)


def test_sampling_error_and_number_of_parameters(run):
    result = run("overview/four_systems")
    facts = result.facts
    p, n, width = facts["mean_deep"], facts["n_test"], facts["width"]
    assert facts["uncertainty_points"] == pytest.approx(100 * 2 * math.sqrt(p * (1 - p) / n))

    def parameters(width):
        convolutions = (1 * 9 + 1) * width + (width * 9 + 1) * 2 * width
        return convolutions + (2 * width * 16 + 1) * 10

    assert facts["parameters"] == parameters(width)
    assert int(result.output("network")) == parameters(64)


def test_margin_is_the_distance_between_the_hulls_of_the_classes(run):
    facts = run("overview/svm_margin").facts
    digits = load_digits()
    pictures = digits.images[digits.target < 2][:60] / 16
    labels = digits.target[digits.target < 2][:60]
    points = np.stack(
        [pictures[:, 3:5, 3:5].mean(axis=(1, 2)), pictures[:, 2:6, [1, 2, 5, 6]].mean(axis=(1, 2))], axis=1
    )

    def gap(angle):
        along = points @ [math.cos(angle), math.sin(angle)]
        return along[labels == 1].min() - along[labels == 0].max()

    widest = max(gap(angle) for angle in np.linspace(-math.pi, math.pi, 40_001))
    assert facts["margin"] == pytest.approx(widest, abs=1e-3)
    assert facts["margin_without_the_rest"] == pytest.approx(widest, abs=1e-3)
    assert facts["n_points"] == len(points)
    assert 2 <= facts["n_support"] < 10


def test_the_perceptron_learns_and_and_or(run):
    facts = run("overview/perceptron").facts
    for name in ("AND", "OR"):
        w1, w2, b = facts[f"{name.lower()}_weights"]
        assert [int(w1 * x1 + w2 * x2 + b >= 0) for x1, x2 in INPUTS] == TRUTH[name]
        assert facts[f"{name.lower()}_mistakes"][-1] == 0


def separable(targets):
    """Whether a line answers the targets, by linear programming: w·x + b >= 0 for 1, <= -1 for 0."""
    rows, limits = [], []
    for (x1, x2), y in zip(INPUTS, targets, strict=True):
        sign = -1 if y else 1
        rows.append([sign * x1, sign * x2, sign])
        limits.append(0 if y else -1)
    return linprog([0, 0, 0], rows, limits, bounds=[(None, None)] * 3).success


def test_no_line_separates_xor(run):
    assert [separable(TRUTH[name]) for name in ("AND", "OR", "XOR")] == [True, True, False]
    assert run("overview/perceptron").facts["most_right_xor"] == 3


def test_the_perceptron_runs_in_circles_on_xor(run):
    facts = run("overview/perceptron").facts
    state, seen = (0, 0, 0), [(0, 0, 0)]
    while True:
        for (x1, x2), y in zip(INPUTS, TRUTH["XOR"], strict=True):
            error = y - (state[0] * x1 + state[1] * x2 + state[2] >= 0)
            state = (state[0] + error * x1, state[1] + error * x2, state[2] + error)
        if state in seen:
            break
        seen.append(state)
    assert facts["cycle_start"] == seen.index(state)
    assert seen.index(state) == len(seen) - 1  # the state repeats after one epoch
    w1, w2, b = state
    still = sum((w1 * x1 + w2 * x2 + b >= 0) == y for (x1, x2), y in zip(INPUTS, TRUTH["XOR"], strict=True))
    assert facts["right_when_still"] == still
    assert facts["fewest_mistakes"] > 0
    assert set(facts["xor_mistakes"][facts["cycle_start"] :]) == {4}


def test_the_learning_rate_only_scales_a_perceptron(run):
    facts = run("overview/perceptron").facts
    for name in ("and", "or", "xor"):
        state, mistakes = np.zeros(3), []
        for _ in facts[f"{name}_mistakes"]:
            wrong = 0
            for x, y in zip(INPUTS, TRUTH[name.upper()], strict=True):
                row = np.array([*x, 1])
                error = y - int(state @ row >= 0)
                state, wrong = state + 0.5 * error * row, wrong + abs(error)
            mistakes.append(wrong)
        assert mistakes == facts[f"{name}_mistakes"]


def test_the_perceptron_of_the_diagram(run):
    facts = run("overview/perceptron_diagram").facts
    assert facts["z"] == np.dot([2, -1, 1], [1, 0, 1]) - 2
    assert facts["output"] == 1


def test_the_installation_check_reports_what_is_installed(run):
    import torch
    import torchvision

    result = run("overview/check_install")
    assert result.facts["torch_version"] == torch.__version__
    assert result.facts["torchvision_version"] == torchvision.__version__
    assert result.facts["device"] in {"cpu", "cuda", "mps", "xpu"}
    assert f"{np.array([[1, 2], [3, 4]]) @ [[1, 2], [3, 4]]}" == "[[ 7 10]\n [15 22]]"
    assert "7., 10." in result.output("compute")


def test_ten_lines_on_tensors_compute_and(run):
    result = run("overview/tensors")
    shapes = result.output("make").strip()
    assert shapes == "torch.Size([4, 2]) torch.Size([2])"
    assert result.output("index").split() == ["tensor([1.,", "0.])", "tensor(1.)", "1.0"]
    assert f"tensor({TRUTH['AND']}" in result.output("multiply")


def test_float64_input_is_refused(run):
    result = run("overview/first_error")
    assert "must have the same dtype, but got Double and Float" in result.error("float64")
    mended = run("overview/first_error_mended")
    assert mended.output("float32").strip() == "torch.Size([1, 1]) torch.float32"
    assert result.facts["numpy_dtype"] == "float64"
    assert result.facts["layer_dtype"] == "torch.float32"


def test_solution_step_zero(run):
    facts = run("overview/solution_step_zero").facts
    for ending, answers_one in (("one", lambda z: z >= 0), ("zero", lambda z: z > 0)):
        (w1, w2), b = facts[f"w_{ending}"], facts[f"b_{ending}"]
        assert [int(answers_one(w1 * x1 + w2 * x2 + b)) for x1, x2 in INPUTS] == TRUTH["AND"]


def test_solution_xor_network(run):
    assert run("overview/solution_xor_network").facts["outputs"] == TRUTH["XOR"]


def test_solution_raw_pixels_counts_what_only_one_got_right(run):
    result = run("overview/solution_raw_pixels")
    facts, rows = result.facts, [row.split() for row in result.output("solution").splitlines()]
    assert float(rows[0][0]) == pytest.approx(facts["accuracy_pixels"], abs=5e-4)
    for accuracy, only_prototypes, only_pixels, chance in rows[1:]:
        a, b = int(only_prototypes), int(only_pixels)
        tail = sum(math.comb(a + b, k) for k in range(min(a, b) + 1)) / 2 ** (a + b)
        assert float(chance.rstrip("%")) / 100 == pytest.approx(min(1, 2 * tail), abs=6e-4)
        assert a > b
        gain = (int(only_prototypes) - int(only_pixels)) / 797
        assert float(accuracy) == pytest.approx(facts["accuracy_pixels"] + gain, abs=5e-4)
    assert facts["more_prototypes"] == sum(int(a) - int(b) for _, a, b, _ in rows[1:])
    assert 15 < facts["more_prototypes"] < 60  # about a dozen for each of three seeds


def pair_shares(pair, seed, epochs):
    """The share of unseen images that are right after each number of epochs, in whole numbers."""
    digits = load_digits()
    chosen = np.isin(digits.target, pair)
    order = np.random.default_rng(seed).permutation(chosen.sum())
    x = np.hstack([digits.data[chosen].astype(int), np.full((chosen.sum(), 1), 16)])[order]
    y = np.where(digits.target[chosen] == pair[1], 1, -1)[order]
    half, u, shares = len(x) // 2, np.zeros(65, int), {}
    for epoch in range(1, max(epochs) + 1):
        for row, sign in zip(x[:half], y[:half], strict=True):
            if (u @ row >= 0) != (sign > 0):
                u = u + sign * row
        if epoch in epochs:
            shares[epoch] = np.mean((x[half:] @ u >= 0) == (y[half:] > 0))
    return shares


def test_solution_pairs_names_the_pairs_with_the_lowest_share(run):
    result = run("overview/solution_pairs")
    shares = {
        pair: np.mean([pair_shares(pair, seed, [20])[20] for seed in range(5)])
        for pair in itertools.combinations(range(10), 2)
    }
    rows = [row.split() for row in result.output("solution").splitlines()]
    hardest = sorted(shares, key=lambda pair: (shares[pair], pair))[:5]
    assert [tuple(map(int, row[:2])) for row in rows[:5]] == hardest
    assert int(rows[5][0]) == sum(share > 0.99 for share in shares.values())
    assert hardest[0] == (1, 8)


def test_solution_pairs_stops_changing(run):
    result = run("overview/solution_pairs")
    rows = [row.split() for row in result.output("epochs").splitlines()]
    by_seed = [pair_shares((1, 8), seed, [1, 4, 40, 100]) for seed in range(5)]
    for epochs, share in rows:
        assert float(share) == pytest.approx(np.mean([each[int(epochs)] for each in by_seed]), abs=6e-4)
    assert all(each[40] == each[100] for each in by_seed)


def test_solution_update_bound(run):
    facts = run("overview/solution_update_bound").facts
    separators = {"AND": (2, 2, -3), "OR": (2, 2, -1)}
    expected = []
    for w1, w2, b in separators.values():
        gap = min(abs(w1 * x1 + w2 * x2 + b) for x1, x2 in INPUTS) / math.hypot(w1, w2, b)
        expected.append(3 / gap**2)  # R² = 1 + 1 + 1
    assert facts["bounds"] == pytest.approx(expected)
    assert all(most <= bound for most, bound in zip(facts["most"], expected, strict=True))
    for name, most in zip(separators, facts["most"], strict=True):
        assert most >= fewest_corrections_in_any_first_epoch(TRUTH[name])


def fewest_corrections_in_any_first_epoch(targets):
    fewest = 4
    for order in itertools.permutations(range(4)):
        u, count = np.zeros(3), 0
        for i in order:
            x = np.array([*INPUTS[i], 1])
            error = targets[i] - int(u @ x >= 0)
            u, count = u + error * x, count + (error != 0)
        fewest = min(fewest, count)
    return fewest


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("step_zero", "step_zero"),
        ("xor_network", "(0, 0) (1, 1)"),
        ("raw_pixels", "right_pixels"),
        ("pairs", "hardest"),
    ],
)
def test_starters_say_what_is_missing(run, name, missing):
    assert f"missing: {missing}" in run(f"overview/start_{name}").output("state").splitlines()


def test_the_starter_of_the_bound_says_what_is_missing(run):
    assert run("overview/start_update_bound").output("state").strip().endswith("missing: bound")
