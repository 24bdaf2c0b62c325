# Right: files get the rights that the mask leaves; the mask is the usual one of this machine.
# %% show
import os
import stat

open("usual.txt", "w").close()
print(stat.filemode(os.stat("usual.txt").st_mode), stat.filemode(os.stat(".").st_mode)[0])
print(oct(os.umask(0o077)))

# %% own
open("own.txt", "w").close()
os.mkdir("own")
print(stat.filemode(os.stat("own.txt").st_mode), stat.filemode(os.stat("own").st_mode))
print(stat.filemode(os.stat(__file__).st_mode), os.access(__file__, os.W_OK))
