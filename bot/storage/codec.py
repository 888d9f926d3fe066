"""Documents and verdicts as JSON, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.domain.article import (
    ArticleDocument,
    Caption,
    CommentBorder,
    LineRole,
    ReaderComment,
    Reading,
    ReadingNote,
    SourceLine,
    Subheading,
)
from bot.domain.look import Look, Picture
from bot.domain.verdict import Category, Counter, Decision, Finding, Span, Verdict

# JSON as the database driver returns it: its shape is known only after it has been decoded here.
Json = dict[str, Any]


def look_to_json(look: Look) -> Json:
    """How a post looks, in plain JSON types."""
    return asdict(look)


def look_from_json(data: Json | None) -> Look:
    """The look that `look_to_json` wrote; that of old rows is the default."""
    if data is None:
        return Look()
    return Look(
        title=data["title"],
        lead=data["lead"],
        picture=Picture(data["picture"]),
        mention_role_id=data["mention_role_id"],
        tags=tuple(data["tags"]),
    )


def document_to_json(document: ArticleDocument) -> Json:
    """Everything that was read, in plain JSON types."""
    data = asdict(document)
    moment = document.published_at
    data["published_at"] = moment.isoformat() if moment is not None else None
    return data


def document_from_json(data: Json) -> ArticleDocument:
    """The document that `document_to_json` wrote."""
    reading = data["reading"]
    moment = data["published_at"]
    return ArticleDocument(
        title=data["title"],
        paragraphs=tuple(data["paragraphs"]),
        attribution=data["attribution"],
        attribution_line=data["attribution_line"],
        author=data["author"],
        published_at=datetime.fromisoformat(moment) if moment is not None else None,
        subheadings=tuple(Subheading(**item) for item in data["subheadings"]),
        captions=tuple(Caption(**item) for item in data["captions"]),
        picture_url=data["picture_url"],
        url=data["url"],
        comments=tuple(ReaderComment(**item) for item in data["comments"]),
        reading=Reading(
            confidence=reading["confidence"],
            border=CommentBorder(reading["border"]),
            comments_line=reading["comments_line"],
            notes=tuple(
                ReadingNote(item["text"], item["confidence"], tuple(item["lines"]))
                for item in reading["notes"]
            ),
            set_aside=tuple(
                SourceLine(item["number"], item["text"], LineRole(item["role"]))
                for item in reading["set_aside"]
            ),
        ),
    )


def verdict_to_json(verdict: Verdict) -> Json:
    """The verdict in the form that ``greenroom check --jsonl`` prints too, and more."""
    return {
        "decision": verdict.decision.label,
        "policy": verdict.policy,
        "findings": [
            {
                "decision": finding.decision.label,
                "rule": finding.rule,
                "category": finding.category.value,
                "start": finding.span.start,
                "end": finding.span.end,
                "score": finding.score,
                "explanation": finding.explanation,
                "counters": [
                    {"kind": counter.kind, "explanation": counter.explanation}
                    for counter in finding.counters
                ],
            }
            for finding in verdict.findings
        ],
    }


def verdict_from_json(data: Json) -> Verdict:
    """The verdict that `verdict_to_json` wrote."""
    findings = tuple(
        Finding(
            decision=Decision[item["decision"].upper()],
            rule=item["rule"],
            category=Category(item["category"]),
            span=Span(item["start"], item["end"]),
            score=item["score"],
            explanation=item["explanation"],
            counters=tuple(Counter(**counter) for counter in item["counters"]),
        )
        for item in data["findings"]
    )
    return Verdict.of(findings, data["policy"])
