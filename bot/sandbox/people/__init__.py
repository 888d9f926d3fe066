"""Typed client of the sandbox: people who use Discord, and the hands behind it.

    async with Sandbox.spawn() as sandbox:
        app = await sandbox.create_application("Greenroom")
        guild = await sandbox.create_guild("Daily", owner="olivia")
        await guild.add_bot(app, permissions=["manage_webhooks", "send_messages"])
        alice = await guild.create_member("alice")
        message = await alice.say(guild.general, "hello")

Everything a person does goes the way a Discord client's requests go; what Discord
would refuse raises ``Refused``. It needs aiohttp and nothing else of the project.
"""

from bot.sandbox.people.guilds import Guild, Overwrite
from bot.sandbox.people.messages import (
    Attachment,
    Author,
    Button,
    Message,
    Notification,
    Seen,
    Select,
)
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel, Role, Thread
from bot.sandbox.people.responses import Choice, Modal, Response
from bot.sandbox.people.sandbox import Application, JournalEntry, Sandbox
from bot.sandbox.people.transport import InteractionFailed, Refused

__all__ = [
    "Application",
    "Attachment",
    "Author",
    "Button",
    "Channel",
    "Choice",
    "Guild",
    "InteractionFailed",
    "JournalEntry",
    "Message",
    "Modal",
    "Notification",
    "Overwrite",
    "Person",
    "Refused",
    "Response",
    "Role",
    "Sandbox",
    "Seen",
    "Select",
    "Thread",
]
