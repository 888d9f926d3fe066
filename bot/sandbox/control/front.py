"""The front of the control interface: loopback only, JSON in and out."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet

from aiohttp import web

from bot.sandbox.control import acting, making, switching, watching
from bot.sandbox.errors import Refused, Unsupported
from bot.sandbox.faults import Faults
from bot.sandbox.jsontypes import Fields, encode
from bot.sandbox.rest.routing import Call, Created, Router
from bot.sandbox.shapes import checked_object
from bot.sandbox.world import World

_LOOPBACK = ("127.0.0.1", "::1")


class ControlFront:
    def __init__(self, world: World, faults: Faults, templates: AbstractSet[str]) -> None:
        self._world = world
        self._router = Router(
            [
                making.routes,
                acting.routes,
                watching.routes,
                switching.make_routes(faults, templates),
            ]
        )

    async def handle(self, request: web.BaseRequest) -> web.Response:
        if request.remote not in _LOOPBACK:
            return _answer(403, {"message": "The control interface is for this machine alone"})
        steps = request.path.removeprefix("/sandbox/").strip("/").split("/")
        found = self._router.find(request.method, steps)
        if found is None:
            what = f"no control route {request.method} {request.path}"
            return _answer(404, {"message": what, "code": 0})
        route, params = found
        try:
            content = await request.content.read()
            raw = json.loads(content) if content else {}
            body = checked_object(route.body, raw, route.name) if route.body else Fields()
            query = (
                checked_object(route.query, dict(request.query), route.name)
                if route.query
                else Fields()
            )
            call = Call(
                world=self._world,
                route=route,
                params=params,
                query=query,
                body=body,
                items=(),
                uploads=(),
                reason=None,
                caller=None,
                application=None,
            )
            result = await route.handler(call)
        except Refused as refused:
            return _answer(refused.status, refused.payload())
        except (Unsupported, ValueError) as error:
            return _answer(400, {"message": str(error), "code": 0})
        return _answer(200, result.body if isinstance(result, Created) else result)


def _answer(status: int, body: object) -> web.Response:
    return web.Response(
        status=status, body=encode(body).encode(), headers={"Content-Type": "application/json"}
    )
