"""A person at their Discord client, and their place in a guild."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.sandbox.jsontypes import Payload
from bot.sandbox.people.account import Place
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.places import Recipient, Role
from bot.sandbox.people.responses import Response
from bot.sandbox.people.speaking import Speaker
from bot.sandbox.people.transport import Transport
from bot.sandbox.people.using import Operator

if TYPE_CHECKING:
    from bot.sandbox.people.guilds import Guild


class Person(Speaker, Operator):
    """One account. Whatever it does may raise ``Refused``, as its client would show."""

    def __init__(
        self,
        transport: Transport,
        user_id: int,
        name: str,
        token: str,
        guild: Guild | None = None,
    ) -> None:
        super().__init__(transport, user_id, name, token)
        self._guild = guild

    @property
    def guild(self) -> Guild:
        """The guild this person belongs to; raises ``LookupError`` when there is none."""
        if self._guild is None:
            raise LookupError(f"{self.name} belongs to no guild")
        return self._guild

    async def context_menu(
        self,
        command: str,
        target: Message | Recipient,
        place: Place | None = None,
        *,
        app: Recipient | None = None,
    ) -> Response:
        """Use a command from the menu of a message, or of a person: in #general, unless
        another place is given."""
        where = self.guild.general if place is None and self._guild is not None else place
        return await super().context_menu(command, target, where, app=app)

    async def timeout(self, until: datetime | timedelta | None) -> None:
        """The owner times this person out (or, with None, lifts it)."""
        if isinstance(until, timedelta):
            until = datetime.now(UTC) + until
        moment = None if until is None else until.isoformat()
        await self._edit_member({"communication_disabled_until": moment})

    async def set_nick(self, nick: str | None) -> None:
        await self._edit_member({"nick": nick})

    async def add_role(self, role: Role) -> None:
        path = f"/guilds/{self.guild.id}/members/{self.id}/roles/{role.id}"
        await self.guild.owner.request("PUT", path)

    async def remove_role(self, role: Role) -> None:
        path = f"/guilds/{self.guild.id}/members/{self.id}/roles/{role.id}"
        await self.guild.owner.request("DELETE", path)

    async def pass_screening(self) -> None:
        """Agree to the rules: the membership is no longer pending."""
        path = f"/guilds/{self.guild.id}/members/{self.id}"
        await self._transport.control("PATCH", path, {"pending": False})

    async def leave(self) -> None:
        await self.request("DELETE", f"/users/@me/guilds/{self.guild.id}")

    async def join(self, guild: Guild) -> None:
        body: Payload = {"user_id": str(self.id)}
        await self._transport.control("POST", f"/guilds/{guild.id}/members", body)
        self._guild = self._guild or guild

    async def open_dms(self) -> None:
        await self.set_profile(dms_open=True)

    async def close_dms(self) -> None:
        """Take no direct messages from server members, bots included."""
        await self.set_profile(dms_open=False)

    async def set_profile(self, **changes: object) -> None:
        """Change ``global_name``, ``avatar`` (a hash), ``locale`` or ``dms_open``."""
        await self.control("PATCH", "", dict(changes))

    async def download(self, attachment: Attachment) -> bytes:
        return await self._transport.download(attachment.url)

    async def _edit_member(self, changes: Payload) -> None:
        path = f"/guilds/{self.guild.id}/members/{self.id}"
        await self.guild.owner.request("PATCH", path, changes)
