"""A refused message that several rules tell of is one message."""

from dataclasses import replace
from datetime import timedelta

from bot.workflow.free.blocks import ONE_MESSAGE, Blocked, Blocks
from tests.builders import START

REFUSED = Blocked(guild_id=1, channel_id=2, user_id=3, text="a bogword")


def test_the_same_words_in_ten_seconds_are_one_message() -> None:
    blocks = Blocks()
    assert not blocks.is_told_again(REFUSED, START)
    assert blocks.is_told_again(REFUSED, START + timedelta(seconds=9))
    assert not blocks.is_told_again(REFUSED, START + ONE_MESSAGE + timedelta(seconds=9))


def test_another_person_place_or_text_is_another_message() -> None:
    blocks = Blocks()
    assert not blocks.is_told_again(REFUSED, START)
    for other in (
        replace(REFUSED, user_id=4),
        replace(REFUSED, channel_id=5),
        replace(REFUSED, guild_id=6),
        replace(REFUSED, text="a bogword!"),
    ):
        assert not blocks.is_told_again(other, START)
