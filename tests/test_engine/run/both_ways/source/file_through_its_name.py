# Right: the program lies alone in its folder; what it writes there stays there.
# %% show
from pathlib import Path

here = Path(__file__).parent
near = sorted(p.name for p in here.glob("*"))
print(near, here == Path.cwd())
here.joinpath("made_by_program.txt").write_text("x")
