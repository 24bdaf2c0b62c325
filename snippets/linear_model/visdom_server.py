# /// script
# dependencies = ["torch", "matplotlib", "visdom"]
# [tool.uv]
# build-constraint-dependencies = ["setuptools<80"]
# ///

# %% [markdown]
# # A loss curve on a visdom server

# %% server
import socket
import subprocess
import sys

SERVER = """
import os, sys, threading
from visdom.server.run_server import start_server

os.makedirs("visdom_data", exist_ok=True)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
start_server(port=int(sys.argv[1]), base_url="", env_path="visdom_data", bind_local=True)
"""

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))  # 0: any free port
    port = probe.getsockname()[1]
with open("server.log", "w") as log:
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SERVER, str(port)],
        stdin=subprocess.PIPE,  # the server ends when this pipe closes, whatever happens here
        stdout=log,
        stderr=log,
    )

# %% wait
import time

for _ in range(300):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            break
    time.sleep(0.1)
else:
    raise RuntimeError("the server did not start, see server.log")

# %% connect
import logging
import os

import visdom

os.environ["no_proxy"] = "127.0.0.1"  # this machine is reached without a proxy
logging.getLogger("visdom").setLevel(logging.CRITICAL)  # errors are raised below, no need to log them too
viz = visdom.Visdom(server="http://127.0.0.1", port=port, env="course", raise_exceptions=True)
connected = viz.check_connection()
print(connected)

# %% send
import torch

torch.manual_seed(0)
x = torch.tensor([[1.0], [2.0], [3.0]])
y = 2 * x
model = torch.nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.05)
losses = []
for epoch in range(30):
    loss = ((model(x) - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())
    viz.line(
        X=[epoch],
        Y=[loss.item()],
        win="loss",
        update="append" if epoch else None,
        opts={"title": "loss", "xlabel": "epoch"},
    )

# %% read
import json

window = json.loads(viz.get_window_data("loss"))
curve = window["content"]["data"][0]
epochs, received = curve["x"], curve["y"]
print(window["type"], len(received), [round(value, 3) for value in received[:3]])

# %% save
from pathlib import Path

viz.save(["course"])
file = Path("visdom_data/course.json")
text = file.read_text()
loss_in_file = repr(losses[-1]) in text
weight_in_file = repr(model.weight.item()) in text
print(file, loss_in_file, weight_in_file)

# %% stop
viz.use_socket = False  # do not try to reconnect
server.stdin.close()
exit_code = server.wait(timeout=10)
print(exit_code)

# %% curve
import matplotlib.pyplot as plt

plt.semilogy(losses, color="lightgray", linewidth=6, label="sent")
plt.semilogy(epochs, received, "o", markersize=4, label="read back from the server")
plt.xlabel("epoch")
plt.ylabel("loss")
plt.legend(frameon=False)
plt.show()

# %% check
kept = json.loads(text)["jsons"]["loss"]["content"]["data"][0]["y"]
assert connected
assert received == kept == losses
assert loss_in_file
assert not weight_in_file
del text
del port  # another one in every run
