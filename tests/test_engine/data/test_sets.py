"""The table of data sets."""

from pathlib import Path

from snippets._engine.data import sets as table


def test_checksums_are_those_of_torchvision():
    from torchvision.datasets import CIFAR10, MNIST

    known = {
        Path(file.path).name: file.checksum.removeprefix("md5:")
        for name in ("mnist", "cifar10")
        for recipe in table.SETS[name].recipes
        for file in recipe.inputs
    }
    batches = [*CIFAR10.train_list, *CIFAR10.test_list]
    theirs = [
        *MNIST.resources,
        *batches,
        (CIFAR10.filename, CIFAR10.tgz_md5),
        (CIFAR10.meta["filename"], CIFAR10.meta["md5"]),
    ]
    assert len(theirs) == 12
    assert {name: known[name] for name, _ in theirs} == dict(theirs)
