"""What the authors of comments are told, and nobody else."""

from __future__ import annotations

import discord
from discord.http import Route

from bot.discord_io.failures import stage_errors
from bot.discord_io.rendering import buttons, sentences
from bot.discord_io.replies import NO_PINGS, NOTICE_SECONDS, Deferrals
from bot.domain.comment import ReplyHandle
from bot.domain.posted import Article
from bot.locales import speaking, spoken
from bot.workflow.stage import Status


class DiscordAuthors:
    """`bot.workflow.stage.AuthorStage` on discord.py."""

    def __init__(self, client: discord.Client, deferrals: Deferrals) -> None:
        self._client = client
        self._deferrals = deferrals

    async def answer(self, reply: ReplyHandle, status: Status) -> None:
        await self._deferrals.finished(reply.token)
        # discord.py edits an original answer only through the interaction it came with, which a
        # restarted process does not have.
        route = Route(
            "PATCH",
            "/webhooks/{webhook_id}/{webhook_token}/messages/@original",
            webhook_id=reply.application_id,
            webhook_token=reply.token,
        )
        with speaking(reply.locale or spoken()):
            view = buttons.below_status(status)
            payload = {
                "content": sentences.status_sentence(status, with_title=False),
                "components": view.to_components() if view is not None else [],
                "allowed_mentions": {"parse": []},
            }
        with stage_errors():
            await self._client.http.request(route, json=payload)

    async def message_privately(self, user_id: int, status: Status) -> None:
        with stage_errors():
            user = self._client.get_user(user_id) or await self._client.fetch_user(user_id)
            await user.send(
                sentences.status_sentence(status, with_title=True),
                view=buttons.below_status(status) or discord.utils.MISSING,
                allowed_mentions=NO_PINGS,
            )

    async def say_below(self, article: Article, user_id: int, status: Status) -> None:
        if article.thread_id is None:
            return
        channel = self._client.get_partial_messageable(article.thread_id)
        with stage_errors():
            await channel.send(
                sentences.notice_sentence(user_id, status.standing),
                delete_after=NOTICE_SECONDS,
                allowed_mentions=NO_PINGS,
            )
