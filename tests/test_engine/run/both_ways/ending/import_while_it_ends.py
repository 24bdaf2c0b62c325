# Right: when names are taken down nothing can be imported any more, which Python says.
# %% show
class Late:
    def __del__(self):
        import json

        print(json)


late = Late()
print("end of the program")
