"""The review desk over real sockets: cards, decisions, reports, the queue."""

import pytest

from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.transport import Refused
from tests.e2e.house import ALL_HELD, HELD, House


async def test_a_card_shows_the_text_behind_a_spoiler_with_what_was_found_and_why(
    house: House,
) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, f"|| {HELD} ||")
    text = str(card.embeds[0]["description"])
    assert text.startswith("||")
    assert text.endswith("||")
    assert "||" not in text[2:-2].replace("\\|", "")
    assert "__**" in text
    assert "hold" in card.text
    assert house.ada.mention in card.text
    assert "Night ferries to the island return" in card.text
    assert [button.label for button in card.buttons] == [
        "Approve",
        "Reject",
        "History",
        "Policy",
        "Why",
    ]
    assert await house.ben.notifications() == []


async def test_an_approved_comment_is_published_and_its_author_told_at_once(
    house: House,
) -> None:
    post = await house.post()
    response = await house.comment(house.ada, post, HELD)
    await response.wait_for(lambda message: "Waiting" in message.content)
    card = await house.card(lambda message: "A comment waits" in message.text)
    await house.olivia.press(card, "Approve")
    await response.wait_for(lambda message: "Published" in message.content)
    (shown,) = await house.shown(post)
    assert HELD in shown.content
    done = await house.card(lambda message: "Done:" in message.text)
    assert done.id == card.id
    assert "approved by Olivia" in done.text


async def test_a_rejection_reaches_its_author_with_the_moderators_reason(house: House) -> None:
    post = await house.post()
    response = await house.comment(house.ada, post, HELD)
    await response.wait_for(lambda message: "Waiting" in message.content)
    card = await house.card(lambda message: "A comment waits" in message.text)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "This calls for killing."})
    answer = await response.wait_for(lambda message: "Not published" in message.content)
    assert "This calls for killing" in answer.content
    assert [button.label for button in answer.buttons] == ["Rewrite", "Appeal"]
    assert await house.shown(post) == []


async def test_of_two_moderators_one_decides_and_the_other_is_told_who(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    form = await house.olivia.press(card, "Reject")
    assert form.modal is not None
    await house.owner.press(card, "Approve")
    late = await house.olivia.submit(form.modal, {"text": "No."})
    told = await late.wait_for()
    assert "has approved this already" in told.content
    await house.quiet()
    assert len(await house.shown(post)) == 1


async def test_an_old_card_cannot_approve_a_text_that_has_changed(house: House) -> None:
    post = await house.post()
    response = await house.comment(house.ada, post, HELD)
    answer = await response.wait_for(lambda message: "Waiting" in message.content)
    old = await house.card(lambda message: "A comment waits" in message.text)
    form = await house.olivia.press(old, "Reject")
    assert form.modal is not None
    edit = await house.ada.press(answer, "Edit")
    assert edit.modal is not None
    changed = await house.ada.submit(edit.modal, {"text": f"{HELD} All of them."})
    await changed.wait_for(lambda message: "Waiting" in message.content)
    stale = await house.olivia.submit(form.modal, {"text": "No."})
    assert "changed this text since" in (await stale.wait_for()).content
    await house.quiet()
    cards = [c for c in await house.olivia.messages(house.desk) if "waits" in c.text]
    assert len(cards) == 1
    assert "All of them" in cards[0].text


async def test_history_says_who_did_what_and_when(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await house.olivia.press(card, "Approve")
    await house.ben.wait_for_message(
        await house.thread(post), lambda message: HELD in message.content
    )
    await house.quiet()
    history = (await house.olivia.press(card, "History")).message
    assert history is not None
    assert history.ephemeral
    for step in ("received by Ada", "held by Greenroom", "approved by Olivia", "shown"):
        assert step in history.content
    assert "under standard-1" in history.content


async def test_a_report_makes_one_card_and_leaves_the_comment_where_it_is(house: House) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "A debatable remark.")
    cy = await house.guild.create_member("cy", nick="Cy")
    for person, reason in ((house.ben, "Rude to ferrymen"), (cy, "")):
        form = await person.press(shown, "Report")
        assert form.modal is not None
        thanks = await person.submit(form.modal, {"text": reason})
        assert thanks.message is not None
        assert "Moderators have your report" in thanks.message.content
    again = await house.ben.press(shown, "Report")
    assert again.message is not None
    assert "reported this comment before" in again.message.content
    own = await house.ada.press(shown, "Report")
    assert own.message is not None
    assert "your own" in own.message.content
    await house.quiet()
    cards = [c for c in await house.olivia.messages(house.desk) if "Reported" in c.text]
    assert len(cards) == 1
    assert "Rude to ferrymen" in cards[0].text
    assert "Cy" in cards[0].text
    assert len(await house.shown(post)) == 1


async def test_a_reported_comment_can_be_kept_or_removed(house: House) -> None:
    post = await house.post()
    kept = await house.commented(house.ada, post, "A debatable remark.")
    form = await house.ben.press(kept, "Report")
    assert form.modal is not None
    await house.ben.submit(form.modal, {"text": "Hm."})
    card = await house.card(lambda message: "Reported" in message.text)
    await house.olivia.press(card, "Keep")
    done = await house.card(lambda message: "Done:" in message.text)
    assert "kept by Olivia" in done.text
    assert len(await house.shown(post)) == 1

    form = await house.ben.press(kept, "Report")
    assert form.message is not None

    cy = await house.guild.create_member("cy", nick="Cy")
    form = await cy.press(kept, "Report")
    assert form.modal is not None
    await cy.submit(form.modal, {"text": "Really."})
    card = await house.card(lambda message: "Reported" in message.text)
    remove = await house.olivia.press(card, "Remove")
    assert remove.modal is not None
    await house.olivia.submit(remove.modal, {"text": "Off topic."})
    await house.ben.wait_until_gone(kept)
    news = await house.ada.wait_for_ephemeral(lambda message: "Removed" in message.content)
    assert "Off topic" in news.content


async def test_the_queue_lists_oldest_first_in_pages_and_opens_single_comments(
    house: House,
) -> None:
    post = await house.post()
    for index, text in enumerate(ALL_HELD):
        reader = await house.guild.create_member(f"reader{index}", nick=f"Reader no {index}")
        await house.held(reader, post, text)
    page = (await house.olivia.slash("queue", house.desk)).message
    assert page is not None
    assert page.ephemeral
    assert "1 to 5 of 6" in page.text
    assert page.text.index("Reader no 0") < page.text.index("Reader no 4")
    newer = (await house.olivia.press(page, "Newer")).message
    assert newer is not None
    assert "6 to 6 of 6" in newer.text
    menu = newer.selects[0]
    opened = (await house.olivia.pick(newer, menu.custom_id, [menu.options[0][1]])).message
    assert opened is not None
    decided = (await house.olivia.press(opened, "Approve")).message
    assert decided is not None
    assert "published" in decided.text
    await house.quiet()
    (shown,) = await house.shown(post)
    assert shown.author.name.startswith("Reader")


async def test_an_empty_queue_says_so(house: House) -> None:
    page = (await house.olivia.slash("queue", house.desk)).message
    assert page is not None
    assert "Nothing waits" in page.text


async def test_comment_show_tells_all_and_can_remove(house: House) -> None:
    post = await house.post()
    shown = await house.commented(house.ada, post, "A debatable remark.")
    opened = (await house.olivia.slash("comment show", house.desk, number=1)).message
    assert opened is not None
    assert opened.ephemeral
    assert "Comment 1: published" in opened.text
    form = await house.olivia.press(opened, "Remove")
    assert form.modal is not None
    await house.olivia.submit(form.modal, {"text": "Off topic."})
    await house.ben.wait_until_gone(shown)
    missing = (await house.olivia.slash("comment show", house.desk, number=99)).message
    assert missing is not None
    assert "no comment with this number" in missing.content


async def test_check_shows_how_a_text_would_be_judged_and_posts_nothing(house: House) -> None:
    waits = (await house.olivia.slash("check", house.desk, text=HELD)).message
    assert waits is not None
    assert waits.ephemeral
    assert "Would wait for a moderator" in waits.text
    fine = (await house.olivia.slash("check", house.desk, text="Good news.")).message
    assert fine is not None
    assert "Would be published" in fine.text


async def test_members_cannot_use_what_is_for_moderators(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    for command, options in (
        ("queue", {}),
        ("comment show", {"number": 1}),
        ("check", {"text": "hm"}),
    ):
        with pytest.raises(Refused):
            await house.ben.slash(command, house.guild.general, **options)
    with pytest.raises(Refused):
        await house.ben.press(card, "Approve")


async def test_a_command_opened_to_everybody_still_checks_who_uses_it(house: House) -> None:
    await house.post()
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    page = (await house.ben.slash("queue", house.guild.general)).message
    assert page is not None
    assert "Only moderators can do this" in page.content


async def test_a_moderator_who_lost_the_role_cannot_use_an_open_card(house: House) -> None:
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    desk_role = next(role for role in await house.guild.roles() if role.name == "Desk")
    await house.guild.set_overwrite(house.desk, Overwrite(house.olivia, allow=["VIEW_CHANNEL"]))
    await house.olivia.remove_role(desk_role)
    answer = (await house.olivia.press(card, "Approve")).message
    assert answer is not None
    assert "Only moderators can do this" in answer.content
    await house.quiet()
    assert await house.shown(post) == []


async def test_the_moderator_role_named_in_setup_is_enough(house: House) -> None:
    editors = await house.guild.create_role("Editors")
    await house.guild.set_overwrite(house.desk, Overwrite(editors, allow=["VIEW_CHANNEL"]))
    await house.set_up(moderator_role=editors)
    edna = await house.guild.create_member("edna", nick="Edna", roles=[editors])
    post = await house.post()
    card = await house.held(house.ada, post, HELD)
    await edna.press(card, "Approve")
    await house.card(lambda message: "approved by Edna" in message.text)


async def test_without_a_private_desk_cards_wait_in_the_queue_and_the_owner_is_told_once(
    house: House,
) -> None:
    post = await house.post()
    await house.guild.set_overwrite(
        house.desk, Overwrite(house.guild.everyone, allow=["VIEW_CHANNEL"])
    )
    for text in ALL_HELD[:2]:
        response = await house.comment(house.ada, post, text)
        await response.wait_for(lambda message: "Waiting" in message.content)
    await house.quiet()
    assert not [c for c in await house.olivia.messages(house.desk) if "waits" in c.text]
    told = [m for m in await house.owner.dms() if "Held comments" in m.content]
    assert len(told) == 1
    assert "/queue" in told[0].content
    page = (await house.olivia.slash("queue", house.desk)).message
    assert page is not None
    assert "1 to 2 of 2" in page.text

    await house.guild.set_overwrite(
        house.desk, Overwrite(house.guild.everyone, deny=["VIEW_CHANNEL"])
    )
    await house.set_up(time_zone="Europe/Berlin")
    await house.quiet()
    assert len([c for c in await house.olivia.messages(house.desk) if "waits" in c.text]) == 2


async def test_a_deleted_desk_keeps_comments_waiting(house: House) -> None:
    post = await house.post()
    await house.guild.delete_channel(house.desk)
    response = await house.comment(house.ada, post, HELD)
    await response.wait_for(lambda message: "Waiting" in message.content)
    await house.quiet()
    assert await house.shown(post) == []
    assert [m for m in await house.owner.dms() if "Held comments" in m.content]
