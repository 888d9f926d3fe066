"""/setup: says what it will change, changes it in a safe order, and gives it back."""

from __future__ import annotations

import pytest

from bot.domain.permission import STAGE_PERMISSIONS, WRITING, Permission
from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel, Role
from bot.sandbox.people.transport import Refused
from tests.e2e.house import INVITED, House
from tests.e2e.newsdesk import journal_mark, posts_of, preview, requests, titled

PUT_OVERWRITE = "/channels/{channel_id}/permissions/{overwrite_id}"
CHANGING = ("PUT", "PATCH", "DELETE")


@pytest.fixture
async def new_house(bare_house: House) -> House:
    """The bot runs; nobody has run /setup."""
    await bare_house.start()
    return bare_house


async def propose(
    house: House,
    who: Person | None = None,
    *,
    channel: Channel | None = None,
    moderators: Channel | None = None,
    moderator_role: Role | None = None,
    time_zone: str | None = None,
    policy: str | None = None,
    foreign_comments: str | None = None,
) -> Message:
    """What /setup channel shows; for the news and the desk where nothing else is named."""
    response = await (who or house.owner).slash(
        "setup channel",
        house.guild.general,
        channel=channel or house.news,
        moderators=moderators or house.desk,
        moderator_role=moderator_role,
        time_zone=time_zone,
        policy=policy,
        foreign_comments=foreign_comments,
    )
    return await response.wait_for()


async def apply(house: House, shown: Message, button: str = "Apply") -> Message:
    """Press Apply; gives what it says then."""
    response = await house.owner.press(shown, button)
    return await response.wait_for(lambda one: one.embeds != shown.embeds or one.content != "")


async def health(house: House) -> str:
    """What /setup show says."""
    response = await house.owner.slash("setup show", house.guild.general)
    return (await response.wait_for()).text


async def undo(house: House) -> str:
    """What /setup undo says."""
    response = await house.owner.slash("setup undo", house.guild.general, channel=house.news)
    return (await response.wait_for()).text


async def bots_role(house: House) -> Role:
    return next(role for role in await house.guild.roles() if role.name == house.app.name)


async def test_it_shows_exactly_what_it_will_change_and_changes_nothing_before_apply(
    new_house: House,
) -> None:
    house = new_house
    before = await house.guild.overwrites(house.news)
    since = await journal_mark(house)
    shown = await propose(house)
    assert shown.ephemeral
    assert "This will be changed" in shown.text
    lines = [line for line in shown.text.splitlines() if line.startswith("- ")]
    assert lines == [
        f"- allow **Greenroom**: {STAGE_PERMISSIONS}",
        f"- deny @everyone: {WRITING}",
    ]
    assert house.desk.mention in shown.text
    assert "standard" in shown.text
    assert "UTC" in shown.text
    await house.owner.press(shown, "Cancel")
    assert await house.guild.overwrites(house.news) == before
    asked = await house.sandbox.journal(house.app, kind="request", since=since)
    paths = [str(one.detail["path"]) for one in asked if one.detail["method"] in CHANGING]
    assert not [path for path in paths if "/channels/" in path]
    assert "No moderators' channel" in await health(house)


async def test_the_bot_is_allowed_before_everyone_is_denied(new_house: House) -> None:
    house = new_house
    shown = await propose(house)
    since = await journal_mark(house)
    assert "Ready" in (await apply(house, shown)).text
    set_by_bot = await requests(house, "PUT", PUT_OVERWRITE, since=since)
    targets = [str(one.detail["path"]).rsplit("/", 1)[1] for one in set_by_bot]
    assert targets == [str(house.app.id), str(house.guild.everyone.id)]
    assert all(one.detail["reason"] for one in set_by_bot)
    assert await house.guild.overwrites(house.news) == {
        house.app.id: (int(STAGE_PERMISSIONS), 0),
        house.guild.everyone.id: (0, int(WRITING)),
    }
    with pytest.raises(Refused):
        await house.ada.say(house.news, "Typed, not sent through the form.")


async def test_undo_gives_every_bit_back(new_house: House) -> None:
    house = new_house
    editors = await house.guild.create_role("Editors")
    await house.guild.set_overwrite(
        house.news,
        Overwrite(house.guild.everyone, allow=["SEND_MESSAGES"], deny=["ATTACH_FILES"]),
    )
    await house.guild.set_overwrite(house.news, Overwrite(editors, allow=["SEND_MESSAGES"]))
    before = await house.guild.overwrites(house.news)
    await apply(house, await propose(house))
    assert await house.guild.overwrites(house.news) != before
    await apply(house, await propose(house, policy="strict"))
    assert "permissions of before" in await undo(house)
    assert await house.guild.overwrites(house.news) == before
    assert "nothing to undo" in await undo(house)


async def test_undo_leaves_what_was_set_by_hand_since(house: House) -> None:
    by_hand = Overwrite(
        house.guild.everyone,
        allow=["SEND_MESSAGES", "ADD_REACTIONS"],
        deny=["SEND_MESSAGES_IN_THREADS", "CREATE_PUBLIC_THREADS"],
    )
    await house.guild.set_overwrite(house.news, by_hand)
    await house.guild.set_overwrite(house.news, Overwrite(house.ben, allow=["SEND_MESSAGES"]))
    await undo(house)
    left = await house.guild.overwrites(house.news)
    allowed, denied = left[house.guild.everyone.id]
    assert Permission(allowed) & Permission.SEND_MESSAGES
    assert not Permission(denied) & WRITING
    assert house.ben.id in left
    assert house.app.id not in left


async def test_those_who_can_still_write_are_listed(new_house: House) -> None:
    house = new_house
    editors = await house.guild.create_role("Editors")
    await house.guild.create_role("Bosses", permissions=["ADMINISTRATOR"])
    await house.guild.set_overwrite(house.news, Overwrite(editors, allow=["SEND_MESSAGES"]))
    await house.guild.set_overwrite(
        house.news, Overwrite(house.ben, allow=["SEND_MESSAGES_IN_THREADS"])
    )
    shown = (await propose(house)).text
    assert "Can still write there" in shown
    assert "Editors (Send Messages)" in shown.replace("\\", "")
    assert f"{house.ben.mention} " in shown
    assert "Bosses (Administrator)" in shown.replace("\\", "")
    assert "Olivia" not in shown


async def test_automod_rules_are_named_where_the_bot_may_see_them(new_house: House) -> None:
    house = new_house
    await house.guild.create_automod_rule(
        "No links", trigger_metadata={"keyword_filter": ["http*"]}
    )
    assert "may not see them without Manage Server" in (await propose(house)).text
    role = await bots_role(house)
    await house.guild.edit_role(role, permissions=role.permissions | int(Permission.MANAGE_GUILD))
    shown = await propose(house)
    assert "No links" in shown.text
    assert "left alone" in shown.text


async def test_it_asks_before_it_touches_a_channel_with_other_peoples_threads(
    new_house: House,
) -> None:
    house = new_house
    await house.ada.create_thread(house.news, "Cats")
    await house.ben.create_thread(house.news, "Dogs")
    shown = await propose(house)
    assert "Other people's threads" in shown.text
    assert "2 active threads" in shown.text
    with pytest.raises(LookupError):
        shown.button("Apply")
    assert "Ready" in (await apply(house, shown, "Apply, also to 2 threads of others")).text


async def test_our_own_threads_are_nobody_elses(house: House) -> None:
    await house.post()
    assert "Other people's threads" not in (await propose(house)).text


async def test_a_channel_that_changed_since_it_was_shown_is_shown_again(new_house: House) -> None:
    house = new_house
    shown = await propose(house)
    editors = await house.guild.create_role("Editors")
    await house.guild.set_overwrite(house.news, Overwrite(editors, allow=["SEND_MESSAGES"]))
    before = await house.guild.overwrites(house.news)
    again = await apply(house, shown)
    assert "changed since" in again.content
    assert "Editors" in again.text
    assert await house.guild.overwrites(house.news) == before
    assert "Ready" in (await apply(house, again)).text


async def test_what_the_bot_lacks_is_named_and_nothing_is_changed(new_house: House) -> None:
    house = new_house
    role = await bots_role(house)
    wanting = INVITED & ~Permission.MANAGE_WEBHOOKS & ~Permission.MANAGE_ROLES
    await house.guild.edit_role(role, permissions=int(wanting))
    before = await house.guild.overwrites(house.news)
    shown = await propose(house)
    assert "I cannot do this yet" in shown.text
    assert "Manage Permissions" in shown.text
    assert "Manage Webhooks" in shown.text
    assert shown.button("Apply").disabled
    await house.guild.edit_role(role, permissions=int(INVITED))
    shown = await propose(house)
    await house.guild.edit_role(role, permissions=int(wanting))
    refused = await apply(house, shown)
    assert "Manage Webhooks" in refused.text
    assert await house.guild.overwrites(house.news) == before


async def test_a_failure_halfway_is_told_and_can_be_taken_up_again(new_house: House) -> None:
    house = new_house
    shown = await propose(house)
    await house.sandbox.faults.add(
        house.app, kind="503", method="PUT", route=PUT_OVERWRITE, times=1
    )
    response = await house.owner.press(shown, "Apply")
    await response.wait_for(lambda one: "503" in one.content or "try again" in one.content)
    assert "Ready" in (await apply(house, shown)).text
    assert (await house.guild.overwrites(house.news))[house.guild.everyone.id] == (0, int(WRITING))


async def test_a_slow_discord_does_not_make_the_command_fail(new_house: House) -> None:
    house = new_house
    role = await bots_role(house)
    await house.guild.edit_role(role, permissions=role.permissions | int(Permission.MANAGE_GUILD))
    await house.sandbox.faults.add(
        house.app,
        kind="slow",
        seconds=3.2,
        times=None,
        method="GET",
        route="/guilds/{guild_id}/auto-moderation/rules",
    )
    shown = await propose(house)
    response = await house.owner.press(shown, "Apply")
    await response.wait_for(lambda one: "Ready" in one.text)


async def test_only_managers_set_up(new_house: House) -> None:
    house = new_house
    with pytest.raises(Refused):
        await propose(house, house.olivia)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    assert "Manage Server" in (await propose(house, house.ada)).content
    for response in (
        await house.ada.slash("setup show", house.guild.general),
        await house.ada.slash("setup undo", house.guild.general, channel=house.news),
    ):
        assert "Manage Server" in (await response.wait_for()).content
    managers = await house.guild.create_role("Managers", permissions=["MANAGE_GUILD"])
    await house.ben.add_role(managers)
    shown = await propose(house, house.ben)
    await house.ben.remove_role(managers)
    response = await house.ben.press(shown, "Apply")
    refused = await response.wait_for(lambda one: "Manage Server" in one.content)
    assert refused.ephemeral
    assert house.guild.everyone.id not in await house.guild.overwrites(house.news)


async def test_a_moderators_channel_that_will_not_do_is_refused_with_why(new_house: House) -> None:
    house = new_house
    closed = await house.guild.create_channel(
        "closed", overwrites=[Overwrite(house.guild.everyone, deny=["VIEW_CHANNEL"])]
    )
    mute = await house.guild.create_channel(
        "mute",
        overwrites=[
            Overwrite(house.guild.everyone, deny=["VIEW_CHANNEL"]),
            Overwrite(house.app, allow=["VIEW_CHANNEL"], deny=["SEND_MESSAGES"]),
        ],
    )
    response = await house.owner.slash("setup channel", house.guild.general, channel=house.news)
    assert "No moderators' channel has been chosen" in (await response.wait_for()).content
    for moderators, expected in (
        (house.guild.general, "Everyone can view the moderators' channel"),
        (closed, "I lack: View Channel"),
        (mute, "I lack: Send Messages"),
    ):
        refused = await propose(house, moderators=moderators)
        assert expected in refused.content
        assert not refused.buttons
    same = await propose(house, channel=house.desk)
    assert "cannot be the articles' channel" in same.content


async def test_a_moderators_channel_that_became_public_since_is_refused(new_house: House) -> None:
    house = new_house
    shown = await propose(house)
    await house.guild.clear_overwrite(house.desk, house.guild.everyone)
    refused = await apply(house, shown)
    assert "Everyone can view the moderators' channel" in refused.text
    assert house.guild.everyone.id not in await house.guild.overwrites(house.news)


async def test_time_zone_policy_and_moderator_role_are_chosen_and_shown(new_house: House) -> None:
    house = new_house
    choices = await house.owner.autocomplete(
        "setup channel", house.guild.general, focused="time_zone", value="new york"
    )
    assert [choice.value for choice in choices] == ["America/New_York"]
    most = await house.owner.autocomplete(
        "setup channel", house.guild.general, focused="time_zone", value=""
    )
    assert len(most) == 25
    wrong = await propose(house, time_zone="Mars/Olympus")
    assert "no time zone “Mars/Olympus”" in wrong.content
    everyone = await propose(house, moderator_role=house.guild.everyone)
    assert "@everyone cannot be" in everyone.content
    helpers = await house.guild.create_role("Helpers")
    shown = await propose(
        house, time_zone="America/New_York", policy="strict", moderator_role=helpers
    )
    for part in ("America/New_York", "strict", helpers.mention):
        assert part in shown.text
    await apply(house, shown)
    kept = await health(house)
    for part in ("America/New_York", "strict", helpers.mention, house.news.mention):
        assert part in kept
    await house.guild.set_overwrite(house.desk, Overwrite(helpers, allow=["VIEW_CHANNEL"]))
    await house.guild.allow_command(house.app, None, {helpers: True})
    await house.ada.add_role(helpers)
    await house.ada.press(await preview(house, titled("By a helper"), who=house.ada), "Post")
    await house.owner.wait_for_message(house.news, lambda one: "By a helper" in one.text)
    assert len(await posts_of(house, "By a helper")) == 1


async def test_a_comment_in_another_language_waits_until_the_server_chooses_otherwise(
    house: House,
) -> None:
    assert "Held for a moderator" in await health(house)
    post = await house.post()
    card = await house.held(house.ada, post, "Endlich fährt die Fähre wieder in der Nacht.")
    assert "This seems to be German" in card.text
    shown = await propose(house, foreign_comments="publish")
    assert "Published like the others" in shown.text
    await apply(house, shown)
    assert "Published like the others" in await health(house)
    await house.commented(house.ben, post, "Das freut mich sehr für alle auf der Insel.")
    await house.held(house.ben, post, "Jetzt kommen wieder diese dreckigen Kanaken zu uns.")
    await apply(house, await propose(house, foreign_comments="flag"))
    await house.commented(house.olivia, post, "Wann wird der neue Fahrplan endlich gedruckt?")
    await house.card(lambda one: "please look" in one.text and "Fahrplan" in one.text)


async def test_what_is_not_named_again_stays_as_it_was_chosen(house: House) -> None:
    sport = await house.guild.create_channel("sport")
    await apply(
        house,
        await propose(house, time_zone="Europe/Berlin", policy="strict", foreign_comments="flag"),
    )
    response = await house.owner.slash("setup channel", house.guild.general, channel=sport)
    shown = await response.wait_for()
    for part in (house.desk.mention, "Europe/Berlin", "strict", "a moderator is asked to look"):
        assert part in shown.text
    await apply(house, shown)
    kept = await health(house)
    assert sport.mention in kept
    assert house.news.mention in kept


async def test_a_channel_that_is_right_already_says_so_and_keeps_other_choices(
    house: House,
) -> None:
    shown = await propose(house, policy="strict")
    assert "are right already" in shown.text
    since = await journal_mark(house)
    assert "Ready" in (await apply(house, shown)).text
    assert await requests(house, "PUT", PUT_OVERWRITE, since=since) == []
    assert "strict" in await health(house)


async def test_show_says_that_everything_works_or_what_is_missing(house: House) -> None:
    assert "Everything works" in await health(house)
    await house.guild.set_overwrite(
        house.news, Overwrite(house.guild.everyone, allow=["SEND_MESSAGES"])
    )
    assert "have been changed since" in await health(house)
    await house.guild.set_overwrite(
        house.news, Overwrite(house.app, deny=["MANAGE_WEBHOOKS", "MANAGE_THREADS"])
    )
    lacking = await health(house)
    assert "Something is missing" in lacking
    assert "Manage Webhooks" in lacking
    assert "Manage Threads" in lacking
    await house.guild.clear_overwrite(house.desk, house.guild.everyone)
    assert "Everyone can view the moderators' channel" in await health(house)
    await house.guild.delete_channel(house.desk)
    assert "moderators' channel was deleted" in await health(house)


async def test_a_deleted_channel_is_forgotten(house: House) -> None:
    sport = await house.guild.create_channel("sport")
    await apply(house, await propose(house, channel=sport))
    await house.guild.delete_channel(sport)
    kept = await health(house)
    assert "Everything works" in kept
    assert sport.mention not in kept
