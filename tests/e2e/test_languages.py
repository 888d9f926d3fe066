"""Every language over real sockets: posts in the server's, answers in each reader's own."""

from collections.abc import Iterator
from typing import Any

from bot.discord_io.languages import CommandTexts
from bot.sandbox.people.messages import Attachment
from tests.e2e.house import HELD, House

LONGEST_NAME = 32
LONGEST_DESCRIPTION = 100
MOST_IN_ALL = 8000
"""Characters of one command with its options. Source: Discord's documentation, "Application
Commands"."""


async def test_posts_speak_the_servers_language_and_answers_the_readers(house: House) -> None:
    said = (await house.owner.slash("setup language", house.desk, language="de")).message
    assert said is not None
    ayse = await house.guild.create_member("ayse", nick="Ayşe", locale="tr")
    jan = await house.guild.create_member("jan", nick="Jan", locale="de")

    response = await house.olivia.slash(
        "article post", house.desk, file=attachment("Ferries return\n\nFrom Monday on.\n")
    )
    preview = await response.wait_for(lambda message: bool(message.buttons))
    await house.olivia.press(preview, "Post")
    post = await house.ada.wait_for_message(
        house.news,
        lambda one: any(b.label == "Kommentieren" and not b.disabled for b in one.buttons),
    )
    assert [button.label for button in post.buttons][:3] == [
        "Kommentieren",
        "Artikel lesen",
        "Meine Kommentare",
    ]

    form = await ayse.press(post, "Kommentieren")
    assert form.modal is not None
    waiting = await ayse.submit(form.modal, {"text": HELD})
    await waiting.wait_for(lambda message: "İnceleme bekliyor" in message.text)
    card = await house.olivia.wait_for_message(
        house.desk, lambda one: "Ein Kommentar wartet" in one.text
    )
    assert [button.label for button in card.buttons][:2] == ["Freigeben", "Ablehnen"]
    assert "Ruft dazu auf, Menschen zu töten" in card.text

    mine = (await jan.press(post, "Meine Kommentare")).message
    assert mine is not None
    assert "Du hast diesen Artikel nicht kommentiert" in mine.text
    english = (await house.ben.press(post, "Meine Kommentare")).message
    assert english is not None
    assert "You have not commented on this article" in english.text


async def test_refusals_are_said_in_the_readers_language(house: House) -> None:
    jan = await house.guild.create_member("jan", nick="Jan", locale="de")
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    desk = next(role for role in await house.guild.roles() if role.name == "Desk")
    await jan.add_role(desk)
    await house.guild.edit_role(desk, permissions=[])
    refused = (await jan.press(card, "Approve")).message
    assert refused is not None
    assert "Das kann nur die Moderation" in refused.text


async def test_commands_have_names_that_discord_takes_in_every_language(house: House) -> None:
    tree = house.bot.client.tree
    for command in tree.get_commands():
        payload = await command.get_translated_payload(tree, CommandTexts())
        for one in with_children(payload):
            for text in all_of(one, "name"):
                assert len(text) <= LONGEST_NAME, text
                assert text == text.lower(), text
            for text in all_of(one, "description"):
                assert len(text) <= LONGEST_DESCRIPTION, text
            for choice in one.get("choices", ()):
                assert all(len(text) <= LONGEST_DESCRIPTION for text in all_of(choice, "name"))
            for locale in ("de", "tr"):
                names = [in_language(option, locale) for option in one.get("options", ())]
                assert len(names) == len(set(names)), (one["name"], locale, names)
        for locale in ("", "de", "tr"):
            assert size(payload, locale) <= MOST_IN_ALL, (payload["name"], locale)


async def test_no_two_commands_share_a_name_in_any_language(house: House) -> None:
    tree = house.bot.client.tree
    payloads = [
        await command.get_translated_payload(tree, CommandTexts())
        for command in tree.get_commands()
    ]
    for locale in ("de", "tr"):
        names = [in_language(one, locale) for one in payloads]
        assert len(names) == len(set(names)), sorted(names)


def attachment(text: str) -> Attachment:
    """A document to post."""

    return Attachment("article.txt", text.encode())


def with_children(payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A command with its subcommands and options, at every depth."""
    yield payload
    for option in payload.get("options", ()):
        yield from with_children(option)


def all_of(payload: dict[str, Any], field: str) -> list[str]:
    """A text in all languages."""
    localised = payload.get(f"{field}_localizations") or {}
    return [payload.get(field, ""), *localised.values()]


def in_language(payload: dict[str, Any], locale: str) -> str:
    """The name in one language."""
    return str((payload.get("name_localizations") or {}).get(locale, payload["name"]))


def size(payload: dict[str, Any], locale: str) -> int:
    """Characters of names, descriptions and choices in one language."""
    total = 0
    for one in with_children(payload):
        described = (one.get("description_localizations") or {}).get(locale)
        total += len(in_language(one, locale)) + len(described or one.get("description", ""))
        for choice in one.get("choices", ()):
            total += len(in_language(choice, locale)) + len(str(choice["value"]))
    return total
