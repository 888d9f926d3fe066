"""Addresses of places inside Discord."""

from __future__ import annotations

from bot.domain.comment import Comment
from bot.domain.posted import Article


def message_url(guild_id: int, channel_id: int, message_id: int) -> str:
    """The address of a message."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def article_url(article: Article) -> str | None:
    """The address of an article's post; None while it is not posted."""
    if article.message_id is None:
        return None
    channel_id = article.message_id if article.in_forum else article.channel_id
    return message_url(article.guild_id, channel_id, article.message_id)


def comment_url(comment: Comment, article: Article) -> str | None:
    """The address of a comment's post; None while it is not on the stage."""
    if comment.message_id is None or article.thread_id is None:
        return None
    return message_url(comment.guild_id, article.thread_id, comment.message_id)
