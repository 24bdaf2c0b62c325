# Right: what is written to a file that is never closed lies in it.
# %% show
file = open("left_open.txt", "w")
file.write("not flushed by the program\n")

# %% bytes
raw = open("left_open.bin", "wb")
raw.write(b"\0" * 10)
print("end of the program")
