# Right: only line feeds end a line of a program; other separators are part of texts.
# %% show
text = """a b"""
print(len(text.splitlines()), repr(text))
form = """xyz"""
print(repr(form))
