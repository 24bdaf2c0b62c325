# %% [markdown]
# # How the error on ImageNet fell as networks grew deeper

# %% results
systems = ["NEC-UIUC", "XRCE", "AlexNet", "Clarifai", "VGG", "GoogLeNet", "ResNet"]
years = [2010, 2011, 2012, 2013, 2014, 2014, 2015]
top5_error = [28.2, 25.8, 16.4, 11.7, 7.3, 6.7, 3.57]  # percent
layers = [0, 0, 8, 8, 19, 22, 152]  # 0: hand-crafted features
second_2012 = 26.2  # the best entry of 2012 without a deep network
lead_2012 = second_2012 - top5_error[2]
fall_before = top5_error[0] - top5_error[1]
rise_2012 = second_2012 - top5_error[1]

# %% bars
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 4.2))
for row, (error, depth) in enumerate(zip(top5_error, layers)):
    ax.barh(row, error, color="C0" if depth else "gray", height=0.72)
    ax.text(error + 0.5, row - 0.16, f"{error:g}%", va="center", fontweight="bold")
    depth_text = f"{depth} layers" if depth else "no deep network"
    ax.text(error + 0.5, row + 0.2, depth_text, va="center", fontsize=9, color="gray")
ax.set_yticks(range(7), [f"{name}\n{year}" for name, year in zip(systems, years)], fontsize=9)
ax.invert_yaxis()
ax.set_xlim(0, 39)
ax.set_xlabel("top-5 error (%)")
ax.spines[["top", "right"]].set_visible(False)
plt.show()

# %% check
assert top5_error == sorted(top5_error, reverse=True)
assert layers == sorted(layers)
assert lead_2012 > 3 * fall_before
assert rise_2012 > 0  # without a deep network, 2012 was no better than 2011
