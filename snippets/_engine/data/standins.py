"""Stand-ins: made-up data in the format of the real, from what pip installed.

They let everything run on a machine without network. Each keeps what a chapter's code relies
on (number of rows, shapes, ranges, shares of the classes) and can be learned about as well as
the real set, but no number measured on one is a number about the real set. The function that
writes the stand-in of a set has the name of the set.
"""

from pathlib import Path

import numpy as np

from . import formats


def mnist(folder: Path) -> None:
    """Writes scikit-learn's digits, enlarged and shifted, as MNIST's four files.

    As many rows as MNIST has, though from 1,797 digits: so the number of batches in an epoch,
    and with it what a training run takes and reaches, stays close to the real one. Training
    and test are drawn from different digits.
    """
    from scipy.ndimage import zoom
    from sklearn.datasets import load_digits
    from sklearn.model_selection import train_test_split

    small, labels = load_digits(return_X_y=True)
    # MNIST too fits its digits into 20 by 20 pixels of the 28 by 28.
    digits = zoom(small.reshape(-1, 8, 8), (1, 2.5, 2.5), order=1) * (255 / 16)
    digits = digits.round().astype(np.uint8)
    rng = np.random.default_rng(0)
    for_train, for_test = train_test_split(np.arange(len(labels)), test_size=0.2, stratify=labels, random_state=0)
    raw = folder / "MNIST" / "raw"
    for part, chosen, count in (
        ("train", for_train, 60_000),
        ("t10k", for_test, 10_000),
    ):
        drawn = rng.permutation(np.resize(chosen, count))
        formats.write_idx(raw / f"{part}-images-idx3-ubyte", _shifted(digits, drawn, rng))
        formats.write_idx(raw / f"{part}-labels-idx1-ubyte", labels[drawn])


def _shifted(digits: np.ndarray, drawn: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Puts each drawn digit into a 28 by 28 picture, up to two pixels off the middle."""
    pictures = np.zeros((len(drawn), 28, 28), np.uint8)
    down, right = rng.integers(2, 7, size=(2, len(drawn)))
    for top in range(2, 7):
        for left in range(2, 7):
            here = (down == top) & (right == left)
            pictures[here, top : top + 20, left : left + 20] = digits[drawn[here]]
    return pictures


def cifar10(folder: Path) -> None:
    """Writes coloured shapes as CIFAR-10's batches.

    The class is a colour and a shape together: five colours, each with a disc or with stripes.
    5,000 pictures for training and 1,000 for testing, about what the subset of the real set
    has: the whole number would take 180 MB.
    """
    rng = np.random.default_rng(0)
    formats.write_cifar10(folder, _shapes(5_000, rng), _shapes(1_000, rng))


def _shapes(count: int, rng: np.random.Generator) -> formats.Pictures:
    labels = rng.permutation(np.arange(count) % 10)
    row, column = np.mgrid[:32, :32]

    def each(low: float, high: float) -> np.ndarray:
        return rng.uniform(low, high, count)[:, None, None]

    distance = np.hypot(row - each(10, 21), column - each(10, 21))
    disc = distance < each(6, 10)
    angle = each(0, np.pi)
    across = row * np.sin(angle) + column * np.cos(angle)
    stripes = np.sin(across * 2 * np.pi / each(5, 9) + each(0, 2 * np.pi)) > 0.3
    inside = np.where((labels % 2 == 0)[:, None, None], disc, stripes)[..., None]

    shape = _colours(labels // 2, rng)[:, None, None]
    background = rng.integers(0, 256, (count, 1, 1, 3), dtype=np.int16)
    noise = rng.integers(-40, 41, (count, 32, 32, 3), dtype=np.int8)
    return (np.where(inside, shape, background) + noise).clip(0, 255).astype(np.uint8), labels


def _colours(kinds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Draws a red-green-blue colour in [0, 255] around each of five hues."""
    hue = (kinds / 5 + rng.normal(0, 0.03, len(kinds)))[:, None]
    pure = 0.5 + 0.5 * np.cos(2 * np.pi * (hue - np.arange(3) / 3))
    return (pure * rng.uniform(180, 255, (len(kinds), 1))).astype(np.int16)


def diabetes(folder: Path) -> None:
    """Writes a table like the diabetes file: as many rows, features in [-1, 1], equal shares.

    The label is the sign of a weighted sum with noise, so that a linear model gets about 77 %
    right: learnable, but not without error, like the real table.
    """
    rng = np.random.default_rng(0)
    count, ill = 759, 263
    features = rng.normal(0, 0.4, (count, 8)).clip(-1, 1)
    weights = np.array([-0.8, -2.0, 0.3, -0.4, -0.3, -1.4, -0.7, -0.5])
    score = features @ weights + rng.normal(0, 1.0, count)
    labels = (score.argsort().argsort() >= ill).astype(int)
    formats.write_table(folder / "diabetes.csv.gz", features, labels)


_NAME_COUNTS = {
    "Czech": (346, 173),
    "German": (482, 242),
    "Arabic": (1333, 667),
    "Japanese": (660, 331),
    "Chinese": (178, 90),
    "Vietnamese": (48, 25),
    "Russian": (6272, 3136),
    "French": (184, 93),
    "Irish": (154, 78),
    "English": (2445, 1223),
    "Spanish": (198, 100),
    "Greek": (135, 68),
    "Italian": (472, 237),
    "Portuguese": (49, 25),
    "Scottish": (66, 34),
    "Dutch": (198, 99),
    "Korean": (62, 32),
    "Polish": (92, 47),
}


def names(folder: Path) -> None:
    """Writes made-up names: each language gets letters, endings and lengths of its own.

    As many rows of each language as the real files have, in their order.
    """
    rng = np.random.default_rng(0)
    train, test = [], []
    for language, (for_train, for_test) in _NAME_COUNTS.items():
        made = _made_up(for_train + for_test, rng)
        train += [(name, language) for name in sorted(made[:for_train])]
        test += [(name, language) for name in sorted(made[for_train:])]
    formats.write_names(folder / "names_train.csv.gz", train)
    formats.write_names(folder / "names_test.csv.gz", test)


def _made_up(count: int, rng: np.random.Generator) -> list[str]:
    def letters(alphabet: str, shape: tuple[int, int], evenness: float) -> np.ndarray:
        own = rng.dirichlet(np.full(len(alphabet), evenness))
        # Languages share part of their habits: else the first letters would tell them apart.
        shares = 0.7 * own + 0.3 / len(alphabet)
        return rng.choice(list(alphabet), shape, p=shares)

    longest = 3
    consonants = letters("bcdfghjklmnprstvz", (count, longest), 0.3)
    vowels = letters("aeiou", (count, longest), 0.5)
    endings = ["", "n", "r", "s", "ch", "ki", "ov", "an", "er", "es", "in", "sky"]
    ending = rng.choice(endings, count, p=rng.dirichlet(np.full(len(endings), 0.3)))
    lengths = rng.choice([1, 2, longest], count, p=rng.dirichlet([1, 3, 3]))
    return [
        "".join(map("".join, zip(one[:length], two[:length], strict=True))).capitalize() + end
        for one, two, end, length in zip(consonants, vowels, ending, lengths, strict=True)
    ]
