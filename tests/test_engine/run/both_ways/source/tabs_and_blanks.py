# Right: tabs and blanks at the ends of lines are part of texts.
# %% first
table = """a	b   
	c  
"""
print(repr(table))

# %% second
if True:
	print("indented	by a tab")
