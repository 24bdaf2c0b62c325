# Right: handlers are flushed and closed at exit.
# %% show
import logging
import logging.handlers
import sys


class Loud(logging.Handler):
    def emit(self, record):
        print("emitted")

    def flush(self):
        print("flushed")

    def close(self):
        print("closed")


memory = logging.handlers.MemoryHandler(10, target=logging.StreamHandler(sys.stdout))
logging.getLogger().addHandler(memory)
logging.getLogger().addHandler(Loud())
logging.warning("kept until the end")
print("end of the program")
