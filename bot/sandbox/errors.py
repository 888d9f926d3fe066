"""What the sandbox answers when it refuses.

``Refused``      Discord would refuse: its status, code and message
  ``FormRefused``  code 50035 with Discord's tree of fields
``Unsupported``  Discord may well know this, the sandbox does not: fails loudly

Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.sandbox.jsontypes import Payload, as_list, as_object

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row of Discord's table of errors."""

    status: int
    code: int
    message: str


GENERAL_UNAUTHORIZED = Refusal(401, 0, "401: Unauthorized")
INVALID_JSON = Refusal(400, 50109, "The request body contains invalid JSON.")
UNKNOWN_APPLICATION = Refusal(404, 10002, "Unknown Application")
UNKNOWN_CHANNEL = Refusal(404, 10003, "Unknown Channel")
UNKNOWN_GUILD = Refusal(404, 10004, "Unknown Guild")
UNKNOWN_MEMBER = Refusal(404, 10007, "Unknown Member")
UNKNOWN_MESSAGE = Refusal(404, 10008, "Unknown Message")
UNKNOWN_OVERWRITE = Refusal(404, 10009, "Unknown Overwrite")
UNKNOWN_ROLE = Refusal(404, 10011, "Unknown Role")
UNKNOWN_USER = Refusal(404, 10013, "Unknown User")
UNKNOWN_EMOJI = Refusal(400, 10014, "Unknown Emoji")
UNKNOWN_WEBHOOK = Refusal(404, 10015, "Unknown Webhook")
UNKNOWN_BAN = Refusal(404, 10026, "Unknown Ban")
UNKNOWN_STICKER = Refusal(404, 10060, "Unknown sticker")
UNKNOWN_INTERACTION = Refusal(404, 10062, "Unknown interaction")
UNKNOWN_COMMAND = Refusal(404, 10063, "Unknown application command")
UNKNOWN_COMMAND_PERMISSIONS = Refusal(404, 10066, "Unknown application command permissions")
UNKNOWN_AUTOMOD_RULE = Refusal(404, 0, "404: Not Found")
UNKNOWN_TAG = Refusal(404, 10087, "Unknown tag")
SLOWMODE = Refusal(429, 20016, "This action cannot be performed due to slowmode rate limit")
MAXIMUM_GUILD_CHANNELS = Refusal(400, 30013, "Maximum number of guild channels reached (500)")
MAXIMUM_WEBHOOKS = Refusal(400, 30007, "Maximum number of webhooks reached (15)")
MAXIMUM_PINS = Refusal(400, 30003, "Maximum number of pins reached for the channel (250)")
MAXIMUM_REACTIONS = Refusal(400, 30010, "Maximum number of reactions reached (20)")
MAXIMUM_ROLES = Refusal(400, 30005, "Maximum number of guild roles reached (250)")
MAXIMUM_COMMANDS = Refusal(400, 30032, "Maximum number of application commands reached (100).")
MAXIMUM_DAILY_COMMANDS = Refusal(
    429, 30034, "Max number of daily application command creates has been reached (200)"
)
ALREADY_ACKNOWLEDGED = Refusal(400, 40060, "Interaction has already been acknowledged.")
TAG_REQUIRED = Refusal(400, 40067, "A tag is required to create a forum post in this channel")
MISSING_ACCESS = Refusal(403, 50001, "Missing Access")
CANNOT_EDIT_OTHERS_MESSAGE = Refusal(403, 50005, "Cannot edit a message authored by another user")
EMPTY_MESSAGE = Refusal(400, 50006, "Cannot send an empty message")
CANNOT_MESSAGE_USER = Refusal(403, 50007, "Cannot send messages to this user")
CANNOT_MESSAGE_HERE = Refusal(400, 50008, "Cannot send messages in a non-text channel")
MISSING_PERMISSIONS = Refusal(403, 50013, "Missing Permissions")
INVALID_BULK_DELETE_COUNT = Refusal(
    400, 50016, "Provided too few or too many messages to delete. Must provide at least 2 and "
    "fewer than 100 messages to delete"
)  # fmt: skip
CANNOT_ACT_ON_SYSTEM_MESSAGE = Refusal(403, 50021, "Cannot execute action on a system message")
WRONG_CHANNEL_TYPE = Refusal(400, 50024, "Cannot execute action on this channel type")
INVALID_WEBHOOK_TOKEN = Refusal(401, 50027, "Invalid Webhook Token")
INVALID_RECIPIENTS = Refusal(400, 50033, "Invalid Recipient(s)")
TOO_OLD_TO_BULK_DELETE = Refusal(400, 50034, "A message provided was too old to bulk delete")
INVALID_FORM = Refusal(400, 50035, "Invalid Form Body")
FILE_TOO_LARGE = Refusal(413, 40005, "Request entity too large")
ARCHIVED_THREAD = Refusal(400, 50083, "Thread is archived")
NO_MUTUAL_GUILDS = Refusal(
    403, 50278, "Cannot send messages to this user due to having no mutual guilds"
)
THREAD_ALREADY_CREATED = Refusal(400, 160004, "A thread has already been created for this message")
THREAD_LOCKED = Refusal(400, 160005, "Thread is locked")
MAXIMUM_ACTIVE_THREADS = Refusal(400, 160006, "Maximum number of active threads reached")
BLOCKED_BY_AUTOMOD = Refusal(400, 200000, "Message was blocked by automatic moderation")
TITLE_BLOCKED_BY_AUTOMOD = Refusal(400, 200001, "Title was blocked by automatic moderation")
WEBHOOK_NEEDS_THREAD = Refusal(
    400, 220001, "Webhooks posted to forum channels must have a thread_name or thread_id"
)
WEBHOOK_THREAD_CONFLICT = Refusal(
    400, 220002, "Webhooks posted to forum channels cannot have both a thread_name and thread_id"
)
WEBHOOK_NO_FORUM = Refusal(400, 220003, "Webhooks can only create threads in forum channels")


class Refused(Exception):
    """Discord's refusal. ``status`` is HTTP's, ``code`` Discord's own."""

    def __init__(
        self,
        refusal: Refusal,
        *,
        message: str | None = None,
        retry_after: float | None = None,
    ) -> None:
        self.status = refusal.status
        self.code = refusal.code
        self.message = refusal.message if message is None else message
        self.retry_after = retry_after
        super().__init__(f"{self.status} (code {self.code}): {self.message}")

    def payload(self) -> Payload:
        payload: Payload = {"message": self.message, "code": self.code}
        if self.retry_after is not None:
            payload["retry_after"] = round(self.retry_after, 3)
        return payload


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field, with Discord's name for it."""

    path: Path
    code: str
    message: str


class FormRefused(Refused):
    """Code 50035: one or more fields are not as they must be."""

    def __init__(self, problems: Sequence[FieldProblem]) -> None:
        super().__init__(INVALID_FORM)
        self.problems = tuple(problems)

    @classmethod
    def at(cls, path: Path, code: str, message: str) -> FormRefused:
        return cls([FieldProblem(path, code, message)])

    def payload(self) -> Payload:
        tree: Payload = {}
        for problem in self.problems:
            node = tree
            for step in problem.path:
                node = as_object(node.setdefault(str(step), {}))
            errors = as_list(node.setdefault("_errors", []))
            errors.append({"code": problem.code, "message": problem.message})
        return super().payload() | {"errors": tree}


class Unsupported(Exception):
    """The sandbox does not know this route, parameter, field or value.

    It must be taught, or the caller be corrected; it is never ignored.
    """
