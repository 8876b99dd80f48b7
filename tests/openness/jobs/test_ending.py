"""Tasks of a worker that is told to end: one that passes over a cancellation while it starts is told again."""

from __future__ import annotations

import asyncio

from openness.jobs.worker import end

# Nobody waits so long for a task that heeds the first word.
LONG = 600


async def passes_over(times: int, heard: list[int]) -> None:
    while True:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            heard.append(1)
            if len(heard) > times:
                raise


def test_a_task_that_passes_over_cancellations_is_cancelled_until_it_ends() -> None:
    heard: list[int] = []

    async def told() -> bool:
        task = asyncio.create_task(passes_over(2, heard))
        await asyncio.sleep(0)
        await end({task}, 0.01)
        return task.cancelled()

    assert asyncio.run(told())
    assert len(heard) == 3


def test_a_task_that_heeds_the_first_is_not_cancelled_again_while_it_clears_up() -> None:
    heard: list[int] = []

    async def clears_up() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0.05)
            heard.append(1)

    async def told() -> None:
        task = asyncio.create_task(clears_up())
        await asyncio.sleep(0)
        await end({task}, LONG)

    asyncio.run(told())
    assert heard == [1]
