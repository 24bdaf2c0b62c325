# /// script
# dependencies = ["torch", "matplotlib", "visdom"]
# [tool.uv]
# build-constraint-dependencies = ["setuptools<80"]
# [tool.snippet]
# seconds = 180
# ///

# %% [markdown]
# # A loss curve on a visdom server

# %% port
port = 8097  # of the server that you started

# %% server
import socket
import subprocess
import sys

SERVER = """
import os, sys, threading
from visdom.server.run_server import start_server

os.makedirs("visdom_data", exist_ok=True)
watch = lambda: (sys.stdin.read(), os._exit(0))
threading.Thread(target=watch, daemon=True).start()
start_server(
    port=int(sys.argv[1]),
    base_url="",
    env_path="visdom_data",
    bind_local=True,
)
"""

with socket.socket() as probe:
    probe.bind(("127.0.0.1", 0))  # 0: any free port
    port = probe.getsockname()[1]
with open("server.log", "w") as log:
    server = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", SERVER, str(port)],
        stdin=subprocess.PIPE,  # when it closes, the server ends
        stdout=log,
        stderr=log,
    )

# %% wait
import logging
import os
import time

os.environ["no_proxy"] = "localhost,127.0.0.1"
logging.getLogger("visdom").setLevel(logging.CRITICAL)

for _ in range(300):
    with socket.socket() as probe:
        if probe.connect_ex(("127.0.0.1", port)) == 0:
            break
    time.sleep(0.1)
else:
    raise RuntimeError("the server did not start, see server.log")

# %% training
import torch
from torch import nn
from torch.optim import RMSprop

x = torch.tensor([[1.0], [2.0], [3.0]])
y = torch.tensor([[2.0], [4.0], [6.0]])


def new_training(seed):
    torch.manual_seed(seed)
    model = nn.Linear(1, 1)
    optimizer = RMSprop(model.parameters(), lr=0.1)
    return model, optimizer


def train(model, optimizer, epochs):
    losses = []
    for _ in range(epochs):
        loss = ((model(x) - y) ** 2).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


# %% send
import visdom

viz = visdom.Visdom(port=port, env="course")
model, optimizer = new_training(seed=0)
losses = []
for epoch in range(1, 101):
    losses += train(model, optimizer, epochs=1)
    viz.line(
        X=[epoch],
        Y=[losses[-1]],
        win="loss",
        update=None if epoch == 1 else "append",
    )

# %% read
import json

window = json.loads(viz.get_window_data("loss"))
curve = window["content"]["data"][0]
epochs, received = curve["x"], curve["y"]
print(len(received), received == losses)

# %% save
viz.save(["course"])
with open("visdom_data/course.json") as file:  # yours: ~/.visdom/
    text = file.read()
weight = model.weight.item()
print(str(losses[-1]) in text, str(weight) in text)

# %% stop
viz.use_socket = False  # do not try to reconnect
server.stdin.close()
exit_code = server.wait(timeout=10)
print(exit_code)

# %% curve
import matplotlib.pyplot as plt

fig, ax = plt.subplots(figsize=(4.8, 3.2))
ax.semilogy(epochs, losses, color="gray", alpha=0.35, linewidth=6)
ax.semilogy(epochs, received, "o", markersize=3)
ax.text(6, 3, "sent", color="gray")
ax.text(46, 0.4, "read back from the server", color="C0")
ax.set_xlabel("epoch")
ax.set_ylabel("loss")
plt.show()

# %% check
kept = json.loads(text)["jsons"]["loss"]["content"]["data"][0]["y"]
loss_in_file, weight_in_file = str(losses[-1]) in text, str(weight) in text
assert received == kept == losses
assert loss_in_file
assert not weight_in_file
del text
del port  # another one in every run
