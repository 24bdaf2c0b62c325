# Right: the file that the program reads is the program, to the byte.
# %% show
import ast
import tokenize
import hashlib

text = open(__file__, encoding="utf-8", newline="").read()  # ein Kommentar: 注释
print(hashlib.sha256(text.encode()).hexdigest(), len(text.splitlines()))

# %% parsed
tree = ast.parse(text)
print(len(tree.body), [node.lineno for node in tree.body], ast.get_docstring(tree))
with open(__file__, "rb") as file:
    print(sum(token.type == tokenize.COMMENT for token in tokenize.tokenize(file.readline)))
