"""The data sets of the course: fetched, verified, or stood in for.

A snippet says ``datasets.MNIST("data", download=True)`` or reads ``data/diabetes.csv.gz``.
This package fills the folder ``data/`` beforehand, so that snippets need no network, and
gives each run a view of the sets it declares.

One idea a module: :mod:`table` lists the sets, :mod:`places` says where their files come
from, :mod:`formats` turns them into what torchvision reads, :mod:`standins` makes them up,
:mod:`store` keeps ``data/`` whole, :mod:`fill` puts these together.
"""

from .command import main
from .files import DataError
from .fill import ensure
from .sets import NAMES, describe
from .store import Provenance
from .view import adapt, link

__all__ = [
    "NAMES",
    "DataError",
    "Provenance",
    "adapt",
    "describe",
    "ensure",
    "link",
    "main",
]
