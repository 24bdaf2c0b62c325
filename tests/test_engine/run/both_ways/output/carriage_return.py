# Right: carriage returns are written as they are.
# %% show
print("12345678\rab")
for n in (100, 10, 1):
    print(f"\r{n} left", end="")
print()
print("a\bb", "bell\a", "v\vt", "ff\fx", "windows\r\n", sep="\n")
