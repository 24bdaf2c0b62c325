# Right: generators, context variables and the contexts of decimal go on from cell to cell.
# %% first
import contextvars
import decimal

setting = contextvars.ContextVar("setting", default="none")
token = setting.set("first")
decimal.getcontext().prec = 5
numbers = iter(range(10))
print(next(numbers), decimal.Decimal(1) / 3)

# %% second
print(next(numbers), setting.get(), decimal.Decimal(1) / 3)
setting.reset(token)

# %% third
print(setting.get(), contextvars.copy_context().run(setting.get), len(contextvars.copy_context()))
