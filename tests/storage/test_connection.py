"""Statements are not broken off half-way."""

import asyncio

import pytest

from bot.storage.connection import to_its_end


async def test_work_goes_on_however_often_it_is_given_up() -> None:
    may_end = asyncio.Event()
    ended = False

    async def work() -> None:
        nonlocal ended
        await may_end.wait()
        ended = True

    waiting = asyncio.create_task(to_its_end(work()))
    for _ in range(3):
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0)
    assert not waiting.done()
    may_end.set()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert ended


async def test_what_the_work_raises_is_raised() -> None:
    async def work() -> None:
        raise ValueError("full")

    with pytest.raises(ValueError, match="full"):
        await to_its_end(work())
