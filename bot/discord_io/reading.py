"""What a message says: its text, and what its files, stickers, poll and forwards say."""

from __future__ import annotations

import discord

from bot.domain.comment import Author
from bot.workflow.free.message import TypedMessage

MEMBERS_OWN = frozenset({discord.MessageType.default, discord.MessageType.reply})
"""Types of messages that people write; all others are Discord's own."""


def is_members_own(message: discord.Message) -> bool:
    """Whether a person wrote it, rather than a bot, a webhook or Discord."""
    is_person = not message.author.bot and message.webhook_id is None
    return is_person and message.type in MEMBERS_OWN


def author_from(user: discord.User | discord.Member) -> Author:
    """A person as their client shows them here."""
    return Author(user.id, user.display_name, user.display_avatar.url)


def typed_message(message: discord.Message, author: Author) -> TypedMessage:
    """A member's message as free mode takes it in."""
    reference = message.reference
    is_answer = message.type is discord.MessageType.reply and reference is not None
    return TypedMessage(
        id=message.id,
        author=author,
        text=everything_in(message),
        at=message.created_at,
        edited_at=message.edited_at,
        answers=reference.message_id if reference is not None and is_answer else None,
        has_files=bool(message.attachments or message.stickers or _forwarded_files(message)),
    )


def everything_in(message: discord.Message) -> str:
    """All that can be read in a message. Of a file that is its name and description."""
    parts = [
        readable(message),
        *_files(message.attachments),
        *(f"[sticker: {sticker.name}]" for sticker in message.stickers),
    ]
    if message.poll is not None:
        said = (message.poll.question, *(answer.text for answer in message.poll.answers))
        parts.append(f"[poll: {' / '.join(said)}]")
    for snapshot in message.message_snapshots:
        forwarded = [snapshot.content, *_files(snapshot.attachments)]
        parts.append(f"[forwarded: {' '.join(filter(None, forwarded))}]")
    return "\n".join(filter(None, parts))


def readable(message: discord.Message) -> str:
    """The text with names instead of mentions: one shown again would look like a ping."""
    text = message.content
    for user in message.mentions:
        for form in (f"<@{user.id}>", f"<@!{user.id}>"):
            text = text.replace(form, f"@{user.display_name}")
    for role in message.role_mentions:
        text = text.replace(role.mention, f"@{role.name}")
    for channel in message.channel_mentions:
        text = text.replace(channel.mention, f"#{channel.name}")
    return text


def _files(attachments: list[discord.Attachment]) -> list[str]:
    return [
        f"[file: {one.filename}{f' – {one.description}' if one.description else ''}]"
        for one in attachments
    ]


def _forwarded_files(message: discord.Message) -> bool:
    return any(snapshot.attachments for snapshot in message.message_snapshots)
