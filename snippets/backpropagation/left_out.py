# %% [markdown]
# # One of the four steps left out

# %% runs
import torch


def train(forward=True, backward=True, update=True, zero=True):
    w = torch.tensor(1.0, requires_grad=True)
    loss = (w - 2.0) ** 2
    for _ in range(100):
        for x in (1.0, 2.0, 3.0):
            if forward:
                loss = (w * x - 2 * x) ** 2
            if backward:
                loss.backward()
            if update:
                with torch.no_grad():
                    w -= 0.01 * w.grad
            if zero:
                w.grad = None
    return w.item()


def said(**left_out):
    try:
        return str(train(**left_out))
    except Exception as error:
        return f"{type(error).__name__}: {error}"


whole, no_update, no_zero = train(), train(update=False), train(zero=False)
no_forward, no_backward = said(forward=False), said(backward=False)

# %% check
assert abs(whole - 2) < 1e-5
assert no_update == 1
assert no_forward.startswith("RuntimeError: Trying to backward through the graph a second time")
assert no_backward.startswith("TypeError: unsupported operand type(s) for *: 'float' and 'NoneType'")
assert 0.9 < no_zero < 3.1
