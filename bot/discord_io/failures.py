"""Discord's refusals as the workflow's errors, and every error as a sentence for a person."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import discord
from discord import app_commands

from bot.discord_io.rendering.values import spoken
from bot.domain.errors import (
    DoorClosed,
    GreenroomError,
    OutcomeUnknown,
    StageBusy,
    StageGone,
    StageUnavailable,
    ThreadsExhausted,
)
from bot.locales import _, mark

log = logging.getLogger(__name__)

# Discord's JSON error codes. Source: Discord's documentation, "Opcodes and Status Codes".
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_WEBHOOK = 10015
UNKNOWN_INTERACTION = 10062
MAXIMUM_WEBHOOKS = 30007
CANNOT_MESSAGE_USER = 50007
MISSING_ACCESS = 50001
MISSING_PERMISSIONS = 50013
INVALID_WEBHOOK_TOKEN = 50027
NO_SERVER_IN_COMMON = 50278
INVALID_FORM = 50035
THREAD_ARCHIVED = 50083
THREAD_EXISTS = 160004
THREAD_LOCKED = 160005
THREADS_EXHAUSTED = 160006

_GONE = frozenset({UNKNOWN_CHANNEL, UNKNOWN_MESSAGE, UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN})

_BY_CODE = {
    MISSING_ACCESS: mark("I cannot see this channel. Give me View Channel there."),
    MISSING_PERMISSIONS: mark("I lack a permission for this. Run `/setup show` to see which."),
    CANNOT_MESSAGE_USER: mark("This person takes no direct messages from me."),
    NO_SERVER_IN_COMMON: mark("This person and I share no server any more."),
    UNKNOWN_CHANNEL: mark("The channel or thread is not there any more."),
    UNKNOWN_MESSAGE: mark("The message is not there any more."),
    UNKNOWN_WEBHOOK: mark("The webhook is not there any more."),
    MAXIMUM_WEBHOOKS: mark("The channel has 15 webhooks already; Discord allows no more."),
    THREAD_ARCHIVED: mark("The thread is archived."),
    THREAD_LOCKED: mark("The thread is locked. Unlock it, and what waits is posted."),
    THREADS_EXHAUSTED: mark(
        "This server has no room for another active thread. Archive one first."
    ),
}

UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError)
"""What a connection raises that broke before or after Discord did the work."""


@contextmanager
def stage_errors() -> Iterator[None]:
    """What discord.py raises inside, as the workflow's own errors."""
    try:
        yield
    except discord.RateLimited as limited:
        raise StageBusy(limited.retry_after) from limited
    except discord.HTTPException as refused:
        raise stage_error(refused.status, refused.code, refused.text) from refused
    except UNREACHABLE as broken:
        raise OutcomeUnknown(
            "the connection to Discord broke ({kind})", kind=type(broken).__name__
        ) from None


def stage_error(status: int, code: int, text: str) -> StageUnavailable:
    """The workflow's error for an answer of Discord's.

    Args:
        status: HTTP status.
        code: Discord's JSON error code; 0 where there is none.
        text: Discord's own words.
    """
    said = _BY_CODE.get(code, mark("Discord said: {status} {text}"))
    values = {} if code in _BY_CODE else {"status": status, "text": text[:200]}
    if code in _GONE:
        return StageGone(said, **values)
    if code in {CANNOT_MESSAGE_USER, NO_SERVER_IN_COMMON}:
        return DoorClosed(said)
    if code == THREADS_EXHAUSTED:
        return ThreadsExhausted(said)
    if status >= 500:
        return OutcomeUnknown("Discord answered {status}", status=status)
    return StageUnavailable(said, **values)


def sentence_for(error: BaseException) -> str:
    """What the person is told whose request failed; an unknown error is logged with a reference."""
    if isinstance(error, app_commands.CommandInvokeError | app_commands.TransformerError):
        error = error.__cause__ or error
    if isinstance(error, GreenroomError):
        return said(error)
    for kind, say in _SENTENCES:
        if isinstance(error, kind):
            return say(error)
    reference = secrets.token_hex(4)
    log.error("reference %s", reference, exc_info=error)
    return _(
        "Something went wrong on my side, and it is logged under `{reference}`. "
        "Please try again; if it stays, tell whoever runs me this reference.",
        reference=reference,
    )


def said(error: GreenroomError) -> str:
    """An error's sentence in the language spoken here."""
    return _(error.message, **{name: spoken(value) for name, value in error.values.items()})


def _http_sentence(error: BaseException) -> str:
    code = getattr(error, "code", 0)
    status = getattr(error, "status", 0)
    if code in _BY_CODE:
        return _(_BY_CODE[code])
    return _(
        "Discord refused this ({status}, code {code}). Please try again.", status=status, code=code
    )


_SENTENCES = (
    (
        app_commands.MissingPermissions,
        lambda _error: _("You lack the permission for this command on this server."),
    ),
    (
        app_commands.NoPrivateMessage,
        lambda _error: _("This works on a server only, not in direct messages."),
    ),
    (discord.HTTPException, _http_sentence),
    (UNREACHABLE, lambda _error: _("Discord cannot be reached at the moment. Please try again.")),
)
"""By class, the more special first; the first that fits speaks."""
