"""Bodies and queries against the shapes of their route."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.sandbox.errors import Unsupported
from bot.sandbox.jsontypes import Fields
from bot.sandbox.rest.bodies import RawBody
from bot.sandbox.rest.routing import Route
from bot.sandbox.shapes import checked_list, checked_object


def checked_body(route: Route, raw: RawBody) -> tuple[Fields, Sequence[Fields]]:
    if raw.uploads and not route.takes_files:
        raise Unsupported(f"{route.name}: the sandbox takes no files here")
    if route.body_list is not None:
        return Fields(), checked_list(route.body_list, raw.json, route.name)
    if route.body is not None:
        given = {} if raw.json is None else raw.json
        return checked_object(route.body, given, route.name), ()
    if raw.json:
        raise Unsupported(f"{route.name}: the sandbox knows no body here")
    return Fields(), ()


def checked_query(route: Route, query: Mapping[str, str]) -> Fields:
    known = route.query.fields if route.query is not None else {}
    unknown = [name for name in query if name not in known]
    if unknown:
        names = ", ".join(unknown)
        raise Unsupported(f"{route.name}: the sandbox does not know the query parameter {names}")
    if route.query is None:
        return Fields()
    return checked_object(route.query, dict(query), route.name)
