"""A moderation service beside our own judge, over real sockets on both sides."""

from tests.e2e.house import House
from tests.remote_judge.service import moderation, serving

REMARK = "A debatable remark."


async def test_what_the_service_objects_to_waits_and_when_it_is_away_everything_does(
    house: House,
) -> None:
    async with serving(moderation({"hate": 0.91}, "hate")) as service:
        await house.restart(REMOTE_JUDGE="openai", REMOTE_JUDGE_URL=service.url)
        post = await house.post()
        card = await house.held(house.ada, post, REMARK)
        assert "reads hate in it" in card.text
        service.answer = moderation({"hate": 0.01})
        await house.commented(house.ben, post, "A plain remark.")
        assert [asked["input"] for asked in service.asked] == [REMARK, "A plain remark."]
    await house.held(house.ben, post, "Another plain remark.")
    card = await house.card(lambda message: "Another plain remark" in message.text)
    assert "could not be asked" in card.text
