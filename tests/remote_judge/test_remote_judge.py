"""The remote judge, asked over real sockets: what it is sent, and that every failure holds."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import unused_port

from bot.domain.verdict import Category, Decision, Verdict
from bot.moderation import Context, TextKind
from bot.remote_judge import Endpoint, RemoteJudge
from bot.workflow.judging import OfflineJudge
from tests.remote_judge.service import Service, moderation, serving

TEXT = "The council has moved the market again."
HELD = "We should kill every last migrant on this island tonight."
CALM = moderation({"hate": 0.01, "harassment": 0.02, "violence": 0.4})
CONTEXT = Context(article_title="Market moves to the quay", parent_text="Again?")


@asynccontextmanager
async def judging(endpoint: Endpoint) -> AsyncIterator[RemoteJudge]:
    """A judge that asks lexicon and rules first, and then this service."""
    first = OfflineJudge()
    judge = RemoteJudge(first, endpoint)
    try:
        yield judge
    finally:
        await judge.close()
        first.close()


async def judged(service: Service, text: str = TEXT, **endpoint: Any) -> Verdict:
    """What comes of the text."""
    asked = Endpoint(**{"dialect": "openai", "url": service.url, "model": "m"} | endpoint)
    async with judging(asked) as judge:
        return await judge(text, CONTEXT)


async def test_what_the_service_finds_harmless_is_published_and_only_the_text_is_sent() -> None:
    async with serving(CALM) as service:
        verdict = await judged(service, key="sk-1")
    assert verdict.decision is Decision.PUBLISH
    assert service.asked == [{"input": TEXT, "model": "m"}]
    assert service.keys == ["Bearer sk-1"]


async def test_a_category_that_the_service_flags_is_held_and_the_moderator_is_told_by_whom() -> (
    None
):
    async with serving(
        moderation({"hate/threatening": 0.44, "hate": 0.2}, "hate/threatening")
    ) as s:
        verdict = await judged(s)
    assert verdict.decision is Decision.HOLD
    (finding,) = verdict.findings
    assert finding.rule == "remote.incitement"
    assert finding.explanation == "127.0.0.1 reads incitement in it (0.75)."


async def test_a_high_score_counts_without_a_flag() -> None:
    async with serving(moderation({"hate": 0.93})) as service:
        verdict = await judged(service)
    assert verdict.decision is Decision.HOLD
    assert verdict.scores == {"hate": 0.93}


async def test_reports_of_violence_are_none_of_our_categories() -> None:
    async with serving(moderation({"hate": 0.0, "violence": 0.99}, "violence")) as service:
        assert (await judged(service)).decision is Decision.PUBLISH


async def test_a_classifier_of_ones_own_sees_title_and_comment_answered() -> None:
    async with serving({"scores": {"incitement": 0.8, "mood": 3}}) as service:
        verdict = await judged(service, dialect="plain")
    assert verdict.decision is Decision.HOLD
    assert service.asked == [
        {"text": TEXT, "article_title": CONTEXT.article_title, "parent_text": CONTEXT.parent_text}
    ]
    assert service.keys == [None]


async def test_what_waits_anyway_is_not_sent_and_names_never_are() -> None:
    async with serving(CALM) as service:
        assert (await judged(service, HELD)).decision is Decision.HOLD
        async with judging(Endpoint("openai", service.url)) as judge:
            await judge("Ada Lovelace", Context(kind=TextKind.DISPLAY_NAME))
    assert service.asked == []


@pytest.mark.parametrize(
    ("answer", "status", "told"),
    [
        (CALM, 429, "status 429"),
        (CALM, 500, "status 500"),
        (b"<html>", 200, "not JSON"),
        (b"[" * 60_000, 200, "not JSON"),
        (b"\xff\xfe", 200, "not JSON"),
        (json.dumps(CALM).encode() + b" " * 70_000, 200, "longer than 65,536 bytes"),
        ({}, 200, "not the answer"),
        ([1], 200, "not the answer"),
        ({"results": []}, 200, "not the answer"),
        (moderation({"violence": 0.1}), 200, "none of the categories"),
        (moderation({"hate": 1.5}), 200, "the score of hate"),
        (b'{"results": [{"categories": {}, "category_scores": {"hate": NaN}}]}', 200, "of hate"),
        (b'{"results": [{"categories": {}, "category_scores": {"hate": true}}]}', 200, "of hate"),
    ],
)
async def test_an_answer_that_cannot_be_relied_on_holds_the_comment(
    answer: object, status: int, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with serving(answer) as service:
        service.status = status
        verdict = await judged(service, key="sk-secret")
    assert verdict.decision is Decision.HOLD
    (finding,) = verdict.findings
    assert finding.category is Category.FAILURE
    assert told in finding.explanation
    assert TEXT not in caplog.text
    assert "sk-secret" not in caplog.text


@pytest.mark.parametrize(
    "answer", [{}, {"scores": []}, {"scores": {}}, {"scores": {"hate": "0.1"}}, ["scores"]]
)
async def test_an_unreadable_answer_of_ones_own_classifier_holds_too(answer: object) -> None:
    async with serving(answer) as service:
        verdict = await judged(service, dialect="plain")
    assert verdict.decision is Decision.HOLD


async def test_a_service_that_is_late_or_away_holds_the_comment() -> None:
    async with serving(CALM) as service:
        service.delay = 5
        verdict = await judged(service, time_limit=0.2)
    assert verdict.decision is Decision.HOLD
    assert "did not answer in time" in verdict.findings[0].explanation
    away = Service(unused_port())
    verdict = await judged(away)
    assert verdict.decision is Decision.HOLD
    assert "cannot be reached" in verdict.findings[0].explanation


async def test_a_redirect_is_not_followed_with_comment_and_key() -> None:
    async with serving(CALM) as elsewhere, serving(CALM) as service:
        service.status, service.headers = 307, {"Location": elsewhere.url}
        verdict = await judged(service, key="sk-1")
    assert verdict.decision is Decision.HOLD
    assert elsewhere.asked == []
