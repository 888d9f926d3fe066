"""What becomes of the items that a feed brings."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.domain.feed import Feed, FeedItem, Filters
from bot.workflow.feeds.sorting import REMEMBERED, Known, Outcome, Sorted, sort, version_of
from bot.workflow.feeds.stories import Story

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
WORDS = ("Ferry", "Bridge", "Bakery", "Museum", "Stadium", "Library")


def item(number: int, **changes: object) -> FeedItem:
    word = WORDS[number]
    made = FeedItem(
        guid=f"g-{number}",
        title=f"{word} opens its doors",
        url=f"https://gazette.example/{word.lower()}",
        paragraphs=(f"The {word.lower()} was closed for repairs since spring, and people came.",),
        published_at=NOW - timedelta(hours=10 - number),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def feed(*items: FeedItem) -> Feed:
    return Feed("Harbour Gazette", "https://gazette.example/", items)


def known(one: FeedItem, *, article_id: int | None = 1, ago: timedelta = timedelta(0)) -> Known:
    address = one.url.removeprefix("https://")
    story = Story(one.guid, address, one.title, one.lead)
    return Known(story, 1, article_id, version_of(one), NOW - ago)


def outcomes(found: list[Sorted]) -> list[tuple[str, Outcome]]:
    return [(one.item.guid, one.outcome) for one in found]


def test_new_items_are_posted_oldest_first() -> None:
    found = sort(feed(item(2), item(0), item(1)), [], Filters(), now=NOW)
    assert outcomes(found) == [(f"g-{n}", Outcome.POST) for n in range(3)]


def test_items_without_dates_are_posted_from_the_feeds_end() -> None:
    items = [item(n, published_at=None) for n in (2, 1, 0)]
    found = sort(feed(*items), [], Filters(), now=NOW)
    assert [one.item.guid for one in found] == ["g-0", "g-1", "g-2"]


def test_a_first_answer_posts_the_newest_few() -> None:
    found = sort(feed(*map(item, range(5))), [], Filters(), now=NOW, first_posts=2)
    posted = [one.item.guid for one in found if one.outcome is Outcome.POST]
    assert posted == ["g-3", "g-4"]
    assert "newest 2" in found[0].why


def test_an_item_is_posted_once_and_told_anew_when_it_changes() -> None:
    before = [known(item(0))]
    (same,) = sort(feed(item(0)), before, Filters(), now=NOW)
    assert (same.outcome, same.why) == (Outcome.LEAVE, "It was posted before.")
    (changed,) = sort(
        feed(item(0, title="Ferry opens its doors early")), before, Filters(), now=NOW
    )
    assert changed.outcome is Outcome.UPDATE
    assert changed.known == before[0]


def test_a_re_issue_under_another_name_and_address_is_not_posted_again() -> None:
    again = item(0, guid="other", url="https://gazette.example/again")
    (found,) = sort(feed(again), [known(item(0))], Filters(), now=NOW)
    assert found.outcome is Outcome.LEAVE
    long_ago = [known(item(0), ago=REMEMBERED + timedelta(hours=1))]
    (found,) = sort(feed(again), long_ago, Filters(), now=NOW)
    assert found.outcome is Outcome.POST
    (found,) = sort(feed(item(0)), long_ago, Filters(), now=NOW)
    assert found.outcome is Outcome.LEAVE


def test_an_item_is_known_by_its_name_or_its_address_alone() -> None:
    elsewhere = item(0, url="https://gazette.example/moved", title="Anything", paragraphs=())
    renamed = item(0, guid="other", title="Anything", paragraphs=())
    for again in (elsewhere, renamed):
        (found,) = sort(feed(again), [known(item(0))], Filters(), now=NOW)
        assert found.outcome is Outcome.UPDATE


def test_the_same_story_twice_in_one_answer_is_posted_once() -> None:
    twice = feed(item(0), item(0, guid="other", url="https://gazette.example/again"))
    found = sort(twice, [], Filters(), now=NOW)
    assert [one.outcome for one in found].count(Outcome.POST) == 1


def test_an_address_that_several_items_share_names_none_of_them() -> None:
    page = "https://gazette.example/live"
    found = sort(feed(item(0, url=page), item(1, url=page)), [], Filters(), now=NOW)
    assert outcomes(found) == [("g-0", Outcome.POST), ("g-1", Outcome.POST)]
    front = "https://www.gazette.example"
    before = [known(item(0, url=front))]
    (found_,) = sort(feed(item(1, url=front)), before, Filters(), now=NOW)
    assert found_.outcome is Outcome.POST


def test_what_a_filter_left_stays_left_when_it_changes() -> None:
    (found,) = sort(
        feed(item(0, title="Ferry: new prices")),
        [known(item(0), article_id=None)],
        Filters(),
        now=NOW,
    )
    assert (found.outcome, found.why) == (Outcome.LEAVE, "It was seen before.")


def test_filters_leave_what_a_channel_does_not_want() -> None:
    sport = item(0, categories=("Sport",), title="Cup final tonight")
    old = NOW - timedelta(days=9)
    cases = [
        (Filters(with_words=("ferry",)), item(0), ""),
        (Filters(with_words=("ferr",)), item(0), "It has none of “ferr”."),
        (Filters(with_words=("doors  OPEN", "opens its\tdoors")), item(0), ""),
        (Filters(without_words=("cup",)), sport, "It has “cup”, which is not wanted."),
        (Filters(categories=("sport",)), sport, ""),
        (Filters(categories=("News",)), sport, "It is in none of the categories “News”."),
        (Filters(without_categories=("sport",)), sport, "Its category “sport” is not wanted."),
        (Filters(newest_days=7), item(0, published_at=old),
         "It is 9 days old; at most 7 are wanted."),
        (Filters(newest_days=7), item(0, published_at=None), ""),
    ]  # fmt: skip
    for filters, one, why in cases:
        (found,) = sort(feed(one), [], filters, now=NOW)
        assert found.outcome is (Outcome.LEAVE if why else Outcome.POST)
        assert found.why == (why or "It is new.")
