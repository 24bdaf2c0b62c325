# Right: seeded generators give the numbers that they give anywhere.
# %% first
import random

random.seed(0)
print(random.random(), random.gauss(0, 1), random.sample(range(100), 5))
state = random.getstate()

# %% second
first = [random.randint(0, 9) for _ in range(5)]
random.setstate(state)
print(first == [random.randint(0, 9) for _ in range(5)], first, random.Random("text").random())
