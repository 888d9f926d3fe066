"""What people do and see, without any bot."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.sandbox.people import Attachment, Guild, Overwrite, Refused, Sandbox


async def test_a_new_guild_has_an_owner_and_a_general_channel(guild: Guild) -> None:
    await guild.owner.say(guild.general, "welcome")
    assert [one.content for one in await guild.owner.messages(guild.general)] == ["welcome"]


async def test_members_read_what_others_write_in_order(guild: Guild) -> None:
    alice, bob = await guild.create_member("alice"), await guild.create_member("bob")
    for text in ("one", "two", "three"):
        await alice.say(guild.general, text)
    read = await bob.messages(guild.general)
    assert [one.content for one in read] == ["one", "two", "three"]
    assert read[0].author.name == "alice"


async def test_a_channel_hidden_from_everyone_is_hidden(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    hidden = await guild.create_channel(
        "staff", overwrites=[Overwrite(guild.everyone, deny="view_channel")]
    )
    await guild.owner.say(hidden, "secret")
    with pytest.raises(Refused) as refusal:
        await alice.messages(hidden)
    assert (refusal.value.status, refusal.value.code) == (403, 50001)
    assert "secret" not in [one.content for one in await alice.seen()]


async def test_a_timed_out_member_cannot_speak_until_it_is_lifted(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    await alice.timeout(timedelta(hours=1))
    with pytest.raises(Refused) as refusal:
        await alice.say(guild.general, "hello")
    assert refusal.value.code == 50013
    await alice.timeout(None)
    await alice.say(guild.general, "hello")


async def test_a_member_who_has_not_passed_screening_may_look_only(guild: Guild) -> None:
    newcomer = await guild.create_member("newcomer", pending=True)
    assert await newcomer.messages(guild.general) == []
    with pytest.raises(Refused):
        await newcomer.say(guild.general, "hello")
    await newcomer.pass_screening()
    await newcomer.say(guild.general, "hello")


async def test_a_reply_notifies_the_author_unless_it_is_told_not_to(guild: Guild) -> None:
    alice, bob = await guild.create_member("alice"), await guild.create_member("bob")
    message = await alice.say(guild.general, "a question")
    quiet = await bob.say(guild.general, "quietly", reply_to=message, ping_reply=False)
    assert quiet.reply_to == message.id
    assert await alice.notifications() == []
    loud = await bob.say(guild.general, "aloud", reply_to=message)
    assert [one.message_id for one in await alice.notifications()] == [loud.id]


async def test_seen_keeps_every_version_and_the_end_of_a_message(guild: Guild) -> None:
    alice, bob = await guild.create_member("alice"), await guild.create_member("bob")
    message = await alice.say(guild.general, "first")
    await alice.edit(message, "second")
    await alice.delete(message)
    (seen,) = await bob.seen()
    assert seen.texts == ("first", "second")
    assert seen.gone_at is not None
    assert seen.gone_at >= seen.first_seen_at


async def test_messages_from_before_somebody_joined_count_as_seen_when_they_are_read(
    guild: Guild,
) -> None:
    await guild.owner.say(guild.general, "old news")
    late = await guild.create_member("late")
    assert await late.seen() == []
    await late.messages(guild.general)
    assert [one.content for one in await late.seen()] == ["old news"]


async def test_direct_messages_reach_the_other_person_alone(guild: Guild) -> None:
    alice, bob = await guild.create_member("alice"), await guild.create_member("bob")
    await alice.say(bob, "between us")
    assert [one.content for one in await bob.dms()] == ["between us"]
    assert await guild.owner.dms() == []
    assert [one.why for one in await bob.notifications()] == ["direct message"]


async def test_waiting_finds_what_is_there_and_what_comes(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    message = await alice.say(guild.general, "here already")
    assert (await alice.wait_for_message(guild.general)).id == message.id
    with pytest.raises(TimeoutError, match="here already"):
        await alice.wait_for_message(guild.general, lambda one: one.content == "x", timeout=0.05)


async def test_attachments_can_be_downloaded(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    files = [Attachment("notes.txt", b"a note"), Attachment("more.txt", b"another")]
    message = await alice.say(guild.general, attachments=files)
    assert [one.filename for one in message.attachments] == ["notes.txt", "more.txt"]
    assert await alice.download(message.attachments[1]) == b"another"


async def test_an_empty_message_is_refused(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    with pytest.raises(Refused) as refusal:
        await alice.say(guild.general, "   ")
    assert (refusal.value.status, refusal.value.code) == (400, 50006)


async def test_a_forward_carries_a_snapshot_of_the_message(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    message = await alice.say(guild.general, "worth passing on")
    other = await guild.create_channel("elsewhere")
    forwarded = await alice.say(other, forward=message)
    assert "worth passing on" in str(forwarded.raw["message_snapshots"])


async def test_stickers_and_polls_are_shown_without_text(guild: Guild) -> None:
    alice = await guild.create_member("alice")
    assert (await alice.say(guild.general, stickers=["wave"])).stickers == ("Wave",)
    asked = await alice.say(guild.general, poll=("Tea?", ["yes", "no"]))
    assert "Tea?" in str(asked.raw["poll"])


async def test_people_of_one_guild_do_not_see_another(sandbox: Sandbox, guild: Guild) -> None:
    other = await sandbox.create_guild("Elsewhere", owner="eve")
    await other.owner.say(other.general, "private matters")
    alice = await guild.create_member("alice")
    with pytest.raises(Refused):
        await alice.messages(other.general)
    assert await alice.seen() == []
