# Right: a profile that one cell begins and another ends holds the program's functions alone.
# %% begin
import cProfile
import pstats


def work(n):
    return sum(range(n))


profile = cProfile.Profile()
profile.enable()
work(10)

# %% more
work(20)

# %% end
profile.disable()
for (file, line, name), (calls, *_) in sorted(pstats.Stats(profile).stats.items()):
    print(file == __file__, line, name, calls)
