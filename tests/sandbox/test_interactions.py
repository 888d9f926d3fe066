"""Commands, buttons, selects and forms between people and a discord.py bot."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.people import (
    Application,
    Attachment,
    Guild,
    InteractionFailed,
    Message,
    Overwrite,
    Person,
    Refused,
)
from tests.sandbox.clients import Clients
from tests.sandbox.newsroom import prepare


@pytest.fixture
async def alice(app: Application, guild: Guild, clients: Clients) -> Person:
    """A member of a guild in which the newsroom bot is at work."""
    await guild.add_bot(app, ["view_channel", "send_messages", "read_message_history"])
    await clients.start(app, prepare=prepare)
    return await guild.create_member("alice")


@pytest.fixture
async def post(alice: Person) -> Message:
    """An article with its buttons."""
    response = await alice.slash("article post", alice.guild.general, title="Turnips")
    assert response.message is not None
    return response.message


async def test_a_slash_command_gets_typed_options(alice: Person) -> None:
    guild = alice.guild
    response = await alice.slash(
        "article post",
        guild.general,
        title="Turnips",
        file=Attachment("a.txt", b"the text"),
        editor=alice,
        place=guild.general,
    )
    assert response.kind == "message"
    assert response.message is not None
    assert response.message.content == "Turnips / the text / alice / #general"
    assert [one.id for one in await alice.messages(guild.general)] == [response.message.id]


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "title"),
        ({"title": "ab"}, "title"),
        ({"title": "Turnips", "colour": "red"}, "colour"),
        ({"title": "Turnips", "editor": "12"}, "editor"),
    ],
)
async def test_bad_options_are_refused_and_named(
    alice: Person, options: dict[str, object], field: str
) -> None:
    with pytest.raises(Refused) as refusal:
        await alice.slash("article post", alice.guild.general, app=None, **options)
    assert refusal.value.code == 50035
    assert field in str(refusal.value.errors)


async def test_an_unknown_command_is_refused(alice: Person) -> None:
    for command in ("weather", "article", "article burn"):
        with pytest.raises(Refused) as refusal:
            await alice.slash(command, alice.guild.general)
        assert refusal.value.code == 10063


async def test_who_may_not_send_messages_can_use_buttons_but_no_commands(
    alice: Person, post: Message
) -> None:
    guild = alice.guild
    await guild.set_overwrite(guild.general, Overwrite(guild.everyone, deny="send_messages"))
    with pytest.raises(Refused) as refusal:
        await alice.slash("article post", guild.general, title="Turnips")
    assert refusal.value.code == 50013
    with pytest.raises(Refused):
        await alice.context_menu("Report comment", post)
    assert (await alice.press(post, "Comment")).kind == "modal"


async def test_a_timed_out_member_can_use_no_commands(alice: Person) -> None:
    await alice.timeout(timedelta(minutes=5))
    with pytest.raises(Refused) as refusal:
        await alice.slash("article post", alice.guild.general, title="Turnips")
    assert refusal.value.code == 50013


async def test_default_permissions_close_a_command_and_the_guild_can_open_it(
    alice: Person, app: Application
) -> None:
    guild = alice.guild
    with pytest.raises(Refused) as refusal:
        await alice.slash("queue", guild.general)
    assert refusal.value.code == 50013
    await guild.allow_command(app, None, {alice: True})
    assert (await alice.slash("queue", guild.general)).kind == "message"
    moderator = await guild.create_role("mods", permissions="manage_messages")
    carol = await guild.create_member("carol", roles=[moderator])
    assert (await carol.slash("queue", guild.general)).kind == "message"


async def test_a_button_opens_a_form_and_its_answer_is_ephemeral(
    alice: Person, post: Message
) -> None:
    opened = await alice.press(post, "Comment")
    assert opened.modal is not None
    assert opened.modal.title == "Your comment"
    assert [field.label for field in opened.modal.fields] == ["Comment", "Topic"]
    sent = await alice.submit(opened.modal, {"text": "a good one"})
    assert sent.kind == "deferred"
    answer = await sent.wait_for(lambda message: "received" in message.content)
    assert (answer.content, answer.ephemeral) == ("received: a good one", True)
    await sent.wait_for(lambda message: message.content == "thank you")
    assert [one.content for one in await alice.ephemerals()] == [
        "received: a good one",
        "thank you",
    ]
    bob = await alice.guild.create_member("bob")
    shown = [one.content for one in await bob.messages(alice.guild.general)]
    assert shown == ["Turnips"]
    with pytest.raises(Refused) as refusal:
        await bob.message(answer)
    assert refusal.value.code == 10008


async def test_a_form_can_be_sent_later_and_twice(alice: Person, post: Message) -> None:
    opened = await alice.press(post, "Later")
    assert opened.modal is not None
    await alice.say(alice.guild.general, "something in between")
    for text in ("first", "second"):
        sent = await alice.submit(opened.modal, {"text": text})
        assert sent.message is not None
        assert sent.message.content == "on time"


@pytest.mark.parametrize("text", ["", "x", "x" * 21])
async def test_a_form_is_not_sent_with_a_text_out_of_bounds(
    alice: Person, post: Message, text: str
) -> None:
    opened = await alice.press(post, "Comment")
    assert opened.modal is not None
    with pytest.raises(Refused) as refusal:
        await alice.submit(opened.modal, {"text": text})
    assert refusal.value.code == 50035
    assert "text" in refusal.value.errors


async def test_a_button_can_change_its_message(alice: Person, post: Message) -> None:
    response = await alice.press(post, "refresh")
    assert response.kind == "update"
    assert (await alice.message(post)).content == "refreshed"


async def test_selects_take_options_and_people(alice: Person, post: Message) -> None:
    picked = await alice.pick(post, "pick", ["Second"])
    assert picked.message is not None
    assert picked.message.content == "picked ['2']"
    chosen = await alice.pick(post, "who", [alice.guild.owner])
    assert chosen.message is not None
    assert chosen.message.content == "chose ['olivia']"
    with pytest.raises(Refused):
        await alice.pick(post, "pick", ["Third"])


async def test_disabled_and_missing_buttons_cannot_be_pressed(
    alice: Person, post: Message, app: Application
) -> None:
    for name in ("Off", "Nowhere"):
        with pytest.raises(Refused) as refusal:
            await alice.press(post, name)
        assert refusal.value.code == 50035
    await app.request("DELETE", f"/channels/{post.channel_id}/messages/{post.id}")
    with pytest.raises(Refused) as refusal:
        await alice.press(post, "Comment")
    assert refusal.value.code == 10008


async def test_an_interaction_fails_after_three_seconds(
    alice: Person, post: Message, app: Application
) -> None:
    pressing = asyncio.create_task(alice.press(post, "Sleep"))
    while not pressing.done():
        # Skips nothing as long as the press is still on its way.
        await app.advance_clock(4)
    with pytest.raises(InteractionFailed):
        await pressing


async def test_a_button_on_an_ephemeral_message_opens_a_form_or_changes_it(
    alice: Person, post: Message
) -> None:
    panel = (await alice.press(post, "Panel")).message
    assert panel is not None
    opened = await alice.press(panel, "Rewrite")
    assert opened.modal is not None
    sent = await alice.submit(opened.modal, {"text": "better"})
    await sent.wait_for(lambda message: message.content == "received: better")
    changed = await alice.press(panel, "Dismiss")
    assert changed.kind == "update"
    assert changed.message is not None
    assert (changed.message.content, changed.message.buttons) == ("dismissed", ())
    bob = await alice.guild.create_member("bob")
    with pytest.raises(Refused) as refusal:
        await bob.press(panel, "Dismiss")
    assert refusal.value.code == 10008


async def test_forms_take_files_people_choices_and_ticks(alice: Person, post: Message) -> None:
    opened = await alice.press(post, "Everything")
    assert opened.modal is not None
    entries = {
        "files": [Attachment("a.txt", b"first"), Attachment("b.txt", b"second")],
        "people": [alice, alice.guild.owner],
        "topics": ["news"],
        "agreed": True,
    }
    sent = await alice.submit(opened.modal, entries)
    assert sent.message is not None
    assert set(sent.message.content.split(" / ")) == {
        "first", "second", "alice", "olivia", "good", "news", "True",
    }  # fmt: skip
    for wrong in ({"people": ["12"]}, {"people": [alice], "mood": "odd"}, {"files": ["no file"]}):
        with pytest.raises(Refused) as refusal:
            await alice.submit(opened.modal, wrong)
        assert refusal.value.code == 50035


async def test_a_form_cannot_follow_a_form(alice: Person, post: Message) -> None:
    opened = await alice.press(post, "Chain")
    assert opened.modal is not None
    sent = await alice.submit(opened.modal, {"text": "anything"})
    assert sent.message is not None
    assert sent.message.content == "refused: 50035"


async def test_the_first_follow_up_fills_a_deferred_answer_and_keeps_it_ephemeral(
    alice: Person, post: Message
) -> None:
    response = await alice.press(post, "Slowly")
    assert response.message is not None
    assert response.message.loading
    filled = await response.wait_for()
    assert (filled.id, filled.content) == (response.message.id, "fills the gap")
    assert filled.ephemeral
    public = await alice.wait_for_message(alice.guild.general, lambda one: one.content == "for all")
    assert not public.ephemeral


async def test_commands_and_buttons_work_in_direct_messages(
    alice: Person, app: Application
) -> None:
    response = await alice.slash("article post", app, title="Turnips")
    assert response.message is not None
    assert response.message.content == "Turnips"
    assert (await alice.press(response.message, "Comment")).kind == "modal"


async def test_a_member_who_left_can_use_nothing(alice: Person, post: Message) -> None:
    await alice.leave()
    with pytest.raises(Refused) as refusal:
        await alice.press(post, "Comment")
    assert refusal.value.code == 50001


async def test_autocomplete_offers_choices(alice: Person) -> None:
    general = alice.guild.general
    offered = await alice.autocomplete("article close", general, focused="article", value="tur")
    assert [one.name for one in offered] == ["Turnips", "Turbines"]
    response = await alice.slash("article close", general, article=str(offered[0].value))
    assert response.message is not None
    assert response.message.content == "closed turnips"


async def test_context_menus_get_their_message_or_member(alice: Person) -> None:
    general = alice.guild.general
    said = await alice.say(general, "a rude remark")
    about_message = await alice.context_menu("Report comment", said)
    assert about_message.message is not None
    assert about_message.message.content == "reported: a rude remark"
    about_member = await alice.context_menu("History", alice.guild.owner)
    assert about_member.message is not None
    assert about_member.message.content == "about olivia"
