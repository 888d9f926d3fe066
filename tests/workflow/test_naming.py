import pytest

from bot.domain.comment import Author
from bot.domain.verdict import Decision, Verdict
from bot.moderation import STANDARD, Context
from bot.workflow.naming import imitates_staff, is_forbidden, plain, pseudonym, shown_name
from tests.builders import GUILD, verdict

STAFF = ("Olivia Stone", "Harbour Gazette", "Night Desk")


async def harmless(text: str, context: Context) -> Verdict:
    return verdict(Decision.PUBLISH)


async def shown(name: str) -> str:
    return await shown_name(
        Author(7, name), guild_id=GUILD, staff_names=STAFF, judge=harmless, policy=STANDARD
    )


@pytest.mark.parametrize(
    "name", ["Ada", "Ünal Çelik", "Мария", "李小龙", "x", "Ada 🌊", "O'Neill-Smith"]
)
async def test_an_ordinary_name_stands_as_it_is(name: str) -> None:
    assert await shown(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "Discord Support",
        "DiSc0rd",
        "clyde",
        "my_discord_friend",
        "\u200b\u200b",
        "   ",
        "\u0301\u0301",
        "Olivia Stone",
        "0livia St0ne",
        "OLIVIASTONE",
        "Оlivia Stone",
        "Moderator",
        "Admin 2",
        "M o d e r a t o r",
        "ADMIN",
        "Harbour Gazette",
    ],
)
async def test_a_name_that_misleads_or_that_discord_refuses_becomes_a_number(name: str) -> None:
    assert (await shown(name)).startswith("Reader ")


@pytest.mark.parametrize(
    "name", ["Modern Adam", "Administrata", "Olivia", "Stone Olivia Fan", "Botanist"]
)
def test_a_name_that_only_resembles_the_staff_is_left_alone(name: str) -> None:
    assert not imitates_staff(name, STAFF)
    assert not is_forbidden(name)


async def test_a_name_that_has_to_wait_becomes_a_number() -> None:
    async def hold(text: str, context: Context) -> Verdict:
        return verdict(Decision.HOLD)

    name = await shown_name(
        Author(7, "Rude"), guild_id=GUILD, staff_names=(), judge=hold, policy=STANDARD
    )
    assert name == pseudonym(GUILD, Author(7, "Rude"))


def test_the_number_stays_the_same_for_a_person_on_a_server_and_differs_elsewhere() -> None:
    assert pseudonym(GUILD, Author(7, "A")) == pseudonym(GUILD, Author(7, "B"))
    numbers = {pseudonym(GUILD + index, Author(7, "A")) for index in range(20)}
    assert len(numbers) > 10


async def test_a_long_name_is_cut_to_what_discord_takes() -> None:
    assert len(await shown("A" * 200)) == 80


def test_signs_that_nobody_sees_are_taken_out() -> None:
    assert plain("A\u202eda\u200b  Lovelace\n") == "Ada Lovelace"
