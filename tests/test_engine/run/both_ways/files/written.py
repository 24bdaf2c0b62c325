# Right: what is written lies in the folder: texts, bytes, folders, links.
# %% first
import json
import os
from pathlib import Path

Path("text.txt").write_text("损失\r\n0.5", newline="")
Path("bytes.bin").write_bytes(bytes(range(256)))
os.makedirs("runs/a/b")
Path("runs/a/b/log.json").write_text(json.dumps({"loss": [0.5, 0.25]}, indent=1))

# %% second
with open("text.txt", "a") as file:
    print(file.encoding, file.newlines, file.tell())
    file.write("more")
os.symlink("text.txt", "link")
os.rename("bytes.bin", "renamed.bin")
Path("runs/empty").mkdir()
print(sorted(str(path) for path in Path(".").rglob("*")), open("link").read())
