# %% [markdown]
# # Is PyTorch installed, and on which device will it compute?

# %% versions
import platform

import torch
import torchvision

python_version = platform.python_version()
torch_version = str(torch.__version__)
torchvision_version = str(torchvision.__version__)
print("python     ", python_version)
print("torch      ", torch_version)
print("torchvision", torchvision_version)

# %% device
device = torch.accelerator.current_accelerator().type if torch.accelerator.is_available() else "cpu"
print("cuda       ", torch.version.cuda)
print("device     ", device)

# %% compute
a = torch.tensor([[1.0, 2.0], [3.0, 4.0]], device=device)
product = (a @ a).cpu()
print(product)

# %% check
assert product.tolist() == [[7.0, 10.0], [15.0, 22.0]]
