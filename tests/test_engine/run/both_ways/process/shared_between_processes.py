# Right: queues, values and shared memory lead from process to process.
# %% show
import multiprocessing as mp
from multiprocessing import shared_memory


def work(queue, total):
    for value in iter(queue.get, None):
        with total.get_lock():
            total.value += value


context = mp.get_context("fork")
queue, total = context.Queue(), context.Value("i", 0)
process = context.Process(target=work, args=(queue, total))
process.start()

# %% give
for value in (1, 2, 3, None):
    queue.put(value)
process.join()
print(total.value)
block = shared_memory.SharedMemory(create=True, size=4)
block.buf[:4] = b"abcd"
again = shared_memory.SharedMemory(block.name)
print(bytes(again.buf[:4]))
again.close()
block.close()
block.unlink()
