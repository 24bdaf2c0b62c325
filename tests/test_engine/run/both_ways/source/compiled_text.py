# Right: text that is executed has names of its own or those of the module.
# %% first
exec("a = 1")
print(a, eval("a + 1"), "a" in globals())
scope = {}
exec("import sys; name = globals().get('__name__')", scope)
print(scope["name"], sorted(scope))

# %% second
try:
    exec("x = = 1")
except SyntaxError as error:
    print(error, error.text, error.offset)
try:
    exec(compile("1 / 0", "made.py", "exec"))
except ZeroDivisionError as error:
    print(error.__traceback__.tb_next.tb_frame.f_code.co_filename)
