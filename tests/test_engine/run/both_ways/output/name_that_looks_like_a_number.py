# Right: the name Nan is printed, as are numbers that are not finite.
# %% show
for name, country in [("Nan", "Chinese"), ("Schmidt", "German")]:
    print(f"{name:10} {country}")
print(float("nan"), -float("inf"), complex("nan+infj"))
