# Right: a new interpreter has not loaded these yet, so that a program that looks can tell.
# %% show
import sys

print([name for name in ("json", "ast", "typing", "select", "faulthandler", "tokenize", "inspect", "pickle") if name in sys.modules])
