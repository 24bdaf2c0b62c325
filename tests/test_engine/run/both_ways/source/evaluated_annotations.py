# Right: without a future import annotations are evaluated, and those at module level are kept.
# %% first
import typing

size: int = 3


def double(x: type(size), names: "list[str]" = ()) -> str.__class__: ...


# %% last
rate: typing.Optional[float]
print(double.__annotations__, __annotations__)
print(typing.get_type_hints(double), typing.get_type_hints(__import__("__main__")))
