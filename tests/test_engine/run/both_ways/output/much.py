# Right: every one of 2000 long lines is there, and 64 kB without any newline.
# %% lines
for number in range(2000):
    print(f"{number:05} " + "-" * 50)

# %% line
print("x" * 65536, end="")
