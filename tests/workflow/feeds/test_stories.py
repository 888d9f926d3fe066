"""Whether two items tell the same story."""

import pytest

from bot.workflow.feeds.stories import Story, canonical_address, is_same_text

LEAD = "The ferry between the islands sails again from noon on after three days of storm."
STORY = Story("g-1", "gazette.example/ferry", "Ferry sails again", LEAD)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.gazette.example/ferry/",
        "http://gazette.example/ferry?utm_source=rss&utm_medium=feed#top",
        "https://m.gazette.example/ferry?fbclid=abc",
        "https://amp.gazette.example/ferry/amp/",
        "https://gazette.example:443/ferry?at_medium=RSS",
    ],
)
def test_an_address_is_the_same_however_it_was_reached(address: str) -> None:
    assert canonical_address(address) == "gazette.example/ferry"


def test_what_names_the_story_stays_in_an_address() -> None:
    one = canonical_address("https://gazette.example/story.php?id=7&lang=en&utm_source=rss")
    assert one == "gazette.example/story.php?id=7&lang=en"
    assert one == canonical_address("https://gazette.example/story.php?lang=en&id=7")
    assert one != canonical_address("https://gazette.example/story.php?lang=en&id=8")
    assert canonical_address("") == canonical_address("no address") == ""


@pytest.mark.parametrize(
    "other",
    [
        Story("g-2", "gazette.example/2", "Ferry sails again", LEAD),
        Story("g-2", "other.example/9", "UPDATE: Ferry sails again", LEAD + " More soon."),
        Story("g-2", "gazette.example/2", "Ferry sials again", LEAD.replace("storm", "storms")),
        Story("g-2", "gazette.example/2", "Islands linked once more, says harbour", LEAD),
    ],
)
def test_the_same_story_is_recognised(other: Story) -> None:
    assert is_same_text(STORY, other)
    assert is_same_text(other, STORY)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Traffic report, 23 November", "Here is today's report on all the roads around us."),
         ("Traffic report, 24 November", "Here is today's report on all the roads around us.")),
        (("Weather on Monday", ""), ("Weather on Tuesday", "")),
        (("Ferry sails again", LEAD), ("Ferry sinks", "Forty people were saved from the sea.")),
        (("What we know so far", "Read more."), ("Storm: what we know", "Read more.")),
        (("Club wins 3-1", "The match report."), ("Club wins 2-1", "The match report.")),
        (("Man held in Leeds after robbery", "Police hold a man of Leeds after a robbery there."),
         ("Man held in York after robbery", "Police hold a man of York after a robbery there.")),
        (("", ""), ("Ferry sails again", LEAD)),
    ],
)  # fmt: skip
def test_another_story_is_not_taken_for_the_same(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert not is_same_text(Story("1", "a.example/1", *one), Story("2", "a.example/2", *other))


def test_two_items_without_name_and_address_are_not_the_same_for_that() -> None:
    assert not is_same_text(Story("", "", "One", "First."), Story("", "", "Two", "Second."))
