# Right: a hook for audits sees what the program does.
# %% first
import sys

seen = []
sys.addaudithook(lambda event, arguments: seen.append(event) if event in ("open", "exec", "compile") else None)
open("a.txt", "w").close()

# %% second
exec("x = 1")
print(seen)
