# Right: bars are drawn on the error output, also nested ones and one that leaves nothing.
# %% show
from tqdm import tqdm

BAR = {"bar_format": "{l_bar}{bar}| {n_fmt}/{total_fmt}", "mininterval": 0}
for _ in tqdm(range(3), leave=False, **BAR):
    pass
print("done")

# %% nested
for _ in tqdm(range(2), desc="outer", **BAR):
    for _ in tqdm(range(2), desc="inner", **BAR):
        tqdm.write("between")
