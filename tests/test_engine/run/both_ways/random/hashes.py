# Right: the hash of texts is fixed by the environment, so that sets come in one order.
# %% show
print({"loss", "rate", "epoch", "batch"}, hash("loss") % 1000)
