# Right: an error that nobody awaits is logged by the loop.
# %% show
import asyncio


async def fail():
    raise ValueError("unawaited")


async def main():
    task = asyncio.create_task(fail(), name="failing")
    await asyncio.sleep(0)
    del task


asyncio.run(main())

# %% uncaught
asyncio.run(fail())
