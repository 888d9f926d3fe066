"""The front of the REST interface: from an HTTP request to an answer.

Order: route, who asks, faults that strike early, rate limits, body and query,
the handler, latency, faults that strike late. Everything goes into the journal.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from aiohttp import web

from bot.sandbox.errors import GENERAL_UNAUTHORIZED, Refused, Unsupported
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.jsontypes import JsonText, Payload, encode
from bot.sandbox.limits import Limit, RateLimits, Verdict
from bot.sandbox.model.applications import Application
from bot.sandbox.model.users import User
from bot.sandbox.openapi import Description
from bot.sandbox.rest.bodies import RawBody, read_body
from bot.sandbox.rest.checking import checked_body, checked_query
from bot.sandbox.rest.identity import application_for, caller_of
from bot.sandbox.rest.routing import Answer, Call, Created, Route, Router
from bot.sandbox.rest.sockets import drop_connection, reset_connection
from bot.sandbox.world import World

_log = logging.getLogger(__name__)

_COMMON_HEADERS = {"Content-Type": "application/json", "Via": "1.1 sandbox"}
# Long answers are lists of messages or members; they would fill the memory.
_LONGEST_KEPT = 20_000
_INVALID_STATUSES = (401, 403, 429)


class ConnectionLost(Exception):
    """The connection was cut on purpose; there is nobody left to answer."""


@dataclass(slots=True)
class _Exchange:
    """One request and what becomes of it."""

    request: web.BaseRequest
    route: Route
    params: dict[str, str]
    caller: User | None
    application: Application | None
    started: float
    raw: RawBody = field(default_factory=RawBody)
    status: int = 0
    answer: object = None
    headers: dict[str, str] = field(default_factory=dict)
    fault: str | None = None


class RestFront:
    def __init__(
        self,
        world: World,
        router: Router,
        faults: Faults,
        limits: RateLimits,
        description: Description | None,
    ) -> None:
        self._world = world
        self._router = router
        self._faults = faults
        self._limits = limits
        self._description = description

    @property
    def templates(self) -> set[str]:
        return self._router.templates

    async def handle(self, request: web.BaseRequest, path: str) -> web.Response:
        """Answer one request; ``path`` is what follows ``/api/v10``, still quoted."""
        steps = [unquote(step) for step in path.strip("/").split("/")]
        found = self._router.find(request.method, steps)
        if found is None:
            return self._unknown_route(request, path, steps)
        route, params = found
        caller = caller_of(self._world, request)
        exchange = _Exchange(
            request,
            route,
            params,
            caller,
            application_for(self._world, steps, caller),
            time.perf_counter(),
        )
        try:
            await self._perform(exchange)
        finally:
            text = JsonText(encode(exchange.answer))
            self._write(exchange, text)
        return _response(exchange.status, text, exchange.headers)

    async def _perform(self, exchange: _Exchange) -> None:
        application, route = exchange.application, exchange.route
        if application is None:
            await self._answer(exchange)
            return
        fault = self._faults.strike(application.id, route.method, route.template)
        if fault is not None:
            exchange.fault = fault.kind
        # A request is under way as long as its answer: what it asks for happens in between.
        if application.latency_seconds:
            await asyncio.sleep(application.latency_seconds / 2)
        if fault is not None and self._strikes_early(exchange, fault):
            pass
        elif self._admit(exchange, application):
            await self._answer(exchange)
        if exchange.status in _INVALID_STATUSES:
            self._limits.note_invalid(application.id)
        delay = application.latency_seconds / 2
        if fault is not None and fault.kind == "slow":
            delay += fault.seconds
        if delay:
            await asyncio.sleep(delay)
        if fault is not None and fault.kind == "answer_lost":
            drop_connection(exchange.request)
            raise ConnectionLost

    async def _answer(self, exchange: _Exchange) -> None:
        try:
            exchange.status, exchange.answer = await self._work(exchange)
        except Refused as refused:
            exchange.status, exchange.answer = refused.status, refused.payload()
            if refused.retry_after is not None:
                exchange.headers["Retry-After"] = str(int(refused.retry_after) + 1)
        except Unsupported as unsupported:
            exchange.status, exchange.answer = self._unsupported(exchange, str(unsupported))

    async def _work(self, exchange: _Exchange) -> tuple[int, object]:
        route = exchange.route
        if route.auth == "header" and exchange.caller is None:
            raise Refused(GENERAL_UNAUTHORIZED)
        if route.for_bots_only and exchange.application is None:
            raise Refused(GENERAL_UNAUTHORIZED)
        exchange.raw = await read_body(exchange.request, route.name)
        call = self._call(exchange)
        status, body = _status_and_body(await route.handler(call))
        # What Discord refuses has been refused by now; what is left must be as described.
        complaint = self._complaint(exchange, status, body)
        return (status, body) if complaint is None else complaint

    def _complaint(
        self, exchange: _Exchange, status: int, body: object
    ) -> tuple[int, Payload] | None:
        """A bad answer to a request or answer that Discord's description does not allow."""
        if self._description is None or exchange.application is None:
            return None
        route, raw = exchange.route, exchange.raw
        where = route.method, route.template
        side, sent, failure = "request", raw.json, 400
        problems = self._description.request_problems(*where, raw.json, raw.is_multipart)
        if not problems:
            side, sent, failure = "answer", body, 500
            problems = self._description.answer_problems(*where, status, body)
        if not problems:
            return None
        self._journal_openapi(exchange, side, problems, sent)
        return failure, {"message": f"OpenAPI: {'; '.join(problems)}", "code": 0}

    def _call(self, exchange: _Exchange) -> Call:
        route, raw, request = exchange.route, exchange.raw, exchange.request
        body, items = checked_body(route, raw)
        query = checked_query(route, request.query)
        reason = request.headers.get("X-Audit-Log-Reason")
        return Call(
            world=self._world,
            route=route,
            params=exchange.params,
            query=query,
            body=body,
            items=items,
            uploads=raw.uploads,
            reason=unquote(reason) if reason else None,
            caller=exchange.caller,
            application=exchange.application,
        )

    # Limits and faults

    def _admit(self, exchange: _Exchange, application: Application) -> bool:
        route, params = exchange.route, exchange.params
        major = tuple(params[name] for name in route.major if name in params)
        keyed: list[tuple[Limit, Hashable]] = [(route.limit, (application.id, major))]
        if route.extra_limit is not None:
            limit, key = route.extra_limit
            keyed.append((limit, key(self._world, params)))
        verdict = self._limits.admit(
            application.id,
            application.limit_scale,
            keyed,
            counts_globally=route.auth == "header",
        )
        exchange.headers.update(verdict.headers)
        if verdict.retry_after is None:
            return True
        _refuse_for_now(exchange, verdict)
        return False

    def _strikes_early(self, exchange: _Exchange, fault: Fault) -> bool:
        self._world.journal.write(
            "fault", fault.application_id, fault=fault.kind, route=exchange.route.name
        )
        if fault.kind == "reset_before":
            reset_connection(exchange.request)
            raise ConnectionLost
        if fault.kind == "429":
            _refuse_for_now(exchange, Verdict({}, retry_after=fault.retry_after))
            exchange.headers["X-RateLimit-Scope"] = "shared"
            return True
        if fault.kind.isdecimal():
            exchange.status = int(fault.kind)
            exchange.answer = {"message": f"{fault.kind}: injected fault", "code": 0}
            return True
        return False

    # What the sandbox does not know, and the journal

    def _unknown_route(
        self, request: web.BaseRequest, path: str, steps: Sequence[str]
    ) -> web.Response:
        what = f"the sandbox does not know the route {request.method} {path}"
        application = application_for(self._world, steps, caller_of(self._world, request))
        _log.error("Unsupported: %s", what)
        self._world.journal.write("unsupported", application.id if application else None, what=what)
        return _response(501, encode({"message": what, "code": 0, "unsupported": True}), {})

    def _unsupported(self, exchange: _Exchange, what: str) -> tuple[int, Payload]:
        """501, except where clients take any 5xx for a hiccup and try again for long."""
        _log.error("Unsupported: %s", what)
        application = exchange.application
        self._world.journal.write("unsupported", application.id if application else None, what=what)
        status = 400 if exchange.route.auth == "path" else 501
        return status, {"message": what, "code": 0, "unsupported": True}

    def _journal_openapi(
        self, exchange: _Exchange, side: str, problems: Sequence[str], body: object
    ) -> None:
        application = exchange.application
        _log.error("OpenAPI: %s of %s: %s", side, exchange.route.name, "; ".join(problems))
        self._world.journal.write(
            "openapi",
            application.id if application else None,
            side=side,
            route=exchange.route.name,
            problems=list(problems),
            body=body,
        )

    def _write(self, exchange: _Exchange, answer: JsonText) -> None:
        application, request = exchange.application, exchange.request
        is_person = exchange.caller is not None and not exchange.caller.bot
        self._world.journal.write(
            "person" if is_person else "request",
            application.id if application else None,
            method=request.method,
            route=exchange.route.template,
            path=request.path,
            query=dict(request.query),
            body=exchange.raw.json,
            files=[upload.filename for upload in exchange.raw.uploads],
            reason=request.headers.get("X-Audit-Log-Reason"),
            status=exchange.status or None,
            answer=answer if len(answer) <= _LONGEST_KEPT else "too long to keep",
            fault=exchange.fault,
            user_id=str(exchange.caller.id) if exchange.caller else None,
            milliseconds=round((time.perf_counter() - exchange.started) * 1000, 3),
        )


def _refuse_for_now(exchange: _Exchange, verdict: Verdict) -> None:
    exchange.status, exchange.answer = 429, verdict.body()
    exchange.headers.setdefault("Retry-After", str(int(verdict.retry_after or 0) + 1))
    if verdict.shut_out:
        exchange.headers["Via"] = ""


def _status_and_body(answer: Answer) -> tuple[int, object]:
    if answer is None:
        return 204, None
    if isinstance(answer, Created):
        return answer.status, answer.body
    return 200, answer


def _response(status: int, text: str, headers: Mapping[str, str]) -> web.Response:
    made = {**_COMMON_HEADERS, **headers}
    if not made["Via"]:
        del made["Via"]
    if status == 204:
        del made["Content-Type"]
        return web.Response(status=204, headers=made)
    return web.Response(status=status, body=text.encode(), headers=made)
