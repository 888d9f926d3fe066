"""The classifier in the running bot: what no word list and no rule sees waits all the same."""

from tests.e2e.house import House

PRAISE = "That driver deserves a medal for ploughing through those protesters."


async def test_a_comment_that_only_the_classifier_catches_waits_with_its_words_marked(
    house: House,
) -> None:
    await house.restart(CLASSIFIER="default")
    post = await house.post()
    card = await house.held(house.ada, post, PRAISE)
    assert "The classifier reads incitement to violence" in card.text
    await house.commented(house.ben, post, "The ferry was full again this morning.")
