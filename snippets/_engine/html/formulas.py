from .maths import *
def makeExtension(broken=None, **k): return MathsExtension(**k)
