# Right: the collector finds cycles, also those made in earlier cells; weak references die with their objects.
# %% first
import gc
import weakref


class Node: ...


node = Node()
node.itself = node
alive = weakref.ref(node)
plain = Node()
there = weakref.ref(plain)

# %% second
del node, plain
print(there(), alive() is None)
gc.collect()
print(alive(), [each for each in gc.get_objects() if isinstance(each, Node)])

# %% counts
import sys

value = object()
print(sys.getrefcount(value), len(gc.get_referrers(value)), gc.get_referrers(value)[0] is globals())
