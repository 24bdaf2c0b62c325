# Right: coroutines run, also one started in a cell and awaited in another.
# %% first
import asyncio


async def count(name, steps):
    for step in range(steps):
        await asyncio.sleep(0)
        print(name, step)


async def main():
    await asyncio.gather(count("a", 2), count("b", 2))


asyncio.run(main())

# %% loop
loop = asyncio.new_event_loop()
task = loop.create_task(count("later", 2))

# %% run
loop.run_until_complete(task)
loop.close()
with asyncio.Runner() as runner:
    print(runner.run(asyncio.sleep(0, "slept")))
