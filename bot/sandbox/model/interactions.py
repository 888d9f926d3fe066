"""Interactions: a person used a command, a component or a form."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Final

from bot.sandbox.jsontypes import Payload

ANSWER_SECONDS: Final = 3.0
TOKEN_SECONDS: Final = 15 * 60.0


class InteractionKind:
    COMMAND: Final = 2
    COMPONENT: Final = 3
    AUTOCOMPLETE: Final = 4
    MODAL: Final = 5


class CallbackKind:
    PONG: Final = 1
    MESSAGE: Final = 4
    DEFERRED_MESSAGE: Final = 5
    DEFERRED_UPDATE: Final = 6
    UPDATE: Final = 7
    AUTOCOMPLETE: Final = 8
    MODAL: Final = 9


@dataclass(slots=True)
class Modal:
    """A form that was shown to a person."""

    id: int
    interaction_id: int
    user_id: int
    application_id: int
    channel_id: int
    custom_id: str
    title: str
    components: list[Payload]
    source_message_id: int | None
    metadata: Payload


@dataclass(slots=True)
class Answer:
    """The first answer to an interaction, as the person's client sees it."""

    callback: int
    message_id: int | None = None
    modal: Modal | None = None
    choices: list[Payload] = field(default_factory=list)


@dataclass(slots=True)
class Interaction:
    id: int
    token: str
    kind: int
    application_id: int
    user_id: int
    channel_id: int
    guild_id: int | None
    created_at: float
    # The number of the feed's last event before it began.
    feed_mark: int
    # Settled with the first answer, or with None when the deadline has passed.
    answered: asyncio.Future[Answer | None]
    command_kind: int | None = None
    command_name: str = ""
    source_message_id: int | None = None
    target_user_id: int | None = None
    target_message_id: int | None = None
    parent_metadata: Payload | None = None
    answer: Answer | None = None
    original_id: int | None = None
    # The first follow-up to a deferred answer takes the waiting message's place.
    waits_for_content: bool = False
    message_ids: set[int] = field(default_factory=set)
