# Right: without settings only warnings and worse appear, as bare text; the names of functions and lines are true.
# %% show
import logging

logging.getLogger("training").warning("the loss grows")
logging.getLogger("training").info("never seen")

# %% line
def train():
    logging.getLogger("training").error("stopped")


logging.basicConfig(format="%(filename)s %(lineno)d %(funcName)s %(name)s %(module)s: %(message)s", force=True)
train()
logging.warning("at module level")
