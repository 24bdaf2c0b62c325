# Right: the pipeline's last command writes to the inherited output.
# %% show
import subprocess

print("sorted by another program:", flush=True)
with subprocess.Popen("sort | cat -n", shell=True, stdin=subprocess.PIPE, text=True) as process:
    process.stdin.write("pear\napple\n")
print("ended with", process.returncode)
