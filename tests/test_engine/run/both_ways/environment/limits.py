# Right: limits of resources, priority and processors are those of the process that started it.
# %% show
import os
import resource

for name in ("RLIMIT_NOFILE", "RLIMIT_STACK", "RLIMIT_AS", "RLIMIT_CORE", "RLIMIT_NPROC", "RLIMIT_DATA"):
    print(name, resource.getrlimit(getattr(resource, name)))
print(os.nice(0), os.sched_getscheduler(0), len(os.sched_getaffinity(0)), os.cpu_count())
