# Right: torchvision brings torch, numpy and PIL; those of its parts that it does not import are missing.
# %% show
import torchvision
import sys

print([name for name in ("torch", "numpy", "PIL", "matplotlib", "msgspec", "snippets") if name in sys.modules])
print(
    [
        part
        for part in ("datasets", "models", "transforms", "io", "ops", "utils", "prototype")
        if hasattr(torchvision, part)
    ]
)
print(hasattr(torchvision.transforms, "v2"), torchvision.get_image_backend())
