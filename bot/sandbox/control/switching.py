"""Faults, latency, limits, clocks and sockets of an application."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from dataclasses import asdict

from bot.sandbox.control import lookup
from bot.sandbox.faults import FAULT_KINDS, Fault, Faults
from bot.sandbox.gateway.protocol import Op
from bot.sandbox.jsontypes import Payload, encode
from bot.sandbox.model.applications import PRIVILEGED_INTENTS
from bot.sandbox.operations.interactions import expire_unanswered
from bot.sandbox.rest.routing import Answer, Call, Routes
from bot.sandbox.shapes import (
    Choice,
    Flag,
    Integer,
    ListOf,
    Number,
    Object,
    Text,
    optional,
    required,
)

_PARAMETER = re.compile(r"\{[^}]*\}")

_SWITCHES = Object(
    {
        "latency_ms": optional(Number()),
        "limit_scale": optional(Number()),
        "privileged": optional(ListOf(Choice(tuple(PRIVILEGED_INTENTS)))),
        "resume_gateway_url": optional(Text()),
        "gateway_url": optional(Text()),
        "shards": optional(Integer(1)),
        "max_concurrency": optional(Integer(1)),
        "advance_clock": optional(Number()),
    }
)
_FAULT = Object(
    {
        "kind": required(Choice(FAULT_KINDS)),
        "method": optional(Choice(("GET", "POST", "PUT", "PATCH", "DELETE"))),
        "route": optional(Text(1)),
        "times": optional(Integer(1)),
        "seconds": optional(Number()),
        "probability": optional(Number()),
        "retry_after": optional(Number()),
    }
)


def make_routes(faults: Faults, templates: AbstractSet[str]) -> Routes:
    """``templates`` are the REST routes that a fault may name."""
    routes = Routes()
    known = {_PARAMETER.sub("{}", template): template for template in templates}

    @routes.add("PATCH", "/applications/{application_id}", body=_SWITCHES, auth="none")
    async def switch(call: Call) -> Answer:
        application, body = lookup.application(call), call.body
        if "latency_ms" in body:
            application.latency_seconds = body.number("latency_ms") / 1000
        if "limit_scale" in body:
            application.limit_scale = body.number_or_none("limit_scale")
        if "privileged" in body:
            application.privileged = frozenset(body.texts("privileged"))
        if "resume_gateway_url" in body:
            application.resume_gateway_url = body.text_or_none("resume_gateway_url")
        if "gateway_url" in body:
            application.gateway_url = body.text_or_none("gateway_url")
        application.shards = body.integer("shards", application.shards)
        application.max_concurrency = body.integer("max_concurrency", application.max_concurrency)
        seconds = body.number_or_none("advance_clock")
        if seconds is not None:
            application.clock.advance(seconds)
            expire_unanswered(call.world, application)
        return {}

    @routes.add("POST", "/applications/{application_id}/faults", body=_FAULT, auth="none")
    async def add_fault(call: Call) -> Answer:
        application, body = lookup.application(call), call.body
        route = body.text_or_none("route")
        if route is not None:
            route = known.get(_PARAMETER.sub("{}", route))
            if route is None:
                raise ValueError(f"no REST route is called {body.text('route')}")
        kind = body.text("kind")
        fault = Fault(
            id=call.world.ids.next(),
            application_id=application.id,
            kind=next(one for one in FAULT_KINDS if one == kind),
            method=body.text_or_none("method"),
            route=route,
            times=body.integer("times", 1) if body.get("times", 1) is not None else None,
            seconds=body.number("seconds"),
            probability=body.number("probability", 1.0),
            retry_after=body.number("retry_after", 1.0),
        )
        faults.add(fault)
        return asdict(fault)

    @routes.add("GET", "/applications/{application_id}/faults", auth="none")
    async def list_faults(call: Call) -> Answer:
        found: list[Payload] = [
            asdict(fault) for fault in faults.pending(lookup.application(call).id)
        ]
        return found

    @routes.add("DELETE", "/applications/{application_id}/faults", auth="none")
    async def clear_faults(call: Call) -> Answer:
        faults.clear(lookup.application(call).id)
        return {}

    @routes.add(
        "POST",
        "/applications/{application_id}/gateway",
        body=Object(
            {
                "action": required(Choice(("drop", "kill", "reconnect", "invalidate"))),
                "resumable": optional(Flag()),
            }
        ),
        auth="none",
    )
    async def disturb(call: Call) -> Answer:
        """Trouble for all sockets of an application; says how many there were."""
        application, hub = lookup.application(call), call.world.hub
        action = call.body.text("action")
        sessions = list(hub.sessions.of(application))
        reached = 0
        for session in sessions:
            if action == "kill":
                hub.sessions.remove(session)
            if session.socket is None:
                continue
            reached += 1
            if action in ("drop", "kill"):
                socket = session.socket
                # At once, not when the broken connection is noticed: the clock may be moved
                # before that.
                session.detach(application.clock.now())
                socket.drop()
            elif action == "reconnect":
                session.socket.send(encode({"t": None, "s": None, "op": Op.RECONNECT, "d": None}))
            else:
                resumable = call.body.flag("resumable")
                if not resumable:
                    hub.sessions.remove(session)
                packet = {"t": None, "s": None, "op": Op.INVALID_SESSION, "d": resumable}
                session.socket.send(encode(packet))
        return {"sockets": reached}

    @routes.add("GET", "/applications/{application_id}/gateway", auth="none")
    async def list_sessions(call: Call) -> Answer:
        """The live sessions, with whether a socket is attached."""
        found: list[Payload] = [
            {
                "id": session.id,
                "shard": list(session.shard),
                "connected": session.socket is not None,
                "sequence": session.sequence,
            }
            for session in call.world.hub.sessions.of(lookup.application(call))
        ]
        return found

    @routes.add(
        "GET",
        "/applications/{application_id}/gateway/connected",
        query=Object({"sockets": required(Integer(0)), "timeout_ms": required(Integer(0))}),
        auth="none",
    )
    async def await_connection(call: Call) -> Answer:
        application, query = lookup.application(call), call.query
        timeout = min(query.integer("timeout_ms") / 1000, 60.0)
        sockets = query.integer("sockets")
        return {
            "connected": await call.world.hub.sessions.wait_connected(application, sockets, timeout)
        }

    return routes
