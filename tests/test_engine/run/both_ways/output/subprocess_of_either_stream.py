# Right: a subprocess that inherits one stream and not the other writes only to that one.
# %% show
import subprocess
import sys

CODE = "import sys; print('out'); print('err', file=sys.stderr)"
print("inherits the error output")
done = subprocess.run([sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True)
print("captured", repr(done.stdout))

# %% merged
print("both into one")
done = subprocess.run([sys.executable, "-c", CODE], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
print(sorted(done.stdout.split()))
subprocess.run([sys.executable, "-c", CODE], stdout=sys.stderr, stderr=subprocess.DEVNULL)
