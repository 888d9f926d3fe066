"""A server with two moderators, and a bot that may time out, kick, ban and give roles."""

from __future__ import annotations

from bot.sandbox.people.messages import Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.responses import Response
from tests.e2e.house import INVITED, House
from tests.e2e.test_refusals import named_role

POWERS = ["MANAGE_MESSAGES", "MODERATE_MEMBERS", "KICK_MEMBERS", "BAN_MEMBERS"]


async def empowered(house: House) -> Person:
    """The bot and the moderators may sanction members; returns a second moderator."""
    desk = await named_role(house, "Desk")
    await house.guild.edit_role(desk, permissions=POWERS)
    await house.guild.edit_role(
        await named_role(house, "Greenroom"),
        permissions=[*INVITED_NAMES, "MODERATE_MEMBERS", "KICK_MEMBERS", "BAN_MEMBERS"],
    )
    await house.guild.move_role(await named_role(house, "Greenroom"), 2)
    return await house.guild.create_member("paul", nick="Paul", roles=[desk])


INVITED_NAMES = [one.name or "" for one in INVITED]


async def rejected(house: House, who: Person, post: Message, text: str, by: Person) -> Response:
    """A comment that a moderator rejected; returns the private answer to its author."""
    response = await house.comment(who, post, text)
    await response.wait_for(lambda message: "Waiting for review" in message.text)
    card = await house.card(
        lambda one: "A comment waits" in one.text and any(b.label == "Reject" for b in one.buttons)
    )
    form = await by.press(card, "Reject")
    assert form.modal is not None
    await by.submit(form.modal, {"text": "This calls for killing."})
    await response.wait_for(lambda message: "Not published" in message.text)
    return response


async def told(house: House, who: Person, part: str) -> Message:
    """A direct message of the bot's with these words."""

    async def is_there() -> bool:
        return any(part in message.text for message in await who.dms())

    await house.eventually(is_there)
    return next(message for message in reversed(await who.dms()) if part in message.text)


async def sanction(
    house: House, command: str, by: Person, member: Person, *, length: str | None = None
) -> Message:
    """A sanction by command, with the reason that its form asks for; returns the answer."""
    if length is None:
        form = await by.slash(command, house.desk, member=member)
    else:
        form = await by.slash(command, house.desk, member=member, length=length)
    assert form.modal is not None, form
    response = await by.submit(form.modal, {"text": "Enough of this."})
    return await response.wait_for(lambda message: "Case" in message.text)
