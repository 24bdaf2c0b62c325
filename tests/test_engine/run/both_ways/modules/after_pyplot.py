# Right: pyplot brings what it needs and nothing else.
# %% show
import matplotlib.pyplot as plt
import sys

mine = {name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names - {"__main__", "__mp_main__", "course_backend"}
print(sorted(name for name in mine if not name.startswith("__")))
print([name for name in ("torch", "msgspec", "fontTools", "mplfonts", "snippets", "greenlet") if name in sys.modules])
