"""The webhooks that comments are posted through: kept, made anew when lost, posted to once.

discord.py's own webhook client repeats a post after any 5xx answer and so may post twice. Here a
post is one request with one outcome: made, refused, to be made later, or not known.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import aiohttp
import discord
from discord.http import Route

from bot.discord_io.failures import (
    INVALID_FORM,
    INVALID_WEBHOOK_TOKEN,
    MAXIMUM_WEBHOOKS,
    UNKNOWN_WEBHOOK,
    UNREACHABLE,
    stage_error,
    stage_errors,
)
from bot.discord_io.stage.places import ArticleChannel
from bot.domain.errors import OutcomeUnknown, StageBusy, StageUnavailable
from bot.workflow.ports import Store
from bot.workflow.stage import Topic
from bot.workflow.tables import WebhookKey

NAME = "Greenroom"
TIMEOUT = aiohttp.ClientTimeout(total=20)


class WebhookLost(StageUnavailable):
    """The webhook was deleted, or its token changed."""


class NoWebhook(StageUnavailable):
    """The channel allows no webhook of ours."""


class NameRefused(StageUnavailable):
    """Discord does not take this name above a post."""


class Webhooks:
    """One webhook for each parent channel."""

    def __init__(self, store: Store, user_agent: str) -> None:
        self._store = store
        self._user_agent = user_agent
        self._session: aiohttp.ClientSession | None = None
        self._free_at: dict[int, float] = {}
        self._keys: dict[int, WebhookKey] = {}

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def key(self, channel: ArticleChannel) -> WebhookKey:
        """The channel's webhook, made if there is none.

        Raises:
            NoWebhook: it may not be made.
        """
        if channel.id in self._keys:
            return self._keys[channel.id]
        async with self._store.read() as tx:
            known = await tx.guilds.webhook(channel.id)
        key = known or await self._make(channel)
        self._keys[channel.id] = key
        return key

    async def known(self, channel_id: int) -> WebhookKey | None:
        """The channel's webhook if it was made before."""
        if channel_id in self._keys:
            return self._keys[channel_id]
        async with self._store.read() as tx:
            return await tx.guilds.webhook(channel_id)

    async def forget(self, channel_id: int) -> None:
        """The channel's webhook is gone; the next use makes a new one."""
        self._keys.pop(channel_id, None)
        async with self._store.write() as tx:
            await tx.guilds.drop_webhook(channel_id)

    async def execute(self, key: WebhookKey, thread_id: int, payload: Mapping[str, Any]) -> int:
        """Post once and return the message's id.

        Raises:
            StageBusy: not now. OutcomeUnknown: perhaps made. WebhookLost: make a new webhook.
            NameRefused: try another name. StageGone, StageUnavailable: refused.
        """
        loop = asyncio.get_running_loop()
        wait = self._free_at.get(key.webhook_id, 0.0) - loop.time()
        if wait > 0:
            raise StageBusy(wait)
        url = f"{Route.BASE}/webhooks/{key.webhook_id}/{key.token}"
        query = {"wait": "true", "thread_id": str(thread_id), "with_components": "true"}
        try:
            async with self._client().post(url, params=query, json=payload) as response:
                self._note_limits(key, response)
                body = await _json(response)
                status = response.status
        except UNREACHABLE as broken:
            reason = type(broken).__name__
            raise OutcomeUnknown(f"the connection broke while posting ({reason})") from None
        if status == 200 and "id" in body:
            return int(body["id"])
        if status == 429:
            raise StageBusy(float(body.get("retry_after", 1.0)))
        code = int(body.get("code", 0) or 0)
        if code in {UNKNOWN_WEBHOOK, INVALID_WEBHOOK_TOKEN} or status == 401:
            raise WebhookLost("the webhook is gone")
        if code == INVALID_FORM and "username" in body.get("errors", {}):
            raise NameRefused("Discord does not take this name")
        raise stage_error(status, code, str(body.get("errors") or body.get("message", "")))

    async def _make(self, channel: ArticleChannel) -> WebhookKey:
        try:
            with stage_errors():
                webhook = await channel.create_webhook(
                    name=NAME, reason="Comments appear under their authors' names"
                )
        except OutcomeUnknown:
            raise
        except StageUnavailable as refused:
            cause = refused.__cause__
            code = cause.code if isinstance(cause, discord.HTTPException) else 0
            if code == MAXIMUM_WEBHOOKS or isinstance(cause, discord.Forbidden):
                raise NoWebhook(str(refused)) from refused
            raise
        if webhook.token is None:
            raise NoWebhook("Discord gave the new webhook no token")
        key = WebhookKey(channel.id, channel.guild.id, webhook.id, webhook.token)
        async with self._store.write() as tx:
            await tx.guilds.put_webhook(key)
            await tx.guilds.tell_again(key.guild_id, Topic.NO_WEBHOOK.value)
        return key

    def _note_limits(self, key: WebhookKey, response: aiohttp.ClientResponse) -> None:
        headers = response.headers
        if headers.get("X-RateLimit-Remaining") == "0":
            delay = float(headers.get("X-RateLimit-Reset-After", "1"))
            self._free_at[key.webhook_id] = asyncio.get_running_loop().time() + delay

    def _client(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=TIMEOUT,
                headers={"User-Agent": self._user_agent},
            )
        return self._session


async def _json(response: aiohttp.ClientResponse) -> dict[str, Any]:
    """The answer's object; empty where a proxy on the way answered with something else."""
    if response.content_type != "application/json":
        return {}
    body = await response.json()
    return body if isinstance(body, dict) else {}
