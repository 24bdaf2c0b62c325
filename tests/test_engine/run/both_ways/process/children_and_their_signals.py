# Right: the program can wait for its children, by signal too.
# %% show
import os
import signal
import subprocess

ended = []
signal.signal(signal.SIGCHLD, lambda *_: ended.append("child"))
process = subprocess.Popen(["sh", "-c", "exit 5"])
print(process.wait(), ended)
signal.signal(signal.SIGCHLD, signal.SIG_DFL)

# %% killed
process = subprocess.Popen(["sleep", "60"])
process.terminate()
print(process.wait())
try:
    subprocess.run(["sleep", "60"], timeout=0.05)
except subprocess.TimeoutExpired as error:
    print(type(error).__name__, error.cmd)
