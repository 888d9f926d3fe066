"""Asking the remote judge: one request for a text, an answer in time, or the text is held."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import aiohttp

from bot.domain.verdict import Category, Decision, Finding, Span, Verdict
from bot.moderation import Context, TextKind, wording
from bot.remote_judge.dialects import DIALECTS, AnswerUnreadable, evidence_of
from bot.remote_judge.endpoint import Endpoint
from bot.workflow.ports import Judge

log = logging.getLogger(__name__)

LARGEST_ANSWER = 64 * 1024
"""Bytes of an answer that are read; a longer one is none."""
AT_ONCE = 8
"""Requests at the same time."""


class RemoteJudge:
    """`bot.workflow.ports.Judge`: another judge first, then the remote one.

    What the first one holds or rejects is not sent, nor is a display name: no more leaves the
    machine than could be published. Whatever goes wrong with the remote one holds the text.
    """

    def __init__(self, first: Judge, endpoint: Endpoint) -> None:
        self._first = first
        self._endpoint = endpoint
        self._dialect = DIALECTS[endpoint.dialect]
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def __call__(self, text: str, context: Context) -> Verdict:
        verdict = await self._first(text, context)
        if verdict.decision >= Decision.HOLD or context.kind is TextKind.DISPLAY_NAME:
            return verdict
        return verdict.merge(await self.ask(text, context))

    async def ask(self, text: str, context: Context) -> Verdict:
        """The remote judge's own verdict."""
        policy = context.deciding
        host = self._endpoint.host
        try:
            async with asyncio.timeout(self._endpoint.time_limit), self._turns:
                answer = await self._post(
                    self._dialect.request(text, context, self._endpoint.model)
                )
            scores = self._dialect.scores(answer)
        except TimeoutError:
            return _not_asked(text, policy.label, f"{host} did not answer in time")
        except AnswerUnreadable as wrong:
            return _not_asked(text, policy.label, f"{host} gave no answer to rely on: {wrong}")
        except (aiohttp.ClientError, OSError) as failure:
            return _not_asked(
                text, policy.label, f"{host} cannot be reached ({type(failure).__name__})"
            )
        found = tuple(map(policy.decide, evidence_of(scores, text, host)))
        return Verdict.of(found, policy.label)

    async def close(self) -> None:
        """Close the connections."""
        if self._session is not None:
            await self._session.close()

    async def _post(self, body: object) -> Any:
        if self._session is None:
            self._session = aiohttp.ClientSession()
        key = self._endpoint.key
        async with self._session.post(
            self._endpoint.url,
            json=body,
            headers={"Authorization": f"Bearer {key}"} if key else None,
            # A redirect would carry comment and key to somebody who was not named.
            allow_redirects=False,
        ) as response:
            if response.status != 200:
                raise AnswerUnreadable(f"it answered with status {response.status}")
            raw = bytearray()
            async for part in response.content.iter_chunked(LARGEST_ANSWER):
                raw += part
                if len(raw) > LARGEST_ANSWER:
                    raise AnswerUnreadable(f"it is longer than {LARGEST_ANSWER:,} bytes")
        try:
            return json.loads(raw)
        except (UnicodeDecodeError, ValueError, RecursionError):
            raise AnswerUnreadable("it is not JSON") from None


def _not_asked(text: str, policy: str, why: str) -> Verdict:
    log.warning("the remote judge failed, the text is held: %s", why)
    finding = Finding(
        decision=Decision.HOLD,
        rule="remote-failed",
        category=Category.FAILURE,
        span=Span(0, len(text)),
        score=1.0,
        explanation=wording.REMOTE_FAILED.format(why=why),
    )
    return Verdict.of((finding,), policy)
