"""What people are told, in whole sentences."""

from __future__ import annotations

from bot.discord_io.rendering import safe
from bot.discord_io.rendering.findings import explained
from bot.discord_io.rendering.links import article_url, comment_url
from bot.locales import _, mark, ngettext
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
    return _("Your comment on {article}: {said}", article=named, said=said)


def notice_sentence(user_id: int, standing: Standing) -> str:
    """The same where everybody can see it: it repeats nothing of the text."""
    said = _(_NOTICES.get(standing, _NEWS))
    way = _("Press **My comments** on the article for more.")
    return f"<@{user_id}> {said} {way}"


_NEWS = mark("There is news of your comment.")
_NOTICES = {
    Standing.WAITING: mark("Your message waits for a moderator."),
    Standing.PUBLISHED: mark("Your comment is published."),
    Standing.REJECTED: mark("Your message is not published."),
    Standing.REMOVED: mark("Your comment was removed by a moderator."),
}


def _received(_status: Status) -> str:
    return _("**Received.** It is being read.")


def _published(status: Status) -> str:
    url = comment_url(status.comment, status.article)
    return f"{_('**Published.**')} {url}" if url else _("**Published.**")


def _cleared(status: Status) -> str:
    if not status.ahead:
        return _("**Cleared** and on its way, next in line.")
    return ngettext(
        "**Cleared** and on its way, {n} before you.",
        "**Cleared** and on its way, {n} before you.",
        status.ahead,
    )


def _waiting(status: Status) -> str:
    if status.ahead:
        head = ngettext(
            "**Waiting for review**, {n} before you.",
            "**Waiting for review**, {n} before you.",
            status.ahead,
        )
    else:
        head = _("**Waiting for review**, next in line.")
    rest = _(
        "Nobody but the moderators can see it. The answer will come here for 15 minutes, after "
        "that as a direct message, and it is always under **My comments**."
    )
    return f"{head} {rest}"


def _rejected(status: Status) -> str:
    return f"{_for_a_reason(status, *_REJECTED)} {_way_on(status)}".rstrip()


def _removed(status: Status) -> str:
    said = _for_a_reason(status, *_REMOVED)
    return f"{said} {_(_CONTEST)}" if status.may_contest else said


def _withdrawn(_status: Status) -> str:
    return _("**Withdrawn.** Nobody can see it any more.")


def _edit_waiting(status: Status) -> str:
    if status.ahead:
        head = ngettext(
            "**Your change is waiting for review**, {n} before you.",
            "**Your change is waiting for review**, {n} before you.",
            status.ahead,
        )
    else:
        head = _("**Your change is waiting for review**, next in line.")
    return f"{head} {_('Until then the text as it was stays.')}"


def _edit_rejected(status: Status) -> str:
    stays = _("The text as it was stays.")
    return f"{_for_a_reason(status, *_EDIT_REJECTED)} {stays} {_way_on(status)}".rstrip()


_REJECTED = (mark("**Not published**."), mark("**Not published**, because: {reasons}"))
_REMOVED = (
    mark("**Removed** by a moderator."),
    mark("**Removed** by a moderator, because: {reasons}"),
)
_EDIT_REJECTED = (
    mark("**Your change is not published**."),
    mark("**Your change is not published**, because: {reasons}"),
)
_CONTEST = mark("If you think that this is wrong, press Appeal: another moderator will decide.")

_STANDING = {
    Standing.RECEIVED: _received,
    Standing.PUBLISHED: _published,
    Standing.CLEARED: _cleared,
    Standing.WAITING: _waiting,
    Standing.REJECTED: _rejected,
    Standing.REMOVED: _removed,
    Standing.WITHDRAWN: _withdrawn,
    Standing.EDIT_WAITING: _edit_waiting,
    Standing.EDIT_REJECTED: _edit_rejected,
}


def _for_a_reason(status: Status, alone: str, because: str) -> str:
    """One of two sentences: without reasons, or with them."""
    if not status.because:
        return _(alone)
    reasons = " ".join(safe.literal(explained(reason.strip())) for reason in status.because)
    end = "" if reasons.endswith((".", "!", "?")) else "."
    return _(because, reasons=f"{reasons}{end}")


def _way_on(status: Status) -> str:
    if status.may_appeal:
        return _("You can rewrite it, or ask a moderator to read it.")
    if status.may_contest:
        return _("You can rewrite it, or appeal: another moderator will decide.")
    return _("You can rewrite it.")


def topic_sentence(topic: Topic, detail: str) -> str:
    """What a server's moderators or owner are told once."""
    return _(_TOPICS[topic], detail=safe.literal(safe.one_line(detail, 300)))


_TOPICS = {
    Topic.NO_WEBHOOK: mark(
        "I cannot use a webhook ({detail}), so comments appear under my own name with the author's "
        "name in bold. To mend it, give me **Manage Webhooks** in the articles' channel, or delete "
        "one of its 15 webhooks."
    ),
    Topic.DESK_UNUSABLE: mark(
        "Held comments have no channel to wait in: {detail} They are safe and wait in `/queue`."
    ),
    Topic.CANNOT_DELETE: mark(
        "A member typed a message below an article and I could not delete it ({detail}), so it can "
        "be read unjudged. Give me **Manage Messages** in the articles' channel."
    ),
    Topic.SHIELD_DOWN: mark(
        "AutoMod does not refuse slurs for me in channels with free typing: {detail} Everything "
        "typed there is still judged when it arrives, and deleted where it must wait."
    ),
    Topic.FEED_DEAD: mark(
        "A feed has failed for a day, or says that it is gone, so nothing new comes from it. "
        "See /feed list: remove it, or name its new address. {detail}"
    ),
    Topic.STAGE_UNAVAILABLE: mark(
        "I could not post below an article: {detail}. Its thread may have been deleted or locked, "
        "or I may lack **View Channel**, **Send Messages in Threads** or **Manage Threads** there. "
        "Comments are kept and will be posted as soon as I can."
    ),
}
