"""Who may do what: one place for commands, buttons and the workflow itself."""

from __future__ import annotations

from datetime import datetime

from bot.domain.actor import Actor
from bot.domain.comment import Comment
from bot.domain.errors import Closed, NotAllowed, NotFound
from bot.domain.guild import GuildSettings
from bot.domain.posted import Article, ArticleState
from bot.workflow.ports import Transaction


def is_moderator(actor: Actor, settings: GuildSettings) -> bool:
    """Manage Messages in the article's parent channel, or the role that ``/setup`` named."""
    return actor.guild_id == settings.guild_id and (
        actor.manages_messages or settings.moderator_role_id in actor.role_ids
    )


def require_moderator(actor: Actor, settings: GuildSettings) -> None:
    """Raises:
    NotAllowed: the person is no moderator of this guild.
    """
    if not is_moderator(actor, settings):
        raise NotAllowed(
            "Only moderators can do this: members with Manage Messages in the article's channel, "
            "or with the role chosen in /setup."
        )


def require_not_own(comment: Comment, moderator: Actor) -> None:
    """Raises:
    NotAllowed: the moderator wrote the comment.
    """
    if comment.author.id == moderator.id:
        raise NotAllowed("You wrote this comment: another moderator has to decide about it.")


async def require_not_involved(tx: Transaction, comment: Comment, moderator: Actor) -> None:
    """Raises:
    NotAllowed: the moderator wrote the comment, or reported it and waits for a decision.
    """
    require_not_own(comment, moderator)
    if moderator.id in await tx.desk.open_reporters(comment.id):
        raise NotAllowed("You reported this comment: another moderator has to decide about it.")


def require_manager(actor: Actor) -> None:
    """Raises:
    NotAllowed: the person does not manage the guild.
    """
    if not actor.manages_guild:
        raise NotAllowed("Only members with Manage Server can do this.")


def require_reader(actor: Actor, settings: GuildSettings) -> None:
    """The check for what moderators may read and managers may change.

    Raises:
        NotAllowed: the person is no moderator of this guild and does not manage it.
    """
    if not actor.manages_guild:
        require_moderator(actor, settings)


def require_sees(actor: Actor, article: Article | None) -> Article:
    """The article, for anybody who sees its channel.

    Raises:
        NotFound: there is none on this server, or its channel cannot be seen.
    """
    if article is None or article.guild_id != actor.guild_id or not actor.views_channel:
        raise NotFound("This article is no longer there.")
    return article


def require_may_comment(actor: Actor, article: Article, *, now: datetime) -> None:
    """The check at form open and again at submit.

    Raises:
        Closed: the article takes no comments.
        NotAllowed: timed out, not yet through the membership screening, or no View Channel.
    """
    if article.state is not ArticleState.OPEN:
        raise Closed("Comments on this article are closed.")
    if actor.timed_out_until is not None and actor.timed_out_until > now:
        raise NotAllowed(
            "You are timed out on this server until {until} and cannot comment before then.",
            until=f"<t:{int(actor.timed_out_until.timestamp())}:f>",
        )
    if not actor.passed_screening:
        raise NotAllowed(
            "This server asks new members to accept its rules first. "
            "Accept them at the top of the channel list, then comment."
        )
    if not actor.views_channel:
        raise NotAllowed("You cannot see this article's channel any more.")
