"""What decisions, states and events are called where people read them."""

from __future__ import annotations

from bot.domain.comment import CommentState, Source
from bot.domain.verdict import Decision
from bot.locales import _, mark

_DECISIONS = {
    Decision.PUBLISH: mark("publish"),
    Decision.FLAG: mark("flag"),
    Decision.HOLD: mark("hold"),
    Decision.REJECT: mark("reject"),
}
_STATES = {
    CommentState.RECEIVED: mark("received"),
    CommentState.HELD: mark("held"),
    CommentState.PUBLISHED: mark("published"),
    CommentState.REJECTED: mark("rejected"),
    CommentState.WITHDRAWN: mark("withdrawn"),
    CommentState.REMOVED: mark("removed"),
}
_WAITING = mark("waiting")
_SOURCES = {
    Source.FORM: mark("the form"),
    Source.TYPED: mark("a message"),
    Source.FREE: mark("free mode"),
    Source.BLOCKED: mark("AutoMod"),
    Source.IMPORT: mark("the article's page"),
    Source.ARCHIVE: mark("the article's page"),
}
_EVENTS = {
    "approved": mark("approved"),
    "appealed": mark("appealed"),
    "cleared": mark("cleared"),
    "deleted": mark("deleted"),
    "edited": mark("edited"),
    "erased": mark("erased"),
    "flagged": mark("flagged"),
    "held": mark("held"),
    "hidden": mark("hidden"),
    "kept": mark("kept"),
    "received": mark("received"),
    "rejected": mark("rejected"),
    "removed": mark("removed"),
    "reported": mark("reported"),
    "shown": mark("shown"),
    "undone": mark("undone"),
    "withdrawn": mark("withdrawn"),
}


def decision(one: Decision) -> str:
    """What happens to a text, in one word."""
    return _(_DECISIONS[one])


def state(one: CommentState) -> str:
    """How far a comment has got."""
    return _(_STATES[one])


def count_of(many: int, standing: str) -> str:
    """How many comments are in a state, or wait."""
    word = _WAITING if standing == "waiting" else _STATES[CommentState(standing)]
    return f"{many} {_(word)}"


def source(one: Source) -> str:
    """The way a text came."""
    return _(_SOURCES[one])


def event(name: str) -> str:
    """What happened to a comment; a name of later versions stays as it is."""
    return _(_EVENTS[name]) if name in _EVENTS else name
