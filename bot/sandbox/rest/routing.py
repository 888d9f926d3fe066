"""Routes: which request goes to which handler, and what it may bring."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from bot.sandbox.errors import FormRefused
from bot.sandbox.jsontypes import Fields, Payload
from bot.sandbox.limits import DEFAULT, Limit
from bot.sandbox.shapes import ListOf, Object, Shape

if TYPE_CHECKING:
    from bot.sandbox.content.uploads import Upload
    from bot.sandbox.model.applications import Application
    from bot.sandbox.model.users import User
    from bot.sandbox.world import World

# How a request says who it is: an Authorization header, or a token in the path.
Auth: TypeAlias = Literal["header", "path", "none"]


@dataclass(frozen=True, slots=True)
class Created:
    """An answer with another status than 200."""

    body: Payload | None
    status: int = 201


Answer: TypeAlias = Payload | list[Payload] | Created | None


@dataclass(slots=True)
class Call:
    """One request, with everything checked that can be checked before the work."""

    world: World
    route: Route
    params: dict[str, str]
    query: Fields
    body: Fields
    items: Sequence[Fields]
    uploads: Sequence[Upload]
    reason: str | None
    caller: User | None
    application: Application | None

    @property
    def user(self) -> User:
        """Who asks; routes without authentication must not ask for it."""
        if self.caller is None:
            raise TypeError(f"{self.route.template} does not know who asks")
        return self.caller

    @property
    def own_application(self) -> Application:
        """The application whose bot asks; people have none."""
        if self.application is None:
            raise TypeError(f"{self.route.template} is for bots")
        return self.application

    def id(self, name: str) -> int:
        """A path parameter as an id; raises 50035 when it is none."""
        text = self.params[name]
        if not text.isdecimal():
            raise FormRefused.at((name,), "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
        return int(text)


Handler: TypeAlias = Callable[[Call], Awaitable[Answer]]
# For a limit that is counted apart from the route: the limit and its key.
LimitKey: TypeAlias = Callable[["World", dict[str, str]], Hashable]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    body: Shape | None = None
    body_list: ListOf | None = None
    query: Object | None = None
    takes_files: bool = False
    auth: Auth = "header"
    for_bots_only: bool = False
    limit: Limit = DEFAULT
    # The path parameters whose values count apart from each other.
    major: tuple[str, ...] = (
        "channel_id",
        "guild_id",
        "webhook_id",
        "webhook_token",
        "interaction_token",
    )
    extra_limit: tuple[Limit, LimitKey] | None = None
    steps: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.template.strip("/").split("/")))

    @property
    def name(self) -> str:
        return f"{self.method} {self.template}"


class Routes:
    """The routes of one module, gathered by decorating their handlers."""

    def __init__(self) -> None:
        self.all: list[Route] = []

    def add(
        self,
        method: str,
        template: str,
        *,
        body: Shape | None = None,
        body_list: ListOf | None = None,
        query: Object | None = None,
        takes_files: bool = False,
        auth: Auth = "header",
        for_bots_only: bool = False,
        limit: Limit = DEFAULT,
        extra_limit: tuple[Limit, LimitKey] | None = None,
    ) -> Callable[[Handler], Handler]:
        def register(handler: Handler) -> Handler:
            self.all.append(
                Route(
                    method,
                    template,
                    handler,
                    body=body,
                    body_list=body_list,
                    query=query,
                    takes_files=takes_files,
                    auth=auth,
                    for_bots_only=for_bots_only,
                    limit=limit,
                    extra_limit=extra_limit,
                )
            )
            return handler

        return register


@dataclass(slots=True)
class _Node:
    fixed: dict[str, _Node] = field(default_factory=dict)
    parameter: _Node | None = None
    routes: dict[str, Route] = field(default_factory=dict)


class Router:
    """Finds routes by method and path; fixed steps win over parameters."""

    def __init__(self, modules: Sequence[Routes]) -> None:
        self._root = _Node()
        self.routes = [route for module in modules for route in module.all]
        for route in self.routes:
            node = self._root
            for step in route.steps:
                if step.startswith("{"):
                    node.parameter = node.parameter or _Node()
                    node = node.parameter
                else:
                    node = node.fixed.setdefault(step, _Node())
            if route.method in node.routes:
                raise ValueError(f"{route.name} is registered twice")
            node.routes[route.method] = route

    @property
    def templates(self) -> set[str]:
        return {route.template for route in self.routes}

    def find(self, method: str, steps: Sequence[str]) -> tuple[Route, dict[str, str]] | None:
        found = self._descend(self._root, method, steps, 0)
        if found is None:
            return None
        return found, {
            step[1:-1]: value
            for step, value in zip(found.steps, steps, strict=True)
            if step.startswith("{")
        }

    def _descend(self, node: _Node, method: str, steps: Sequence[str], depth: int) -> Route | None:
        if depth == len(steps):
            return node.routes.get(method)
        step = steps[depth]
        if (fixed := node.fixed.get(step)) is not None:
            found = self._descend(fixed, method, steps, depth + 1)
            if found is not None:
                return found
        if node.parameter is not None:
            return self._descend(node.parameter, method, steps, depth + 1)
        return None
