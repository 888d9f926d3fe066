from tests.e2e.house import House


async def test_a_harmless_comment_stands_in_the_thread_under_its_authors_name(
    house: House,
) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "Good news for the island.")
    assert shown.author.name == "Ada"
    assert shown.webhook_id is not None
    assert shown.content == f"Good news for the island.\n-# {house.ada.mention}"
    assert [button.label for button in shown.buttons] == ["Reply", "Report"]
    assert await house.ada.notifications() == []
