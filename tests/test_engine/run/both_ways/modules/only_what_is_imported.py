# Right: no package is there that the program has not imported.
# %% show
import sys

print(
    [
        name
        for name in ("numpy", "torch", "torchvision", "matplotlib", "PIL", "msgspec", "greenlet", "pyte")
        if name in sys.modules
    ]
)
print(sorted({name.partition(".")[0] for name in sys.modules} - sys.stdlib_module_names - {"__main__", "__mp_main__"}))
