"""Comments' posts: through a webhook under their authors' names, else by the bot itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import discord

from bot.discord_io.failures import THREAD_ARCHIVED, stage_errors
from bot.discord_io.rendering import buttons, posts
from bot.discord_io.replies import NO_PINGS
from bot.discord_io.stage.places import (
    LOOK_BACK,
    channel_of,
    custom_ids_of,
    own_id,
    thread_by_id,
    thread_id_of,
)
from bot.discord_io.webhooks import NameRefused, NoWebhook, WebhookLost, Webhooks
from bot.domain.comment import Comment
from bot.domain.errors import StageBusy, StageGone, StageUnavailable
from bot.domain.posted import Article
from bot.workflow.naming import pseudonym
from bot.workflow.ports import Store
from bot.workflow.stage import CommentPost, StagePost, Topic
from bot.workflow.tables import WebhookKey
from bot.workflow.telling import Teller

SUPPRESS_EMBEDS = 1 << 2
"""Message flag: links do not unfurl. Source: Discord's documentation, "Message Flags"."""


class DiscordComments:
    """`bot.workflow.stage.CommentStage` on discord.py."""

    def __init__(
        self, client: discord.Client, store: Store, webhooks: Webhooks, teller: Teller
    ) -> None:
        self._client = client
        self._store = store
        self._webhooks = webhooks
        self._teller = teller

    async def publish(self, post: CommentPost) -> StagePost:
        thread_id = thread_id_of(post.article)
        rendered = posts.comment_post(post)
        try:
            key = await self._webhooks.key(channel_of(self._client, post.article))
            message_id = await self._execute(key, thread_id, post, rendered)
        except WebhookLost:
            await self._webhooks.forget(post.article.channel_id)
            raise StageBusy(0.0) from None
        except NoWebhook as refused:
            await self._teller.tell_once(post.article.guild_id, Topic.NO_WEBHOOK, str(refused))
            return StagePost(await self._post_as_bot(thread_id, post, rendered), None)
        except StageUnavailable as refused:
            if await self._reopened(post.article, refused):
                raise StageBusy(0.0) from None
            raise
        return StagePost(message_id, key.webhook_id)

    async def find_posts(self, article: Article, *, since: datetime) -> Mapping[int, StagePost]:
        thread_id = thread_id_of(article)
        key = await self._webhooks.known(article.channel_id)
        channel = self._client.get_partial_messageable(thread_id, guild_id=article.guild_id)
        bot_id = own_id(self._client)
        with stage_errors():
            recent = [
                message
                async for message in channel.history(
                    limit=LOOK_BACK, after=since, oldest_first=False
                )
            ]
        ours = [m for m in recent if _is_ours(m, key, bot_id)]
        async with self._store.read() as tx:
            known = await tx.comments.known_messages([message.id for message in ours])
        found: dict[int, StagePost] = {}
        for message in ours:
            if message.id in known:
                continue
            comment_id = await self._comment_id(message, key, thread_id)
            if comment_id is not None:
                found[comment_id] = StagePost(message.id, message.webhook_id)
        return found

    async def revise(self, post: CommentPost) -> None:
        comment = post.comment
        thread_id = thread_id_of(post.article)
        if comment.message_id is None:
            raise StageGone("the comment has no post")
        rendered = posts.comment_post(post)
        if comment.webhook_id is None:
            channel = self._client.get_partial_messageable(thread_id)
            edit = channel.get_partial_message(comment.message_id).edit(
                content=posts.named_content(rendered, comment.shown_name),
                embed=rendered.embed,
                view=rendered.view,
                allowed_mentions=NO_PINGS,
            )
        else:
            key = await self._webhooks.known(post.article.channel_id)
            if key is None or key.webhook_id != comment.webhook_id:
                raise StageGone("the webhook that made this post is gone")
            edit = self._webhook(key).edit_message(
                comment.message_id,
                content=rendered.content,
                embeds=[rendered.embed] if rendered.embed is not None else [],
                view=rendered.view,
                thread=discord.Object(thread_id),
                allowed_mentions=NO_PINGS,
            )
        try:
            with stage_errors():
                await edit
        except StageUnavailable as refused:
            if await self._reopened(post.article, refused):
                raise StageBusy(0.0) from None
            raise

    async def retract(self, comment: Comment, article: Article) -> None:
        if comment.message_id is None:
            return
        thread_id = thread_id_of(article)
        channel = self._client.get_partial_messageable(thread_id, guild_id=article.guild_id)
        key = await self._webhooks.known(article.channel_id)
        try:
            with stage_errors():
                if key is not None and key.webhook_id == comment.webhook_id:
                    await self._webhook(key).delete_message(
                        comment.message_id, thread=discord.Object(thread_id)
                    )
                else:
                    await channel.get_partial_message(comment.message_id).delete()
        except StageGone:
            return
        except StageUnavailable as refused:
            if await self._reopened(article, refused):
                raise StageBusy(0.0) from None
            raise

    async def delete_typed(self, article: Article, message_id: int) -> bool:
        # Who answers the article's post types in the channel itself; a forum has no such place.
        places = (article.thread_id, None if article.in_forum else article.channel_id)
        for channel_id in places:
            if channel_id is None:
                continue
            channel = self._client.get_partial_messageable(channel_id, guild_id=article.guild_id)
            try:
                with stage_errors():
                    await channel.get_partial_message(message_id).delete()
            except StageGone:
                continue
            return True
        return False

    async def _execute(
        self, key: WebhookKey, thread_id: int, post: CommentPost, rendered: posts.RenderedComment
    ) -> int:
        payload = _payload(post, rendered)
        try:
            return await self._webhooks.execute(key, thread_id, payload)
        except NameRefused:
            name = pseudonym(post.comment.guild_id, post.comment.author)
            return await self._webhooks.execute(key, thread_id, {**payload, "username": name})

    async def _post_as_bot(
        self, thread_id: int, post: CommentPost, rendered: posts.RenderedComment
    ) -> int:
        channel = self._client.get_partial_messageable(thread_id, guild_id=post.article.guild_id)
        with stage_errors():
            message = await channel.send(
                posts.named_content(rendered, post.comment.shown_name),
                embed=rendered.embed or discord.utils.MISSING,
                view=rendered.view,
                nonce=f"gr-{post.comment.id}-{post.number}",
                suppress_embeds=rendered.embed is None,
                allowed_mentions=NO_PINGS,
            )
        return message.id

    async def _comment_id(
        self, message: discord.Message, key: WebhookKey | None, thread_id: int
    ) -> int | None:
        """The comment in a post's buttons. Without the Message Content intent the bot's own token
        reads webhook posts blank, so they are read with the webhook's."""
        if message.webhook_id is None or key is None:
            return buttons.comment_id_in(custom_ids_of(message))
        with stage_errors():
            try:
                whole = await self._webhook(key).fetch_message(
                    message.id, thread=discord.Object(thread_id)
                )
            except discord.NotFound:
                return None
        return buttons.comment_id_in(custom_ids_of(whole))

    async def _reopened(self, article: Article, refused: StageUnavailable) -> bool:
        """Whether it was refused because the thread is archived, and is not any more."""
        cause = refused.__cause__
        archived = isinstance(cause, discord.HTTPException) and cause.code == THREAD_ARCHIVED
        if not archived or article.thread_id is None:
            return False
        with stage_errors():
            thread = await thread_by_id(self._client, article.guild_id, article.thread_id)
            await thread.edit(archived=False, reason="A comment here has changed")
        return True

    def _webhook(self, key: WebhookKey) -> discord.Webhook:
        return discord.Webhook.partial(key.webhook_id, key.token, client=self._client)


def _payload(post: CommentPost, rendered: posts.RenderedComment) -> dict[str, Any]:
    payload: dict[str, Any] = {
        "username": post.comment.shown_name,
        "content": rendered.content,
        "components": rendered.view.to_components(),
        "allowed_mentions": {"parse": []},
    }
    if post.comment.author.avatar_url is not None:
        payload["avatar_url"] = post.comment.author.avatar_url
    if rendered.embed is not None:
        payload["embeds"] = [rendered.embed.to_dict()]
    else:
        payload["flags"] = SUPPRESS_EMBEDS
    return payload


def _is_ours(message: discord.Message, key: WebhookKey | None, bot_id: int) -> bool:
    if message.webhook_id is not None:
        return key is not None and message.webhook_id == key.webhook_id
    return message.author.id == bot_id
