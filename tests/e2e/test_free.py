"""Free mode: members type below an article, and what must wait is gone a moment later."""

import pytest

from bot.domain.comment import CommentState, Source
from bot.domain.permission import Permission
from bot.sandbox.jsontypes import Payload, as_texts
from bot.sandbox.people.guilds import Overwrite
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.transport import Refused
from bot.workflow.automod.terms import shipped_terms
from tests.e2e.house import HELD, INVITED, House
from tests.e2e.test_setup import bots_role

MANAGING = int(INVITED | Permission.MANAGE_GUILD)


def worst_word() -> str:
    """A word that AutoMod is given."""
    return shipped_terms()[0].keyword.strip("*")


async def turn(
    house: House,
    mode: str,
    *,
    pictures: str | None = None,
    everywhere: bool | None = None,
    who: Person | None = None,
) -> Message:
    """The owner, or whoever is named, runs /setup mode; returns what is shown."""
    response = await (who or house.owner).slash(
        "setup mode",
        house.guild.general,
        channel=house.news,
        mode=mode,
        pictures=pictures,
        everywhere=everywhere,
    )
    return await response.wait_for()


@pytest.fixture
async def managing(bare_house: House) -> House:
    """A house whose bot may read messages and manage AutoMod; members use the form."""
    role = await bots_role(bare_house)
    await bare_house.guild.edit_role(role, permissions=MANAGING)
    await bare_house.start(MESSAGE_CONTENT_INTENT="yes")
    await bare_house.set_up()
    return bare_house


async def set_free(house: House, *, pictures: str | None = None) -> None:
    """Free mode, applied."""
    shown = await turn(house, "free", pictures=pictures)
    applied = await house.owner.press(shown, "Apply")
    await applied.wait_for(lambda message: "Ready" in message.text)


async def rules_of(house: House) -> list[Payload]:
    """The AutoMod rules that the bot made."""
    rules = await house.guild.automod_rules()
    return [rule for rule in rules if rule["creator_id"] == str(house.app.id)]


@pytest.fixture
async def free(managing: House) -> House:
    """A house in free mode."""
    await set_free(managing)
    return managing


async def test_what_is_harmless_stands_as_it_was_typed_and_is_counted(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    typed = await free.ada.say(thread, "The old ferries were better.")
    await free.until(1, CommentState.PUBLISHED)
    stored = await free.stored(1)
    assert stored.source is Source.FREE
    assert stored.is_on_stage
    assert stored.message_id == typed.id
    assert [message.id for message in await free.shown(post)] == [typed.id]
    assert await free.ada.dms() == []
    await free.ben.wait_for_message(
        free.news, lambda message: "Comments" in message.text and "\n1" in message.text
    )


async def test_what_must_wait_is_removed_its_author_told_and_its_exposure_kept(
    free: House,
) -> None:
    post = await free.post()
    thread = await free.thread(post)
    typed = await free.ada.say(thread, HELD)
    await free.ben.wait_until_gone(typed)
    news = await free.ada.wait_for_dm(lambda message: "Waiting for review" in message.content)
    assert "kill" not in news.content
    card = await free.card(lambda message: "Was readable for" in message.text)
    await free.quiet()
    assert (await free.stored(1)).exposed_ms > 0
    await free.olivia.press(card, "Approve")
    shown = await free.ben.wait_for_message(thread, lambda message: message.webhook_id is not None)
    assert shown.author.name == "Ada"
    assert HELD in shown.content
    await free.ada.wait_for_dm(lambda message: "Published" in message.content)


async def test_a_slur_is_refused_by_automod_and_published_once_approved(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    text = f"You are a {worst_word()}, said the man in the film."
    with pytest.raises(Refused):
        await free.ada.say(thread, text)
    card = await free.card(lambda message: "AutoMod refused" in message.text)
    assert await free.shown(post) == []
    await free.olivia.press(card, "Approve")
    shown = await free.ben.wait_for_message(thread, lambda message: message.webhook_id is not None)
    assert shown.author.name == "Ada"
    assert "said the man in the film" in shown.content
    await free.quiet()
    stored = await free.stored(1)
    assert stored.source is Source.BLOCKED
    assert stored.exposed_ms == 0
    async with free.bot.store.read() as tx:
        assert await tx.comments.get(2) is None


async def test_a_closed_door_gets_a_notice_that_repeats_nothing_and_goes(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    await free.ada.close_dms()
    await free.ada.say(thread, HELD)
    notice = await free.ben.wait_for_message(
        thread, lambda message: "waits for a moderator" in message.content
    )
    assert free.ada.mention in notice.content
    assert "kill" not in notice.content
    await free.ben.wait_until_gone(notice, timeout=15)


async def test_an_edit_is_judged_as_new_text(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    typed = await free.ada.say(thread, "Good morning.")
    await free.until(1, CommentState.PUBLISHED)
    await free.ada.edit(typed, "Good morning, everybody.")

    async def is_changed() -> bool:
        return (await free.stored(1)).shown_number == 2

    await free.eventually(is_changed)
    await free.ada.edit(typed, HELD)
    await free.ben.wait_until_gone(typed)
    await free.until(1, CommentState.HELD)
    await free.quiet()
    stored = await free.stored(1)
    assert stored.pending_number == 3
    assert stored.message_id is None


async def test_a_message_that_its_author_deletes_is_withdrawn(free: House) -> None:
    post = await free.post()
    typed = await free.ada.say(await free.thread(post), "I take this back.")
    await free.until(1, CommentState.PUBLISHED)
    await free.ada.delete(typed)
    await free.until(1, CommentState.WITHDRAWN)
    assert (await free.stored(1)).message_id is None


async def test_a_moderator_removes_what_was_typed(free: House) -> None:
    post = await free.post()
    typed = await free.ada.say(await free.thread(post), "Buy my boots.")
    await free.until(1, CommentState.PUBLISHED)
    shown = await (await free.olivia.slash("comment show", free.desk, number=1)).wait_for()
    form = await free.olivia.press(shown, "Remove")
    assert form.modal is not None
    await free.olivia.submit(form.modal, {"text": "Advertising."})
    await free.ben.wait_until_gone(typed)
    await free.ada.wait_for_dm(lambda message: "Advertising" in message.content)


async def test_what_was_typed_changed_and_deleted_while_the_bot_was_away_is_found(
    free: House,
) -> None:
    post = await free.post()
    thread = await free.thread(post)
    changed = await free.ada.say(thread, "I will be edited.")
    deleted = await free.ada.say(thread, "I will be deleted.")
    await free.until(2, CommentState.PUBLISHED)
    await free.stop()
    await free.ada.edit(changed, HELD)
    await free.ada.delete(deleted)
    missed = await free.ben.say(thread, "We must burn every migrant alive tonight.")
    fine = await free.ben.say(thread, "The harbour is quiet today.")
    await free.start(MESSAGE_CONTENT_INTENT="yes")
    await free.olivia.wait_until_gone(changed)
    await free.olivia.wait_until_gone(missed)
    await free.until(2, CommentState.WITHDRAWN)
    await free.until(3, CommentState.HELD)
    await free.until(4, CommentState.PUBLISHED)
    assert (await free.stored(1)).state is CommentState.HELD
    assert (await free.stored(3)).author.name == "Ben"
    assert [message.id for message in await free.shown(post)] == [fine.id]
    await free.quiet()


async def test_what_was_typed_in_a_gap_of_the_connection_is_found(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    await free.app.kill_sessions()
    missed = await free.ben.say(thread, HELD)
    await free.olivia.wait_until_gone(missed, timeout=15)
    await free.until(1, CommentState.HELD)


async def test_the_words_on_files_stickers_polls_and_forwards_are_judged(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    poll = await free.ada.say(thread, poll=("What next?", ["Kill all migrants", "Tea"]))
    await free.ben.wait_until_gone(poll)
    elsewhere = await free.ada.say(free.guild.general, HELD)
    forwarded = await free.ada.say(thread, forward=elsewhere)
    await free.ben.wait_until_gone(forwarded)
    picture = await free.ada.say(thread, attachments=[Attachment("harbour.png", b"not a picture")])
    sticker = await free.ada.say(thread, stickers=["Wave"])
    await free.until(4, CommentState.PUBLISHED)
    assert [message.id for message in await free.shown(post)] == [picture.id, sticker.id]


async def test_pictures_wait_where_a_server_wants_that(managing: House) -> None:
    await set_free(managing, pictures="wait")
    post = await managing.post()
    thread = await managing.thread(post)
    typed = await managing.ada.say(
        thread, "Look.", attachments=[Attachment("harbour.png", b"not a picture")]
    )
    await managing.ben.wait_until_gone(typed)
    card = await managing.card(lambda message: "picture or a file" in message.text)
    assert "harbour.png" in card.text.replace("\\", "")


async def test_a_threads_name_that_must_wait_is_taken_back(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    await free.guild.rename_thread(thread, "Kill every migrant tonight")

    async def is_back() -> bool:
        return (await free.thread(post)).name == "Night ferries to the island return"

    await free.eventually(is_back)
    await free.guild.rename_thread(thread, "Ferries (be kind)")
    await free.quiet()
    assert (await free.thread(post)).name == "Ferries (be kind)"


async def test_a_nickname_that_may_not_stand_does_not_stand_above_a_comment(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    await free.ada.set_nick(worst_word())
    typed = await free.ada.say(thread, HELD)
    await free.ben.wait_until_gone(typed)
    card = await free.card(lambda message: "A comment waits" in message.text)
    await free.olivia.press(card, "Approve")
    shown = await free.ben.wait_for_message(thread, lambda message: message.webhook_id is not None)
    assert worst_word() not in shown.author.name.lower()


async def test_the_form_still_works_and_back_in_forms_mode_nobody_types(free: House) -> None:
    post = await free.post()
    await free.commented(free.ben, post, "Sent with the form.")
    shown = await turn(free, "forms")
    assert "delete" in shown.text
    applied = await free.owner.press(shown, "Apply")
    await applied.wait_for(lambda message: "Ready" in message.text)
    assert await free.guild.automod_rules() == []
    thread = await free.thread(post)
    with pytest.raises(Refused):
        await free.ada.say(thread, "May I?")


async def test_closing_an_article_locks_its_thread_and_reopening_unlocks_it(free: House) -> None:
    post = await free.post()
    thread = await free.thread(post)
    await free.olivia.slash("article close", free.desk, article="1")
    await free.quiet()
    with pytest.raises(Refused):
        await free.ada.say(thread, "May I?")
    await free.olivia.slash("article reopen", free.desk, article="1")
    await free.quiet()
    await free.ada.say(thread, "Now I may.")
    await free.until(1, CommentState.PUBLISHED)


async def test_without_the_intent_the_mode_is_refused_in_plain_words(bare_house: House) -> None:
    role = await bots_role(bare_house)
    await bare_house.guild.edit_role(role, permissions=MANAGING)
    await bare_house.start()
    await bare_house.set_up()
    shown = await turn(bare_house, "free")
    assert "Message Content intent" in shown.content
    assert not shown.buttons


async def test_without_manage_server_the_mode_is_not_switched_on(bare_house: House) -> None:
    await bare_house.start(MESSAGE_CONTENT_INTENT="yes")
    await bare_house.set_up()
    shown = await turn(bare_house, "free")
    assert "I cannot do this yet" in shown.text
    assert "Manage Server" in shown.text
    assert shown.button("Apply").disabled
    thread = await bare_house.thread(await bare_house.post())
    with pytest.raises(Refused):
        await bare_house.ada.say(thread, "May I?")


async def test_only_managers_choose_the_mode(managing: House) -> None:
    with pytest.raises(Refused):
        await turn(managing, "free", who=managing.olivia)
    await managing.guild.allow_command(managing.app, None, {managing.guild.everyone: True})
    assert "Manage Server" in (await turn(managing, "free", who=managing.ada)).content
    managers = await managing.guild.create_role("Managers", permissions=["MANAGE_GUILD"])
    await managing.ben.add_role(managers)
    shown = await turn(managing, "free", who=managing.ben)
    await managing.ben.remove_role(managers)
    refused = await managing.ben.press(shown, "Apply")
    await refused.wait_for(lambda message: "Manage Server" in message.content)
    assert await rules_of(managing) == []


async def test_rules_of_others_are_left_alone_and_ours_are_mended(free: House) -> None:
    theirs = await free.guild.create_automod_rule(
        "No links", trigger_metadata={"keyword_filter": ["http*"]}
    )
    ours = await rules_of(free)
    assert ours
    for rule in ours:
        exempt = as_texts(rule["exempt_channels"])
        assert str(free.news.id) not in exempt
        assert str(free.guild.general.id) in exempt
    await free.guild.edit_automod_rule(int(str(ours[0]["id"])), enabled=False)
    await free.guild.delete_automod_rule(int(str(ours[1]["id"])))
    later = await free.guild.create_channel("later")

    async def are_mended() -> bool:
        mended = await rules_of(free)
        return len(mended) == len(ours) and all(
            rule["enabled"] and str(later.id) in as_texts(rule["exempt_channels"])
            for rule in mended
        )

    await free.eventually(are_mended)
    assert theirs in await free.guild.automod_rules()


async def test_too_many_channels_need_a_managers_consent(managing: House) -> None:
    for number in range(50):
        await managing.guild.create_channel(f"room-{number}")
    refused = await turn(managing, "free")
    assert "everywhere: yes" in refused.content
    shown = await turn(managing, "free", everywhere=True)
    assert "on the whole server" in shown.text
    applied = await managing.owner.press(shown, "Apply")
    await applied.wait_for(lambda message: "Ready" in message.text)
    with pytest.raises(Refused):
        await managing.ada.say(managing.guild.general, f"a {worst_word()}")


async def test_a_writer_with_an_overwrite_elsewhere_is_not_shielded_there(free: House) -> None:
    writers = await free.guild.create_role("Writers")
    await free.guild.set_overwrite(free.guild.general, Overwrite(writers, allow=["SEND_MESSAGES"]))
    await free.ada.say(free.guild.general, f"a {worst_word()}")
    await free.quiet()
    async with free.bot.store.read() as tx:
        assert await tx.comments.get(1) is None


async def have_deleted(house: House, deletion: str) -> str:
    """Ada has her data deleted under this policy; returns what she is told."""
    await house.owner.slash("privacy settings", house.guild.general, deletion=deletion)
    lobby = await house.guild.create_channel("lobby")
    response = await house.ada.slash("my data delete", lobby)
    question = await response.wait_for(lambda message: bool(message.buttons))
    answer = await house.ada.press(question, "Delete for good")
    done = await answer.wait_for(lambda message: "Done" in message.text)
    await house.quiet()
    return done.text


async def test_what_an_anonymous_member_typed_stands_and_its_edits_are_still_judged(
    free: House,
) -> None:
    post = await free.post()
    thread = await free.thread(post)
    typed = await free.ada.say(thread, "The old ferries were better.")
    await free.until(1, CommentState.PUBLISHED)
    done = await have_deleted(free, "anonymise")
    assert "1 message that you typed yourself still stands under your name" in done
    (left,) = await free.shown(post)
    assert left.id == typed.id
    assert (await free.stored(1)).author.id is None
    await free.ada.edit(typed, HELD)
    await free.until(1, CommentState.HELD)
    assert await free.shown(post) == []


async def test_what_an_erased_member_typed_is_deleted(free: House) -> None:
    post = await free.post()
    await free.ada.say(await free.thread(post), "The old ferries were better.")
    await free.until(1, CommentState.PUBLISHED)
    done = await have_deleted(free, "erase")
    assert "1 comment is erased" in done
    assert await free.shown(post) == []
    assert (await free.stored(1)).state is CommentState.WITHDRAWN
