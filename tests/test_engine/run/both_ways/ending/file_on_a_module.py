# Right: a file that hangs on a module is written too.
# %% show
import math

math.log_file = open("left_open.txt", "w")
math.log_file.write("not flushed by the program\n")
print("end of the program")
