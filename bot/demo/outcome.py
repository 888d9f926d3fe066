"""What came of every comment, read from the database, and whether anything leaked."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from bot.demo.play import Part, Play
from bot.domain.article import ArticleDocument
from bot.domain.comment import Comment, CommentState, HistoryEntry
from bot.domain.verdict import Decision, Verdict
from bot.sandbox.people.messages import Seen
from bot.storage.store import SqlStore

Json = dict[str, Any]

_STATE_OF = {
    Decision.PUBLISH: CommentState.PUBLISHED,
    Decision.FLAG: CommentState.PUBLISHED,
    Decision.HOLD: CommentState.HELD,
    Decision.REJECT: CommentState.REJECTED,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One comment at the end."""

    part: Part
    comment: Comment | None
    """None where it was never sent."""
    verdict: Verdict | None
    history: Sequence[HistoryEntry]
    visible_at: int | None
    """When the reader was first shown it, in Unix milliseconds; None if never."""
    cleared_at: float | None
    """When policy or moderator let it through, likewise."""

    @property
    def seen_too_early(self) -> bool:
        """Whether it could be read before it had been let through."""
        if self.visible_at is None:
            return False
        return self.cleared_at is None or self.visible_at < self.cleared_at

    @property
    def visible_ms(self) -> int | None:
        """From sending it to the reader seeing it."""
        if self.visible_at is None or self.part.sent_at is None or self.part.decided:
            return None
        return max(0, round(self.visible_at - self.part.sent_at))


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything at the end."""

    document: ArticleDocument
    results: Sequence[Result]
    ready_ms: int

    @property
    def visible_before_judged(self) -> int:
        """How many comments could be read before they were let through."""
        return sum(result.seen_too_early for result in self.results)

    @property
    def failures(self) -> list[str]:
        """What did not come out as it should, in sentences; empty when all is well."""
        return [failure for result in self.results for failure in _failures(result)]

    def to_json(self, masked: Callable[[str], str] = str) -> Json:
        """The object that ``greenroom demo --json`` prints.

        Args:
            masked: Takes words out of a text that are not to be printed, without moving a span.
        """
        return {
            "article": {
                "title": self.document.title,
                "attribution": self.document.attribution,
                "paragraphs": list(self.document.paragraphs),
                "captions": [caption.text for caption in self.document.captions],
            },
            "comments": [_comment_json(result, masked) for result in self.results],
            "timings_ms": {
                "bot_ready": self.ready_ms,
                "submit_to_answer": _spread(r.part.answered_ms for r in self.results),
                "submit_to_visible": _spread(r.visible_ms for r in self.results),
            },
            "visible_before_judged": self.visible_before_judged,
        }


async def outcome_of(play: Play) -> Outcome:
    """Read the database and the reader's screen."""
    seen = await play.house.reader.seen()
    store = SqlStore.at(play.house.database_url)
    try:
        async with store.read() as tx:
            results = []
            for part in play.parts:
                found = await tx.comments.of_author(play.house.guild.id, part.person.id)
                comment = found[0] if found else None
                if comment is None:
                    results.append(Result(part, None, None, (), None, None))
                    continue
                revision = await tx.comments.revision(comment.id, 1)
                history = await tx.comments.history(comment.id)
                verdict = revision.verdict if revision is not None else None
                results.append(
                    Result(
                        part,
                        comment,
                        verdict,
                        history,
                        _first_seen(seen, comment, part),
                        _cleared_at(history),
                    )
                )
    finally:
        await store.close()
    return Outcome(play.document, results, play.house.ready_ms)


def _first_seen(seen: Sequence[Seen], comment: Comment, part: Part) -> int | None:
    """When the comment's post, or anything with its text, first came onto the reader's screen."""
    marks = part.text.split("\n")[0][:60]
    moments = [
        one.first_seen_at
        for one in seen
        if one.message_id == comment.message_id
        or any(part.person.mention in text or (marks and marks in text) for text in one.texts)
    ]
    return min(moments, default=None)


def _cleared_at(history: Sequence[HistoryEntry]) -> float | None:
    moments = [
        entry.at.timestamp() * 1000
        for entry in history
        if entry.event in {"cleared", "flagged", "approved"}
    ]
    return min(moments, default=None)


def _failures(result: Result) -> list[str]:
    name = result.part.author or "an anonymous reader"
    if result.comment is None or result.verdict is None:
        return [f"{name}: not stored ({result.part.refused or 'no answer'})"]
    problems = []
    state = result.comment.state
    if not result.part.decided and state is not _STATE_OF[result.verdict.decision]:
        problems.append(f"{name}: judged {result.verdict.decision.label}, but {state.value}")
    if result.seen_too_early:
        problems.append(f"{name}: could be read before it was let through")
    if (state is CommentState.PUBLISHED) != (result.visible_at is not None):
        shown = "visible" if result.visible_at is not None else "not visible"
        problems.append(f"{name}: {state.value}, but {shown}")
    return problems


def _comment_json(result: Result, masked: Callable[[str], str]) -> Json:
    comment, verdict = result.comment, result.verdict
    return {
        "author": result.part.author,
        "text": masked(result.part.text),
        "decision": verdict.decision.label if verdict is not None else None,
        "state": comment.state.value if comment is not None else "not sent",
        "findings": [
            {
                "rule": finding.rule,
                "start": finding.span.start,
                "end": finding.span.end,
                "score": finding.score,
                "explanation": masked(finding.explanation),
            }
            for finding in (verdict.findings if verdict is not None else ())
        ],
        "exposed_ms": comment.exposed_ms if comment is not None else 0,
        **({"refused": result.part.refused} if result.part.refused else {}),
    }


def _spread(values: Any) -> Json:
    """Number, median and maximum; None where nothing was measured."""
    known = sorted(value for value in values if value is not None)
    return {
        "n": len(known),
        "median": round(statistics.median(known)) if known else None,
        "max": known[-1] if known else None,
    }
