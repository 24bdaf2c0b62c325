# Right: generators, contexts and files that are left open are closed.
# %% show
def numbers():
    try:
        yield from range(9)
    finally:
        print("closed the generator")


left = numbers()
next(left)

# %% file
file = open("left_open.txt", "w")
file.write("not flushed by the program\n")
print("end of the program")
