"""The sandbox as a whole: applications, guilds, faults and the journal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from bot.sandbox.faults import FaultKind
from bot.sandbox.jsontypes import Fields, Payload, as_object, as_objects
from bot.sandbox.people.guilds import Guild, new_person
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Recipient, parse_channel
from bot.sandbox.people.spawn import spawned
from bot.sandbox.people.transport import Transport

Privileged: TypeAlias = Literal["members", "presences", "message_content"]


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """``at`` in Unix seconds; what ``detail`` holds depends on the kind."""

    number: int
    at: float
    kind: str
    application_id: int | None
    detail: Payload


class Application(Recipient):
    """A bot under test: its token, and the switches of everything around it."""

    def __init__(self, transport: Transport, app_id: int, name: str, token: str) -> None:
        super().__init__(app_id)
        self._transport = transport
        self.name = name
        self.token = token

    def __repr__(self) -> str:
        return f"<Application {self.name} {self.id}>"

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    async def request(
        self,
        method: str,
        path: str,
        body: object = None,
        *,
        query: Mapping[str, str | int] | None = None,
        files: Sequence[tuple[str, bytes]] = (),
        reason: str | None = None,
    ) -> object:
        """Any REST request as this application's bot; raises ``Refused``."""
        token = f"Bot {self.token}"
        return await self._transport.rest(
            token, method, path, body, query=query, files=files, reason=reason
        )

    async def set_latency(self, milliseconds: float) -> None:
        """Added to every REST request of this application: half on the way there, half back."""
        await self._switch(latency_ms=milliseconds)

    async def set_limits(self, scale: float | None) -> None:
        """Multiply all rate limits; None turns them off."""
        await self._switch(limit_scale=scale)

    async def advance_clock(self, seconds: float) -> None:
        """Let time pass for deadlines, interaction tokens and nonces."""
        await self._switch(advance_clock=seconds)

    async def set_privileged(self, intents: Iterable[Privileged]) -> None:
        await self._switch(privileged=sorted(intents))

    async def set_resume_gateway_url(self, url: str | None) -> None:
        """What READY tells; None is the sandbox's own address."""
        await self._switch(resume_gateway_url=url)

    async def set_gateway_url(self, url: str | None) -> None:
        """What ``/gateway/bot`` tells; None is the sandbox's own address."""
        await self._switch(gateway_url=url)

    async def set_shards(self, count: int, *, max_concurrency: int = 1) -> None:
        """What ``/gateway/bot`` recommends."""
        await self._switch(shards=count, max_concurrency=max_concurrency)

    async def drop_sockets(self) -> int:
        """Cut every gateway connection, as a failing network does; says how many."""
        return await self._disturb("drop")

    async def kill_sessions(self) -> int:
        """Cut the connections and forget the sessions: RESUME will be refused."""
        return await self._disturb("kill")

    async def reconnect(self) -> int:
        """Ask every socket to reconnect (operation 7)."""
        return await self._disturb("reconnect")

    async def invalidate_session(self, *, resumable: bool = False) -> int:
        """Send INVALID_SESSION (operation 9) to every socket."""
        return await self._disturb("invalidate", resumable=resumable)

    async def sessions(self) -> list[Payload]:
        """Live gateway sessions: id, shard, connected, sequence."""
        return as_objects(await self._transport.control("GET", f"{self._path}/gateway"))

    async def wait_until_connected(self, timeout: float = 10.0, *, sockets: int = 1) -> None:
        """Until so many gateway sockets are identified; raises ``TimeoutError``."""
        query = {"sockets": sockets, "timeout_ms": int(timeout * 1000)}
        path = f"{self._path}/gateway/connected"
        answer = as_object(await self._transport.control("GET", path, query=query))
        if not Fields(answer).flag("connected"):
            raise TimeoutError(f"{self.name} did not connect within {timeout} s")

    @property
    def _path(self) -> str:
        return f"/applications/{self.id}"

    async def _switch(self, **changes: object) -> None:
        await self._transport.control("PATCH", self._path, dict(changes))

    async def _disturb(self, action: str, *, resumable: bool = False) -> int:
        body: Payload = {"action": action, "resumable": resumable}
        answer = await self._transport.control("POST", f"{self._path}/gateway", body)
        return Fields(as_object(answer)).integer("sockets")


class Faults:
    """Things that go wrong between an application and Discord."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    async def add(
        self,
        app: Application,
        *,
        kind: FaultKind,
        method: str | None = None,
        route: str | None = None,
        times: int | None = 1,
        seconds: float = 0.0,
        probability: float = 1.0,
        retry_after: float = 1.0,
    ) -> None:
        """Arm a fault for requests of an application.

        ``route`` is a template such as ``/webhooks/{webhook_id}/{webhook_token}``,
        None for any; ``times`` None is for always. Raises ``Refused`` for a route
        that the sandbox does not have.
        """
        body: Payload = {
            "kind": kind,
            "times": times,
            "seconds": seconds,
            "probability": probability,
            "retry_after": retry_after,
        }
        if method is not None:
            body["method"] = method
        if route is not None:
            body["route"] = route
        await self._transport.control("POST", f"/applications/{app.id}/faults", body)

    async def clear(self, app: Application) -> None:
        await self._transport.control("DELETE", f"/applications/{app.id}/faults")

    async def pending(self, app: Application) -> list[Payload]:
        """Faults that have not struck as often as they may."""
        return as_objects(await self._transport.control("GET", f"/applications/{app.id}/faults"))


class Sandbox:
    """One running sandbox. Made by ``connect`` or ``spawn``."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport
        self.faults = Faults(transport)

    @property
    def address(self) -> str:
        """``http://127.0.0.1:N``."""
        return self._transport.address

    @property
    def api_base(self) -> str:
        """What stands for ``https://discord.com/api/v10``."""
        return f"{self.address}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"{self.address.replace('http', 'ws', 1)}/gateway"

    @classmethod
    @asynccontextmanager
    async def connect(cls, address: str) -> AsyncIterator[Sandbox]:
        """Use a sandbox that runs already."""
        transport = Transport(address)
        try:
            yield cls(transport)
        finally:
            await transport.close()

    @classmethod
    @asynccontextmanager
    async def spawn(cls, *, openapi: Path | None = None) -> AsyncIterator[Sandbox]:
        """Start a sandbox in a process of its own on a free port, and end it afterwards.

        Raises ``RuntimeError`` with its output when it does not start.
        """
        async with spawned(openapi) as address, cls.connect(address) as sandbox:
            yield sandbox

    async def create_application(
        self, name: str, *, privileged: Iterable[Privileged] = ()
    ) -> Application:
        """An application with a bot; ``privileged`` are the intents it may use."""
        body: Payload = {"name": name, "privileged": sorted(privileged)}
        fields = Fields(as_object(await self._transport.control("POST", "/applications", body)))
        return Application(
            self._transport, int(fields.text("id")), fields.text("name"), fields.text("token")
        )

    async def create_person(self, name: str, **profile: object) -> Person:
        """Somebody who is in no guild yet."""
        return await new_person(self._transport, {"username": name, **profile}, None)

    async def create_guild(self, name: str, *, owner: str | Person = "owner") -> Guild:
        """A guild with an owner (made anew when given by name) and #general."""
        person = owner if isinstance(owner, Person) else await self.create_person(owner)
        body: Payload = {"name": name, "owner_id": str(person.id)}
        fields = Fields(as_object(await self._transport.control("POST", "/guilds", body)))
        channels = [parse_channel(one.plain()) for one in fields.objects("channels")]
        general = next(channel for channel in channels if channel.name == "general")
        guild = Guild(self._transport, int(fields.text("id")), name, person, general)
        if not isinstance(owner, Person):
            guild.owner = Person(self._transport, person.id, person.name, person.token, guild)
        return guild

    async def journal(
        self,
        app: Application | None = None,
        *,
        kind: str | Iterable[str] | None = None,
        since: int | None = None,
    ) -> list[JournalEntry]:
        """What happened, oldest first: kinds are request, person, event, gateway, fault,
        unsupported, openapi and error; ``since`` is an entry's number.
        """
        query: dict[str, str | int] = {"since": since or 0}
        if app is not None:
            query["application_id"] = str(app.id)
        if kind is not None:
            query["kinds"] = kind if isinstance(kind, str) else ",".join(kind)
        found = as_objects(await self._transport.control("GET", "/journal", query=query))
        return [_entry(Fields(one)) for one in found]

    async def assert_clean(self, app: Application | None = None) -> None:
        """Raises ``AssertionError`` when anything was unsupported, against Discord's
        description, or failed in the sandbox itself."""
        problems = await self.journal(app, kind=("unsupported", "openapi", "error"))
        if problems:
            listed = "\n".join(f"{one.kind}: {one.detail}" for one in problems)
            raise AssertionError(f"the sandbox has complaints:\n{listed}")


def _entry(fields: Fields) -> JournalEntry:
    owner = fields.text_or_none("application_id")
    return JournalEntry(
        number=fields.integer("number"),
        at=fields.number("at"),
        kind=fields.text("kind"),
        application_id=None if owner is None else int(owner),
        detail=as_object(fields["detail"]),
    )
