# Right: prints and log lines stand in the order of writing.
# %% show
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
print("epoch 1")
logging.info("saved 1")
print("epoch 2")
logging.info("saved 2")
