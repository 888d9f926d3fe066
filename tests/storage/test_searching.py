"""Words find what waits, as it reads now, and nothing that waits no more."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.storage.store import SqlStore
from bot.workflow.desk.queue import Queue
from bot.workflow.desk.wishes import Wish
from tests.workflow.house import ADA, OLIVIA, House


@pytest.fixture
async def house(store: SqlStore) -> House:
    made = House(store)
    await made.open_article()
    return made


async def found(house: House, words: str) -> list[int]:
    page = await Queue(house.store, house.clock).page(OLIVIA, Wish(words=words))
    assert page.total == len(page.lines)
    return [line.comment_id for line in page.lines]


@pytest.mark.parametrize("words", ["Café", "cafe", "CAFÉ zu", "ZÜRICH", "zurich café", "müns"])
async def test_words_are_found_in_any_case_with_or_without_accents_and_in_parts(
    house: House, words: str
) -> None:
    comment = await house.send("[hold] Das Café am Münsterhof zu Zürich")
    await house.send("[hold] something else")
    assert await found(house, words) == [comment.id]


@pytest.mark.parametrize("words", ["harbour", "cafe harbour", "100%", "caf_"])
async def test_every_word_has_to_stand_there_as_it_is(house: House, words: str) -> None:
    await house.send("[hold] The café costs 100 of whatever they like")
    assert await found(house, words) == []


async def test_a_text_changed_while_it_waits_is_found_by_its_new_words_alone(
    house: House,
) -> None:
    comment = await house.send("[hold] the ferry")
    house.clock.move(seconds=20)
    received = await house.submissions.edit(comment.id, "[hold] the bridge", ADA, None)
    await house.submissions.decide(received)
    assert await found(house, "bridge") == [comment.id]
    assert await found(house, "ferry") == []


async def test_what_is_decided_leaves_no_copy_behind(house: House) -> None:
    approved, rejected = await house.send("[hold] one"), await house.send("[hold] another")
    await house.review.approve(approved.id, 1, OLIVIA)
    await house.review.reject(rejected.id, 1, OLIVIA, "No.")
    assert await found(house, "o") == []
    async with house.store.engine.connect() as connection:
        left = (await connection.execute(text("SELECT count(*) FROM waiting_texts"))).scalar_one()
    assert left == 0
