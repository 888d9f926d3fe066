"""IDENTIFY: who may open a session, and what READY tells."""

from __future__ import annotations

from bot.sandbox.gateway.protocol import (
    ALL_INTENTS,
    IDENTIFIES_PER_DAY,
    IDENTIFY_WINDOW_SECONDS,
    CloseCode,
)
from bot.sandbox.gateway.session import Session
from bot.sandbox.jsontypes import Payload
from bot.sandbox.model.applications import PRIVILEGED_INTENTS, Application
from bot.sandbox.payloads.users import own_user_payload
from bot.sandbox.world import World

_LARGE_THRESHOLDS = range(50, 251)
_GUILDS_PER_SHARD = 2_500


class IdentifyRefused(Exception):
    """Refused with a close code; with code None the client may try again."""

    def __init__(self, code: int | None, why: str) -> None:
        self.code = code
        super().__init__(why)


def identified_session(world: World, data: Payload) -> Session:
    """A new session for a sound IDENTIFY; raises ``IdentifyRefused``."""
    token = str(data.get("token", "")).removeprefix("Bot ")
    user = world.users_by_token.get(token)
    application = world.application_of(user) if user is not None else None
    if application is None:
        raise IdentifyRefused(CloseCode.AUTHENTICATION_FAILED, "no such token")
    intents = data.get("intents")
    if not isinstance(intents, int) or intents & ~ALL_INTENTS:
        raise IdentifyRefused(CloseCode.INVALID_INTENTS, f"intents {intents!r}")
    for name, bit in PRIVILEGED_INTENTS.items():
        if intents & bit and name not in application.privileged:
            raise IdentifyRefused(
                CloseCode.DISALLOWED_INTENTS, f"the application may not have {name}"
            )
    shard = _shard(data)
    on_shard = [one for one in application.bot.guild_ids if (one >> 22) % shard[1] == shard[0]]
    if len(on_shard) > _GUILDS_PER_SHARD:
        raise IdentifyRefused(CloseCode.SHARDING_REQUIRED, f"{len(on_shard)} guilds")
    threshold = data.get("large_threshold", 50)
    if not isinstance(threshold, int) or threshold not in _LARGE_THRESHOLDS:
        raise IdentifyRefused(CloseCode.DECODE_ERROR, f"large_threshold {threshold!r}")
    _count(application, shard[0])
    return Session(application, intents=intents, shard=shard, large_threshold=threshold)


def ready_payload(world: World, session: Session) -> Payload:
    application = session.application
    return {
        "v": 10,
        "user": own_user_payload(application.bot),
        "user_settings": {},
        "guilds": [
            {"id": str(guild_id), "unavailable": True}
            for guild_id in sorted(application.bot.guild_ids)
            if session.handles(guild_id)
        ],
        "session_id": session.id,
        "session_type": "normal",
        "resume_gateway_url": application.resume_gateway_url or world.gateway_url,
        "shard": list(session.shard),
        "application": {"id": str(application.id), "flags": application.flags},
        "private_channels": [],
        "relationships": [],
        "presences": [],
        "guild_join_requests": [],
        "geo_ordered_rtc_regions": [],
        "_trace": [],
    }


def _shard(data: Payload) -> tuple[int, int]:
    shard = data.get("shard", [0, 1])
    match shard:
        case [int(index), int(count)] if 0 <= index < count:
            return index, count
    raise IdentifyRefused(CloseCode.INVALID_SHARD, f"shard {shard!r}")


def _count(application: Application, index: int) -> None:
    """1,000 sessions a day, and in 5 s one for each rate-limit key of the shards."""
    now = application.clock.now()
    day = application.identifies
    day[:] = [(at, key) for at, key in day if at > now - 86_400]
    key = index % application.max_concurrency
    if application.limit_scale is not None:
        if len(day) >= IDENTIFIES_PER_DAY * application.limit_scale:
            raise IdentifyRefused(CloseCode.AUTHENTICATION_FAILED, "no sessions left today")
        window = IDENTIFY_WINDOW_SECONDS / application.limit_scale
        if any(at > now - window and one == key for at, one in day):
            raise IdentifyRefused(None, "identified too often")
    day.append((now, key))
