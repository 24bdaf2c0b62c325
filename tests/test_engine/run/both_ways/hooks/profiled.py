# Right: a profile holds the calls of the program.
# %% define
import cProfile
import pstats


def work(n):
    return sum(range(n))


# %% measure
profile = cProfile.Profile()
profile.enable()
work(10)
work(20)
profile.disable()
for (file, line, name), (calls, *_) in sorted(pstats.Stats(profile).stats.items()):
    print(file == __file__, line, name, calls)
with cProfile.Profile() as again:
    list(map(work, range(3)))
print(sorted((name, calls) for (_, _, name), (calls, *_) in pstats.Stats(again).stats.items()))
