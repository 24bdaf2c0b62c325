# Right: a marker of cells inside a text is text.
# %% first
text = '''
# a comment
    # %% not a cell
'''
print(text)

# %% second
def f():
    # %% neither
    return 1


print(f())
