"""Standing, strikes, cases and sanctions over real sockets."""

from bot.sandbox.people.transport import Refused
from tests.e2e.courthouse import empowered, rejected, sanction, told
from tests.e2e.house import ALL_HELD, HELD, House
from tests.e2e.test_own_data import delete, download


async def test_strikes_make_the_ladder_propose_and_a_moderator_decides(house: House) -> None:
    await empowered(house)
    post = await house.post()
    await rejected(house, house.ada, post, ALL_HELD[0], house.olivia)
    card = await house.card(lambda one: "Case 1: Timeout for 1 hour" in one.text)
    assert "the ladder, at 3 points" in card.text
    await house.olivia.press(card, "Do it")
    message = await told(house, house.ada, "you are timed out until")
    assert "This calls for killing" in message.text
    assert [button.label for button in message.buttons] == ["Appeal"]
    await house.quiet()
    entry = next(one for one in await house.guild.audit_log() if "Case 1" in str(one.get("reason")))
    assert "Olivia" in str(entry["reason"])
    pressed = await house.ada.press(post, "Comment")
    assert pressed.message is not None
    assert "timed out" in pressed.message.text


async def test_what_the_ladder_proposed_can_be_declined_and_undone(house: House) -> None:
    await empowered(house)
    post = await house.post()
    await rejected(house, house.ada, post, ALL_HELD[0], house.olivia)
    card = await house.card(lambda one: "Case 1" in one.text)
    await house.olivia.press(card, "Not now")
    declined = await house.card(lambda one: "declined" in one.text)
    assert declined.id == card.id
    await rejected(house, house.ada, post, ALL_HELD[1], house.olivia)
    second = await house.card(lambda one: "Case 2: Timeout for 1 day" in one.text)
    await house.olivia.press(second, "Do it")
    await told(house, house.ada, "you are timed out until")
    undone = (await house.olivia.slash("case undo", house.desk, number=2)).message
    assert undone is not None
    assert "undone" in undone.text
    await house.quiet()
    form = await house.ada.press(post, "Comment")
    assert form.modal is not None


async def test_undoing_a_rejection_takes_the_strike_and_the_case_back(house: House) -> None:
    await empowered(house)
    post = await house.post()
    await rejected(house, house.ada, post, HELD, house.olivia)
    await house.card(lambda one: "Case 1" in one.text)
    done = await house.card(lambda one: "Done:" in one.text)
    await house.olivia.press(done, "Undo")
    await house.card(lambda one: "Case 1" in one.text and "undone" in one.text)
    shown = (await house.olivia.slash("member show", house.desk, member=house.ada)).message
    assert shown is not None
    assert "0 points" in shown.text


async def test_a_moderator_times_out_kicks_and_bans_by_command(house: House) -> None:
    await empowered(house)
    case = await sanction(house, "member timeout", house.olivia, house.ben, length="2h")
    assert "Case 1: Timeout for 2 hours" in case.text
    await told(house, house.ben, "you are timed out until")
    await sanction(house, "member ban", house.olivia, house.ben)
    await told(house, house.ben, "you are banned from the server")
    await house.quiet()
    bans = [one for one in await house.guild.audit_log() if "Case 2" in str(one.get("reason"))]
    assert bans
    await sanction(house, "member unban", house.olivia, house.ben)
    await house.quiet()
    listed = (await house.olivia.slash("case list", house.desk, member=house.ben)).message
    assert listed is not None
    assert "Unban" in listed.text
    assert "undone" in listed.text


async def test_who_stands_too_high_is_not_sanctioned_and_members_cannot_try(house: House) -> None:
    paul = await empowered(house)
    refused = (await house.olivia.slash("member kick", house.desk, member=paul)).message
    assert refused is not None
    assert "is a moderator here" in refused.text
    owner = (await house.olivia.slash("member ban", house.desk, member=house.owner)).message
    assert owner is not None
    assert "owner" in owner.text
    for command, options in (
        ("member show", {"member": house.ben}),
        ("member timeout", {"member": house.ben, "length": "1h"}),
        ("case list", {}),
        ("standing show", {}),
        ("ladder reset", {}),
    ):
        try:
            answer = await house.ada.slash(command, house.news, **options)
        except Refused:
            continue  # Discord does not even show it to them.
        assert answer.message is not None
        assert "Only" in answer.message.text or "lack" in answer.message.text


async def test_a_moderator_without_the_permission_of_discord_is_refused(house: House) -> None:
    refused = (await house.olivia.slash("member ban", house.desk, member=house.ben)).message
    assert refused is not None
    assert "Ban Members" in refused.text
    assert await house.guild.audit_log() is not None
    listed = (await house.olivia.slash("case list", house.desk)).message
    assert listed is not None
    assert "No such cases" in listed.text


async def test_first_comments_wait_where_a_server_wants_that(house: House) -> None:
    post = await house.post()
    said = (await house.owner.slash("standing set", house.desk, first_wait=1)).message
    assert said is not None
    assert "first 1 comment" in said.text
    card = await house.held(house.ada, post, "What a lovely bridge.")
    assert "the first 1 wait for a moderator" in card.text
    await house.olivia.press(card, "Approve")
    await house.quiet()
    await house.commented(house.ada, post, "And a lovely harbour.")


async def test_a_watched_author_is_judged_more_strictly_until_trusted_again(house: House) -> None:
    await empowered(house)
    post = await house.post()
    await house.owner.slash("standing set", house.desk, watched="wait")
    await sanction(house, "member watch", house.olivia, house.ada)
    card = await house.held(house.ada, post, "What a lovely bridge.")
    assert "a moderator decided so" in card.text
    await sanction(house, "member unwatch", house.olivia, house.ada)
    await house.commented(house.ada, post, "And a lovely harbour.")


async def test_the_ladder_is_changed_by_managers_and_a_harsh_step_asks_twice(house: House) -> None:
    refused = (
        await house.owner.slash("ladder set", house.desk, points=2, step="ban", automatic=True)
    ).message
    assert refused is not None
    assert "even_harsh" in refused.text
    shown = (
        await house.owner.slash("ladder set", house.desk, points=2, step="timeout", length="30m")
    ).message
    assert shown is not None
    assert "from 2 points**: Timeout for 30 minutes (proposed to a moderator)" in shown.text
    wrong = (
        await house.owner.slash("ladder set", house.desk, points=2, step="timeout", length="soon")
    ).message
    assert wrong is not None
    assert "30m, 12h or 7d" in wrong.text


async def test_an_automatic_step_is_done_at_once(house: House) -> None:
    await empowered(house)
    await house.owner.slash(
        "ladder set", house.desk, points=3, step="timeout", length="1h", automatic=True
    )
    post = await house.post()
    await rejected(house, house.ada, post, HELD, house.olivia)
    await told(house, house.ada, "you are timed out until")
    card = await house.card(lambda one: "Case 1" in one.text)
    assert "in force" in card.text


async def test_a_members_strikes_are_in_their_download_and_outlast_a_deletion(
    house: House,
) -> None:
    await empowered(house)
    post = await house.post()
    await rejected(house, house.ada, post, HELD, house.olivia)
    lobby = await house.guild.create_channel("lobby")
    told_of = await download(house, house.ada, lobby)
    assert [one["points"] for one in told_of["strikes"]] == [3]
    assert [one["kind"] for one in told_of["cases"]] == ["timeout"]
    assert "Olivia" not in str(told_of["strikes"]) + str(told_of["cases"])
    await delete(house, house.ada, lobby)
    shown = (await house.olivia.slash("member show", house.desk, member=house.ada)).message
    assert shown is not None
    assert "3 points" in shown.text
