import pytest

from bot.discord_io import custom_ids


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [("comment", (12,)), ("approve", (12, 3)), ("setup", ("1a", "0", "Europe/Berlin"))],
)
def test_what_was_made_is_read_back(verb: str, arguments: tuple[int | str, ...]) -> None:
    made = custom_ids.make(verb, *arguments)
    assert custom_ids.parse(made) == (verb, tuple(map(str, arguments)))


@pytest.mark.parametrize("foreign", ["", "gr", "other:comment:1", "grcomment:1", "GR:comment"])
def test_ids_of_others_are_left_alone(foreign: str) -> None:
    assert custom_ids.parse(foreign) is None


def test_an_id_longer_than_discord_takes_is_never_sent() -> None:
    with pytest.raises(ValueError, match="at most 100"):
        custom_ids.make("setup", "x" * 100)
