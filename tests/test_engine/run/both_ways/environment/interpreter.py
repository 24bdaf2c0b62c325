# Right: the interpreter's settings are the usual ones.
# %% show
import sys
import threading

print(sys.getrecursionlimit(), sys.getswitchinterval(), sys.getdefaultencoding(), sys.getfilesystemencoding())
print(sys.flags, sys.hash_info.width, sys.int_info, sys.get_int_max_str_digits(), sys.is_finalizing())
print(threading.stack_size(), sys.dont_write_bytecode, sys.tracebacklimit if hasattr(sys, "tracebacklimit") else "none")

# %% implementation
import site
import sysconfig

print(site.ENABLE_USER_SITE, sys.prefix, sysconfig.get_path("purelib"), sys.version)
print(sys.executable, sys.base_executable if hasattr(sys, "base_executable") else sys._base_executable)
