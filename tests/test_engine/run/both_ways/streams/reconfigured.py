# Right: the streams can be reconfigured, as text streams can.
# %% show
import sys

sys.stdout.reconfigure(encoding="utf-8")
print("准确率")
sys.stdout.reconfigure(encoding="ascii", errors="backslashreplace")
print("准确率")

# %% still
print("é", sys.stdout.encoding, sys.stdout.errors)
sys.stdout.reconfigure(encoding="utf-8", newline="\r\n", line_buffering=True)
print("windows", sys.stdout.line_buffering)
