"""/rules over real sockets: written, tried, watched, in force, and for whom it is not."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from bot.domain.comment import CommentState
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.transport import Refused
from tests.e2e.house import House

HARMLESS = "The zorkmid ferry is late again."


async def write(house: House, who: Person | None = None, **options: Any) -> Message:
    """The owner adds a rule; returns the draft as it is shown."""
    given: dict[str, Any] = {"kind": "words", "terms": "zorkmid", **options}
    response = await (who or house.owner).slash("rules add", house.desk, **given)
    return await response.wait_for()


async def settle(house: House, shown: Message, button: str = "Shadow") -> Message:
    """The owner changes a rule's state with one of its buttons."""
    if button != "Activate":
        return await (await house.owner.press(shown, button)).wait_for()
    offer = await (await house.owner.press(shown, "Activate")).wait_for()
    return await (await house.owner.press(offer, "Activate now")).wait_for()


async def active(house: House, **options: Any) -> Message:
    """A rule in force."""
    return await settle(house, await write(house, **options), "Activate")


async def ask(house: House, command: str, who: Person | None = None, **options: Any) -> Message:
    """What a command answers."""
    response = await (who or house.olivia).slash(command, house.desk, **options)
    return await response.wait_for()


async def test_an_active_rule_holds_what_it_is_for_and_the_card_names_it(house: House) -> None:
    draft = await write(house, note="A currency of spammers")
    assert draft.ephemeral
    assert "counts for nothing yet" in draft.text
    post = await house.post()
    await house.commented(house.ada, post, "A zorkmid for the captain.")
    offer = await (await house.owner.press(draft, "Activate")).wait_for()
    assert [one.label for one in offer.buttons] == ["Replay first", "Activate now"]
    done = await (await house.owner.press(offer, "Activate now")).wait_for()
    assert "Rule 1 is active" in done.text
    card = await house.held(house.ada, post, "A z0rkmid for the mate.")
    assert "rule.1" in card.text
    assert "A currency of spammers" in card.text
    shown = await ask(house, "rules show", rule="1")
    assert "It fired on 1 comment." in shown.text
    assert "1 still wait" in shown.text
    await house.olivia.press(card, "Approve")
    await house.until(2, CommentState.PUBLISHED)
    shown = await ask(house, "rules show", rule="1")
    assert "approved 1 of them and rejected 0; 0 still wait" in shown.text


async def test_expressions_links_and_invitations_act_as_their_rules_say(house: House) -> None:
    await active(house, kind="regex", terms=r"\d{3}-\d{4}", action="reject")
    await active(house, kind="domains", terms="example.com", action="hold")
    await active(house, kind="invites", terms="", allowed="harbour", action="reject")
    post = await house.post()
    for text in ("Call 555-1234 today.", "Join us at discord.gg/elsewhere now."):
        response = await house.comment(house.ben, post, text)
        await response.wait_for(lambda one: "Not published" in one.text or "rule" in one.text)
    await house.held(house.ada, post, "Look at [this](https://shop.ехample.com/x) please.")
    await house.commented(house.ada, post, "Our own: discord.gg/harbour is the place.")


async def test_many_terms_go_through_a_form_and_are_changed_in_one(house: House) -> None:
    form = await house.owner.slash("rules add", house.desk, kind="words", action="flag")
    assert form.modal is not None
    sent = await house.owner.submit(
        form.modal, {"terms": "zorkmid\ngribble*\n", "allowed": "the gribble inn", "note": "Spam"}
    )
    shown = await sent.wait_for()
    assert "zorkmid" in shown.text
    assert "the gribble inn" in shown.text
    form = await house.owner.press(shown, "Edit")
    assert form.modal is not None
    assert form.modal.field("terms").value == "zorkmid\ngribble*"
    other = await house.owner.slash("rules edit", house.desk, rule="1", severity=3)
    await other.wait_for()
    late = await house.owner.submit(form.modal, {"terms": "wumpus"})
    assert "Somebody else has changed this rule" in (await late.wait_for()).text
    form = await house.owner.slash("rules edit", house.desk, rule="1")
    assert form.modal is not None
    sent = await house.owner.submit(form.modal, {"terms": "wumpus"})
    assert "Rule 1 is changed" in (await sent.wait_for()).text


async def test_a_change_of_a_rule_in_force_is_tried_before_it_takes_its_place(
    house: House,
) -> None:
    await active(house)
    changed = await ask(house, "rules edit", house.owner, rule="1", action="reject")
    assert "Rule 1 goes on as it is" in changed.text
    post = await house.post()
    await house.held(house.ada, post, HARMLESS)
    await settle(house, changed, "Activate")
    response = await house.comment(house.ben, post, "Another zorkmid story.")
    await house.until(2, CommentState.REJECTED)
    assert response is not None
    listed = await ask(house, "rules list")
    assert "1 rule" in listed.text
    assert "reject" in listed.text


async def test_a_replay_says_what_a_rule_would_have_done_and_how_people_decided(
    house: House,
) -> None:
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    await house.commented(house.ben, post, "Nothing of the kind here.")
    draft = await write(house)
    replay = await house.owner.press(draft, "Replay")
    done = await replay.wait_for(
        lambda one: (
            "would have held" in one.text and bool(one.buttons) and one.buttons[0].label != "Stop"
        )
    )
    assert done.ephemeral
    assert "It would have held 1 of 2 comments." in done.text
    assert "People approved 0 of them and rejected 0" in done.text
    assert "||" in done.content
    assert f"https://discord.com/channels/{house.guild.id}/" in done.content
    by_command = await house.olivia.slash("rules replay", house.desk, rule="1", days=1)
    again = await by_command.wait_for(lambda one: "1 of 2" in one.text)
    refused = await house.olivia.press(again, "Activate now")
    assert "Manage Server" in (await refused.wait_for()).text
    activated = await house.owner.press(done, "Activate now")
    assert "Rule 1 is active" in (await activated.wait_for()).text


async def test_a_rule_in_shadow_notes_its_hits_and_does_nothing(house: House) -> None:
    done = await settle(house, await write(house, action="reject"))
    assert "Rule 1 is in shadow" in done.text
    post = await house.post()
    await house.commented(house.ada, post, HARMLESS)
    shown = await ask(house, "rules show", rule="1")
    assert "It fired on 1 comment." in shown.text
    assert "1 of them in shadow" in shown.text
    await house.quiet()
    dossier = await ask(house, "comment show", number=1)
    assert "shadow" not in dossier.text


async def test_testing_and_explaining_say_which_rules_fire_and_why(house: House) -> None:
    await active(house, allowed="zorkmid museum", channel=house.news)
    await write(house, terms="museum")
    tested = await ask(house, "rules test", text="A zorkmid.", channel=house.news)
    assert tested.embeds[0]["title"] == "Would wait for a moderator"
    assert "rule.1" in tested.text
    elsewhere = await ask(house, "rules test", text="The museum and a zorkmid.")
    assert elsewhere.embeds[0]["title"] == "Would be published"
    assert "**2** draft" in elsewhere.text
    why = await ask(house, "rules explain", rule="1", text="The zorkmid museum, zorkmids.")
    assert "An exception of the rule allows it here" in why.text
    assert "only part of this word" in why.text
    draft = await ask(house, "rules explain", rule="2", text="museum")
    assert "It is a draft" in draft.text


async def test_a_file_is_shown_with_every_bad_line_and_added_only_on_apply(house: House) -> None:
    content = (
        "kind,terms,action,severity,note\n"
        "words,zorkmid,hold,3,Spam\n"
        "words,gribble,hold,3,Spam\n"
        "regex,(?=x)y,hold,2,\n"
        "colours,red,hold,2,\n"
        'domains,"example.com\nexample.org",reject,2,\n'
    )
    shown = await ask(
        house, "rules import", house.owner, csv=Attachment("rules.csv", content.encode())
    )
    assert shown.embeds[0]["title"] == "2 rules with 4 terms"
    assert "2 lines cannot be read" in shown.text
    assert "4: This regular expression is not supported at character 1" in shown.text
    assert "5: kind is “colours”" in shown.text
    assert "No rules yet" in (await ask(house, "rules list")).text
    await asyncio.gather(*(house.owner.press(shown, "Apply") for _ in range(2)))
    done = await house.owner.wait_for_ephemeral(lambda one: "Added as drafts" in one.text)
    assert "rules 1 to 2" in done.text
    await house.owner.wait_for_ephemeral(lambda one: "added already" in one.text)
    exported = await ask(house, "rules export")
    assert exported.attachments[0].filename == "rules.csv"
    as_json = await ask(house, "rules export", form="json")
    content_json = await house.olivia.download(as_json.attachments[0])
    assert json.loads(content_json)[1]["terms"] == ["example.com", "example.org"]


async def test_automod_s_rules_of_others_are_taken_over_as_drafts(bare_house: House) -> None:
    house = bare_house
    roles = await house.guild.roles()
    role = next(role for role in roles if role.name == "Greenroom")
    await house.guild.edit_role(role, permissions=["ADMINISTRATOR"])
    await house.guild.create_automod_rule(
        "Our words",
        trigger_metadata={
            "keyword_filter": ["zorkmid*", "x"],
            "regex_patterns": ["gr[iy]bble"],
            "allow_list": ["zorkmid museum"],
        },
    )
    await house.start()
    await house.set_up()
    shown = await ask(house, "rules import", house.owner)
    assert "2 rules with 2 terms" in shown.text
    assert "Our words" in shown.text
    assert "“x” is too short" in shown.text
    await (await house.owner.press(shown, "Apply")).wait_for(lambda one: "Added" in one.text)
    listed = await ask(house, "rules list")
    assert "From AutoMod" in listed.text


async def test_a_rule_is_removed_only_after_the_question(house: House) -> None:
    await active(house)
    asked = await ask(house, "rules remove", house.owner, rule="1")
    kept = await house.owner.press(asked, "Cancel")
    assert "Nothing was changed" in (await kept.wait_for()).text
    asked = await ask(house, "rules remove", house.owner, rule="1")
    gone = await house.owner.press(asked, "Remove")
    assert "Rule 1 is removed" in (await gone.wait_for()).text
    await house.commented(house.ada, await house.post(), HARMLESS)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"kind": "regex", "terms": "(a)\\1"}, "not supported at character 4"),
        ({"kind": "regex", "terms": "a*"}, "every comment"),
        ({"terms": "z*rk"}, "a * in its middle"),
        ({"kind": "domains", "terms": "not a domain"}, "is no domain"),
    ],
)
async def test_bad_rules_are_refused_with_the_reason(
    house: House, options: dict[str, Any], said: str
) -> None:
    assert said in (await write(house, **options)).text


async def test_a_rule_that_is_not_there_is_named(house: House) -> None:
    assert "no rule 7" in (await ask(house, "rules show", rule="7")).text
    assert "is no rule's number" in (await ask(house, "rules show", rule="seven")).text


async def test_rules_are_offered_by_number_and_text_to_moderators_alone(house: House) -> None:
    await write(house)
    await write(house, kind="domains", terms="example.com", note="Shop")
    for typed, numbers in (("2", ["2"]), ("zork", ["1"]), ("shop", ["2"]), ("", ["1", "2"])):
        offered = await house.olivia.autocomplete(
            "rules show", house.desk, focused="rule", value=typed
        )
        assert [one.value for one in offered] == numbers
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    nothing = await house.ben.autocomplete(
        "rules show", house.guild.general, focused="rule", value=""
    )
    assert nothing == []


async def test_moderators_read_rules_and_managers_alone_change_them(house: House) -> None:
    shown = await write(house)
    for command, options in (
        ("rules add", {"kind": "words", "terms": "wumpus"}),
        ("rules add", {"kind": "words"}),
        ("rules edit", {"rule": "1"}),
        ("rules edit", {"rule": "1", "severity": 3}),
        ("rules remove", {"rule": "1"}),
        ("rules import", {}),
    ):
        assert "Manage Server" in (await ask(house, command, **options)).text, command
    seen = await ask(house, "rules show", rule="1")
    for button in ("Activate", "Shadow", "Edit"):
        response = await house.olivia.press(seen, button)
        assert "Manage Server" in (await response.wait_for()).text, button
    assert "**1** draft" in (await ask(house, "rules list")).text
    with pytest.raises(Refused):
        await house.ben.slash("rules list", house.guild.general)
    await house.guild.allow_command(house.app, None, {house.guild.everyone: True})
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("rules list", {}),
        ("rules show", {"rule": "1"}),
        ("rules test", {"text": "zorkmid"}),
        ("rules explain", {"rule": "1", "text": "zorkmid"}),
        ("rules export", {}),
        ("rules replay", {"rule": "1"}),
    )
    for command, options in asked:
        response = await house.ben.slash(command, house.guild.general, **options)
        assert "Only moderators" in (await response.wait_for()).text, command
    assert shown.ephemeral


async def test_rules_and_their_buttons_outlive_a_restart(house: House) -> None:
    shown = await write(house)
    await house.restart()
    await settle(house, shown, "Activate")
    await house.restart()
    await house.held(house.ada, await house.post(), HARMLESS)
