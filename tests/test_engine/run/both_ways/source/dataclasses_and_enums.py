# Right: classes that look up their module work.
# %% first
import dataclasses
import enum
import typing


@dataclasses.dataclass(slots=True, order=True)
class Point:
    x: float
    tags: list = dataclasses.field(default_factory=list)
    kind: typing.ClassVar[str] = "point"


class Colour(enum.Enum):
    RED = enum.auto()


class Pair(typing.NamedTuple):
    left: "Point"
    right: int = 0


# %% second
print(Point(1.0) < Point(2.0), dataclasses.asdict(Point(3.0)), dataclasses.fields(Point)[0].name)
print(Colour.RED, repr(Colour.RED), Pair(Point(1.0)), typing.get_type_hints(Pair))
print(repr(enum.Enum("Made", "A B").A.__class__), Colour.__module__)
