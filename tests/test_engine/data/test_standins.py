"""Stand-ins: their formats, how hard they are to learn, and when they are made anew."""

import pickle
from collections import Counter
from dataclasses import replace

import numpy as np

from snippets._engine import data
from snippets._engine.data import convert
from snippets._engine.data.store import Store

from .support import read_names


def read_idx(path):
    raw = path.read_bytes()
    shape = np.frombuffer(raw, ">u4", raw[3], 4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * raw[3]).reshape(shape)


def test_stand_in_of_mnist_has_its_shapes_and_balanced_classes(stand_ins):
    raw = stand_ins[0] / "MNIST" / "raw"
    for part, count in (("train", 60_000), ("t10k", 10_000)):
        images = read_idx(raw / f"{part}-images-idx3-ubyte")
        labels = read_idx(raw / f"{part}-labels-idx1-ubyte")
        assert images.shape == (count, 28, 28)
        assert labels.shape == (count,)
        assert images.max() == 255
        assert np.median(images) == 0
        shares = np.bincount(labels, minlength=10) / count
        assert shares.min() > 0.08
        assert shares.max() < 0.12


def test_stand_in_of_mnist_tests_on_digits_it_does_not_train_on(stand_ins):
    raw = stand_ins[0] / "MNIST" / "raw"

    def originals(part):
        """Shifts each picture back to its upper left corner."""
        images = read_idx(raw / f"{part}-images-idx3-ubyte")
        return {image[np.ix_(image.any(1), image.any(0))].tobytes() for image in images[:: len(images) // 5000]}

    train, test = originals("train"), originals("t10k")
    assert len(train) > 1000
    assert len(test) > 250
    assert not train & test


def test_stand_in_of_cifar10_has_its_format(stand_ins):
    folder = stand_ins[0] / "cifar-10-batches-py"
    for name in (*convert.CIFAR10_TRAIN, convert.CIFAR10_TEST):
        batch = pickle.loads((folder / name).read_bytes())
        assert batch["data"].shape == (1000, 3072)
        assert batch["data"].dtype == np.uint8
        assert set(Counter(batch["labels"])) == set(range(10))
    meta = pickle.loads((folder / convert.CIFAR10_META).read_bytes())
    assert meta["label_names"][6] == "frog"


def test_stand_in_of_cifar10_can_be_learned_from_its_colours(stand_ins):
    from sklearn.neighbors import KNeighborsClassifier

    folder = stand_ins[0] / "cifar-10-batches-py"

    def middle_and_spread(name):
        batch = pickle.loads((folder / name).read_bytes())
        pictures = batch["data"].reshape(-1, 3, 32, 32).astype(float)
        middle = pictures[:, :, 12:20, 12:20].mean((2, 3))
        corners = pictures[:, :, :4, :4].mean((2, 3))
        return np.hstack([middle, corners]), batch["labels"]

    model = KNeighborsClassifier(5).fit(*middle_and_spread("data_batch_1"))
    accuracy = model.score(*middle_and_spread("test_batch"))
    assert 0.3 < accuracy < 0.95, "learnable means far above 0.1; not trivial means below 1"


def test_stand_in_of_diabetes_is_as_hard_as_the_real(stand_ins):
    from sklearn.linear_model import LogisticRegression

    table_ = np.loadtxt(stand_ins[0] / "diabetes.csv.gz", delimiter=",")
    features, labels = table_[:, :8], table_[:, 8]
    assert table_.shape == (759, 9)
    assert Counter(labels) == {1: 496, 0: 263}
    assert features.min() >= -1
    assert features.max() <= 1
    accuracy = LogisticRegression().fit(features, labels).score(features, labels)
    assert 0.75 <= accuracy <= 0.80


def test_stand_in_of_names_has_rows_and_letters_of_its_own_by_language(stand_ins):
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    train = read_names(stand_ins[0] / "names_train.csv.gz")
    test = read_names(stand_ins[0] / "names_test.csv.gz")
    assert (len(train), len(test)) == (13_374, 6_700)
    shares = Counter(language for _, language in train)
    assert len(shares) == 18
    assert shares["Russian"] == 6272
    assert shares["Vietnamese"] == 48
    assert set(shares) == {language for _, language in test}
    assert all(name.isascii() and 2 <= len(name) <= 19 for name, _ in train + test)
    letters = CountVectorizer(analyzer="char_wb", ngram_range=(1, 3))
    known = letters.fit_transform([name for name, _ in train])
    model = MultinomialNB().fit(known, [language for _, language in train])
    accuracy = model.score(letters.transform([name for name, _ in test]), [language for _, language in test])
    assert 6272 / 13_374 + 0.15 < accuracy < 0.95, "better than always Russian, but not certain"


def test_stand_ins_are_the_same_each_time(stand_ins, tmp_path):
    names = ("cifar10", "diabetes", "names")
    again = data.ensure(names, tmp_path, offline=True)
    assert {name: again[name] for name in names} == {name: stand_ins[1][name] for name in names}


def test_stand_ins_are_marked(stand_ins):
    assert {(p.kind, p.source) for p in stand_ins[1].values()} == {("stand-in", "generated")}
    assert len({p.digest for p in stand_ins[1].values()}) == len(data.NAMES)


def test_a_stand_in_is_made_anew_when_its_code_changes(tmp_path, monkeypatch):
    data.ensure(["diabetes"], tmp_path, offline=True)
    record = Store(tmp_path, "diabetes").record
    replace(record, maker="older").write(tmp_path / ".state" / "diabetes.json")
    path = tmp_path / "diabetes.csv.gz"
    before = path.stat().st_mtime_ns
    data.ensure(["diabetes"], tmp_path, offline=True)
    assert path.stat().st_mtime_ns > before
    assert Store(tmp_path, "diabetes").record.maker == record.maker
