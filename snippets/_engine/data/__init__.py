"""The data sets of the course: fetched, verified, or stood in for.

A snippet says ``datasets.MNIST("data", download=True)`` or reads ``data/diabetes.csv.gz``.
This package fills the folder ``data/`` beforehand, so that snippets need no network, and
gives each run a view of the sets it declares.

One idea a module: :mod:`sets` lists the sets, :mod:`places` says where their files come
from, :mod:`convert` and :mod:`formats` turn them into what torchvision reads,
:mod:`standins` makes them up, :mod:`store` keeps ``data/`` whole, :mod:`fetch` puts these
together, :mod:`view` is what a run gets.
"""

from .command import main
from .fetch import ensure
from .files import DataError
from .sets import NAMES
from .store import Provenance
from .view import link, unchecked

__all__ = ["NAMES", "DataError", "Provenance", "ensure", "link", "main", "unchecked"]
