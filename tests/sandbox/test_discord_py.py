"""More of discord.py's own features, as its users call them."""

from __future__ import annotations

import io
from datetime import timedelta

import discord
import pytest

from bot.sandbox.people import Application, Attachment, Guild, Person
from tests.sandbox.clients import Bot, Clients
from tests.sandbox.expect import one


@pytest.fixture
async def bot(app: Application, guild: Guild, clients: Clients) -> Bot:
    await guild.add_bot(app, "administrator")
    return await clients.start(app)


@pytest.fixture
def general(bot: Bot, guild: Guild) -> discord.TextChannel:
    channel = bot.get_channel(guild.general.id)
    assert isinstance(channel, discord.TextChannel)
    return channel


@pytest.fixture
async def alice(guild: Guild, bot: Bot) -> Person:
    person = await guild.create_member("alice", global_name="Alice")
    await bot.until_event("member_join")
    return person


async def test_messages_are_sent_fetched_edited_pinned_and_purged(
    general: discord.TextChannel, alice: Person
) -> None:
    sent = await general.send(
        "draft",
        embed=discord.Embed(title="A title", colour=0x336699).add_field(name="n", value="v"),
        file=discord.File(io.BytesIO(b"content"), "notes.txt", description="notes"),
        nonce="job-7",
    )
    fetched = await general.fetch_message(sent.id)
    assert fetched.embeds[0].fields[0].name == "n"
    assert await fetched.attachments[0].read() == b"content"
    await fetched.edit(content="final", embeds=[], attachments=[])
    await fetched.pin(reason="important")
    assert [one.content async for one in general.pins()] == ["final"]
    await fetched.unpin()
    shown = await alice.message(sent.id, alice.guild.general)
    assert (shown.content, shown.embeds, shown.attachments) == ("final", (), ())
    await general.send("another")
    purged = await general.purge(limit=10, reason="clean up")
    assert {one.content for one in purged} >= {"final", "another"}
    assert await alice.messages(alice.guild.general) == []


async def test_replies_and_reactions(bot: Bot, general: discord.TextChannel, alice: Person) -> None:
    question = await alice.say(alice.guild.general, "why?")
    await bot.until(lambda: len(bot.messages_heard) == 1)
    answer = await bot.messages_heard[0].reply("because", mention_author=True)
    assert answer.reference is not None
    assert answer.reference.message_id == question.id
    assert [note.why for note in await alice.notifications()] == ["mention"]
    await answer.add_reaction("👍")
    message = await alice.wait_for_message(alice.guild.general, lambda one: bool(one.reactions))
    await alice.react(message, "👍")
    await bot.until_event("raw_reaction_add", times=2)
    fetched = await general.fetch_message(answer.id)
    assert fetched.reactions[0].count == 2
    assert fetched.reactions[0].me
    assert {user.name async for user in fetched.reactions[0].users()} == {"alice", "Greenroom"}
    await fetched.clear_reactions()
    assert (await alice.message(message)).reactions == {}


async def test_direct_messages_both_ways(bot: Bot, alice: Person, app: Application) -> None:
    user = await bot.fetch_user(alice.id)
    await user.send("good news")
    assert (await alice.wait_for_dm()).content == "good news"
    await alice.say(app, "thank you")
    await bot.until(lambda: "thank you" in [one.content for one in bot.messages_heard])
    await alice.close_dms()
    with pytest.raises(discord.Forbidden) as refusal:
        await user.send("more news")
    assert refusal.value.code == 50007


async def test_members_are_fetched_timed_out_renamed_and_kicked(
    bot: Bot, alice: Person, guild: Guild
) -> None:
    known = bot.guilds[0]
    member = await known.fetch_member(alice.id)
    await member.edit(nick="Al", timed_out_until=discord.utils.utcnow() + timedelta(hours=1))
    fetched = await known.fetch_member(alice.id)
    assert fetched.display_name == "Al"
    assert fetched.is_timed_out()
    role = await known.create_role(name="readers", colour=0x123456, mentionable=True)
    await member.add_roles(role, reason="welcome")
    assert [one.name async for one in known.fetch_members()].count("alice") == 1
    await member.remove_roles(role)
    await role.edit(name="regulars")
    await role.delete()
    await member.kick(reason="bye")
    with pytest.raises(discord.NotFound) as refusal:
        await known.fetch_member(alice.id)
    assert refusal.value.code == 10007
    await known.ban(discord.Object(alice.id), reason="really")
    assert [entry.user.name async for entry in known.bans()] == ["alice"]
    await known.unban(discord.Object(alice.id))
    log = [entry.action async for entry in known.audit_logs(limit=3)]
    assert log[:2] == [discord.AuditLogAction.unban, discord.AuditLogAction.ban]


async def test_channels_with_overwrites_and_a_forum_with_tags(
    bot: Bot, alice: Person, guild: Guild
) -> None:
    known = bot.guilds[0]
    quiet = discord.PermissionOverwrite(send_messages=False, send_messages_in_threads=False)
    channel = await known.create_text_channel("News", overwrites={known.default_role: quiet})
    with pytest.raises(Exception, match="50013"):
        await alice.say(channel.id, "hello")
    await channel.set_permissions(known.default_role, overwrite=None)
    await alice.say(channel.id, "hello")
    await channel.edit(topic="all the news", slowmode_delay=3)
    fetched = await bot.fetch_channel(channel.id)
    assert isinstance(fetched, discord.TextChannel)
    assert (fetched.topic, fetched.slowmode_delay) == ("all the news", 3)
    forum = await known.create_forum(
        "articles", available_tags=[discord.ForumTag(name="Sport", emoji="⚽")]
    )
    made = await forum.create_thread(
        name="A match", content="It was close", applied_tags=[forum.available_tags[0]]
    )
    assert made.message.id == made.thread.id
    await made.thread.edit(archived=True, locked=True)
    await made.thread.edit(archived=False, locked=False)
    assert [one.name for one in await known.active_threads()] == ["A match"]
    await made.thread.delete()
    await channel.delete(reason="moved")
    with pytest.raises(discord.NotFound):
        await bot.fetch_channel(channel.id)


async def test_private_threads_of_its_own_are_listed(
    bot: Bot, general: discord.TextChannel, alice: Person
) -> None:
    theirs = await alice.create_thread(alice.guild.general, "theirs", private=True)
    await alice.request("PUT", f"/channels/{theirs.id}/thread-members/{bot.application_id}")
    await bot.until_event("thread_join")
    thread = await general.create_thread(name="aside", type=discord.ChannelType.private_thread)
    await thread.add_user(discord.Object(alice.id))
    await alice.say(thread.id, "hello")
    await thread.edit(archived=True)
    joined = [one.name async for one in general.archived_threads(private=True, joined=True)]
    everything = [one.name async for one in general.archived_threads(private=True)]
    assert joined == everything == ["aside"]


async def test_layout_views_with_the_new_components(
    bot: Bot, general: discord.TextChannel, alice: Person
) -> None:
    class Card(discord.ui.LayoutView):
        def __init__(self) -> None:
            super().__init__(timeout=None)
            section: discord.ui.Section[Card] = discord.ui.Section(
                discord.ui.TextDisplay("**A comment**"),
                accessory=discord.ui.Button(label="Open", custom_id="open"),
            )
            container: discord.ui.Container[Card] = discord.ui.Container(
                section, discord.ui.Separator(), accent_colour=0x336699
            )
            self.add_item(container)

    async def pressed(interaction: discord.Interaction) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.send_message("opened", ephemeral=True)

    bot.add_listener(pressed, "on_interaction")
    await general.send(view=Card())
    message = await alice.wait_for_message(alice.guild.general)
    assert message.text.splitlines() == ["**A comment**", "Open"]
    response = await alice.press(message, "Open")
    assert response.message is not None
    assert response.message.content == "opened"


async def test_presence_typing_and_account(
    bot: Bot, general: discord.TextChannel, app: Application
) -> None:
    await bot.change_presence(activity=discord.Game("reading"))
    async with general.typing():
        pass
    info = await bot.application_info()
    assert (info.id, info.name) == (app.id, "Greenroom")
    assert info.flags.gateway_message_content_limited
    assert [one.name async for one in bot.fetch_guilds()] == ["Daily"]
    fetched = await bot.fetch_guild(bot.guilds[0].id)
    assert fetched.approximate_member_count == 2


async def test_files_that_people_send_reach_the_bot(bot: Bot, alice: Person) -> None:
    await alice.say(alice.guild.general, attachments=[Attachment("a.txt", b"text")])
    await bot.until(lambda: len(bot.messages_heard) == 1)
    (received,) = bot.messages_heard[0].attachments
    assert (received.filename, await received.read()) == ("a.txt", b"text")
    assert received.content_type == "text/plain; charset=utf-8"


async def test_members_can_be_searched_over_rest(
    app: Application, guild: Guild, alice: Person
) -> None:
    query: dict[str, str | int] = {"query": "ali", "limit": 5}
    found = await app.request("GET", f"/guilds/{guild.id}/members/search", query=query)
    assert isinstance(found, list)
    assert [one(member["user"])["username"] for member in found] == ["alice"]
