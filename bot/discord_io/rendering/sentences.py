"""What people are told, in whole sentences."""

from __future__ import annotations

from bot.discord_io.rendering import safe
from bot.discord_io.rendering.links import article_url, comment_url
from bot.workflow.stage import Standing, Status, Topic


def status_sentence(status: Status, *, with_title: bool) -> str:
    """What the author of a comment is told.

    Args:
        with_title: Whether to name the article: needed wherever the answer does not stand
            below it.
    """
    said = _STANDING[status.standing](status)
    if not with_title:
        return said
    title = safe.literal(safe.one_line(status.article.document.title, 80))
    url = article_url(status.article)
    named = f"[{title}]({url})" if url else f"“{title}”"
    return f"Your comment on {named}: {said}"


def notice_sentence(user_id: int, standing: Standing) -> str:
    """The same where everybody can see it: it repeats nothing of the text."""
    said = _NOTICES.get(standing, "There is news of your comment.")
    return f"<@{user_id}> {said} Press **My comments** on the article for more."


_NOTICES = {
    Standing.WAITING: "Your message waits for a moderator.",
    Standing.PUBLISHED: "Your comment is published.",
    Standing.REJECTED: "Your message is not published.",
    Standing.REMOVED: "Your comment was removed by a moderator.",
}


def _published(status: Status) -> str:
    url = comment_url(status.comment, status.article)
    return f"**Published.** {url}" if url else "**Published.**"


def _cleared(status: Status) -> str:
    return f"**Cleared** and on its way, {_before_you(status.ahead)}."


def _waiting(status: Status) -> str:
    return (
        f"**Waiting for review**, {_before_you(status.ahead)}. Nobody but the moderators can see "
        "it. The answer will come here for 15 minutes, after that as a direct message, and it is "
        "always under **My comments**."
    )


def _rejected(status: Status) -> str:
    return f"**Not published**{_because(status)} {_way_on(status)}".rstrip()


def _removed(status: Status) -> str:
    return f"**Removed** by a moderator{_because(status)}"


def _edit_waiting(status: Status) -> str:
    return (
        f"**Your change is waiting for review**, {_before_you(status.ahead)}. "
        "Until then the text as it was stays."
    )


def _edit_rejected(status: Status) -> str:
    return (
        f"**Your change is not published**{_because(status)} "
        f"The text as it was stays. {_way_on(status)}"
    ).rstrip()


_STANDING = {
    Standing.RECEIVED: lambda _status: "**Received.** It is being read.",
    Standing.PUBLISHED: _published,
    Standing.CLEARED: _cleared,
    Standing.WAITING: _waiting,
    Standing.REJECTED: _rejected,
    Standing.REMOVED: _removed,
    Standing.WITHDRAWN: lambda _status: "**Withdrawn.** Nobody can see it any more.",
    Standing.EDIT_WAITING: _edit_waiting,
    Standing.EDIT_REJECTED: _edit_rejected,
}


def _before_you(ahead: int) -> str:
    return "next in line" if ahead == 0 else f"{ahead} before you"


def _because(status: Status) -> str:
    if not status.because:
        return "."
    reasons = " ".join(safe.literal(reason.strip()) for reason in status.because)
    return f", because: {reasons}{'' if reasons.endswith(('.', '!', '?')) else '.'}"


def _way_on(status: Status) -> str:
    if status.may_appeal:
        return "You can rewrite it, or ask a moderator to read it."
    return "You can rewrite it."


def topic_sentence(topic: Topic, detail: str) -> str:
    """What a server's moderators or owner are told once."""
    detail = safe.literal(safe.one_line(detail, 300))
    return _TOPICS[topic].format(detail=detail)


_TOPICS = {
    Topic.NO_WEBHOOK: (
        "I cannot use a webhook ({detail}), so comments appear under my own name with the author's "
        "name in bold. To mend it, give me **Manage Webhooks** in the articles' channel, or delete "
        "one of its 15 webhooks."
    ),
    Topic.DESK_UNUSABLE: (
        "Held comments have no channel to wait in: {detail} They are safe and wait in `/queue`."
    ),
    Topic.CANNOT_DELETE: (
        "A member typed a message below an article and I could not delete it ({detail}), so it can "
        "be read unjudged. Give me **Manage Messages** in the articles' channel."
    ),
    Topic.SHIELD_DOWN: (
        "AutoMod does not refuse slurs for me in channels with free typing: {detail} Everything "
        "typed there is still judged when it arrives, and deleted where it must wait."
    ),
    Topic.FEED_DEAD: (
        "A feed has failed for a day, or says that it is gone, so nothing new comes from it. "
        "See /feed list: remove it, or name its new address. {detail}"
    ),
    Topic.STAGE_UNAVAILABLE: (
        "I could not post below an article: {detail}. Its thread may have been deleted or locked, "
        "or I may lack **View Channel**, **Send Messages in Threads** or **Manage Threads** there. "
        "Comments are kept and will be posted as soon as I can."
    ),
}
