# Right: a Python that the program starts can draw.
# %% draw
import subprocess
import sys

code = "import matplotlib.pyplot as plt; plt.plot([1, 2]); plt.show(); print('drawn', plt.get_backend())"
done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
print(done.returncode, done.stdout, done.stderr)
