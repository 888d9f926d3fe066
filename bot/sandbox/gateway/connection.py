"""One gateway socket: HELLO, IDENTIFY or RESUME, heartbeats, and events out."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections import deque
from typing import Final

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.gateway.compression import make_compressor
from bot.sandbox.gateway.identify import IdentifyRefused, identified_session, ready_payload
from bot.sandbox.gateway.members import member_chunks
from bot.sandbox.gateway.protocol import (
    API_VERSION,
    HEARTBEAT_INTERVAL_MS,
    SENDS_PER_MINUTE,
    CloseCode,
    Intent,
    Op,
)
from bot.sandbox.gateway.session import Session
from bot.sandbox.jsontypes import Payload, encode
from bot.sandbox.payloads.guilds import guild_create_payload
from bot.sandbox.rest.sockets import drop_connection
from bot.sandbox.world import World

# Closing with one of these ends the session; it cannot be resumed.
_FINAL_CODES: Final = (WSCloseCode.OK, WSCloseCode.GOING_AWAY)

_FIELDS: Final = {
    Op.IDENTIFY: {
        "token", "properties", "compress", "large_threshold", "shard", "presence", "intents",
    },
    Op.RESUME: {"token", "session_id", "seq"},
    Op.PRESENCE: {"since", "activities", "status", "afk"},
    Op.REQUEST_MEMBERS: {"guild_id", "query", "limit", "presences", "user_ids", "nonce"},
}  # fmt: skip


class _Close(Exception):
    """The server ends the connection with a code of its own."""

    def __init__(self, code: int, why: str) -> None:
        self.code = code
        self.why = why
        super().__init__(f"{code}: {why}")


class Connection:
    """Reads what a bot sends; what goes out waits in a queue for the writer."""

    def __init__(self, world: World, request: web.BaseRequest) -> None:
        self._world = world
        self._request = request
        self._socket = web.WebSocketResponse(compress=False, max_msg_size=1 << 20)
        self._compressor = make_compressor(request.query.get("compress", ""))
        self._outgoing: asyncio.Queue[str | None] = asyncio.Queue()
        self._close_code: int = CloseCode.UNKNOWN_ERROR
        self._session: Session | None = None
        self._received: deque[float] = deque()

    # The way out: a session's socket

    def send(self, text: str) -> None:
        self._outgoing.put_nowait(text)

    def close(self, code: int) -> None:
        """Close after everything that waits has been sent."""
        self._close_code = code
        self._outgoing.put_nowait(None)

    def drop(self) -> None:
        """Cut the line, as a failing network does."""
        drop_connection(self._request)

    # Life of a connection

    async def run(self) -> web.WebSocketResponse:
        await self._socket.prepare(self._request)
        writer = asyncio.create_task(self._write())
        self._journal("connected", query=dict(self._request.query))
        try:
            self._check_query()
            self._send_op(Op.HELLO, {"heartbeat_interval": HEARTBEAT_INTERVAL_MS})
            await self._read()
        except _Close as closing:
            self._journal("closing", code=closing.code, why=closing.why)
            self.close(closing.code)
            await writer
        finally:
            writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await writer
            self._detach()
        return self._socket

    async def _write(self) -> None:
        while (text := await self._outgoing.get()) is not None:
            with contextlib.suppress(ConnectionError):
                if self._compressor is None:
                    await self._socket.send_str(text)
                else:
                    await self._socket.send_bytes(self._compressor.compress(text.encode()))
        await self._socket.close(code=self._close_code)

    async def _read(self) -> None:
        patience = HEARTBEAT_INTERVAL_MS / 1000 * 2
        while True:
            try:
                message = await self._socket.receive(timeout=patience)
            except TimeoutError:
                raise _Close(CloseCode.SESSION_TIMED_OUT, "no heartbeat") from None
            if message.type in (WSMsgType.CLOSE, WSMsgType.CLOSING, WSMsgType.CLOSED):
                return
            if message.type is WSMsgType.ERROR:
                return
            if message.type not in (WSMsgType.TEXT, WSMsgType.BINARY):
                raise _Close(CloseCode.DECODE_ERROR, "not a text message")
            self._receive(message.data)

    def _receive(self, raw: str | bytes) -> None:
        try:
            packet = json.loads(raw)
        except ValueError:
            raise _Close(CloseCode.DECODE_ERROR, "not JSON") from None
        if not isinstance(packet, dict) or "op" not in packet:
            raise _Close(CloseCode.DECODE_ERROR, "no op")
        op, data = packet["op"], packet.get("d")
        self._count_send()
        if op == Op.HEARTBEAT:
            self._send_op(Op.HEARTBEAT_ACK, None)
            return
        self._journal("received", op=op, data=_without_token(data))
        if op not in _FIELDS:
            self._refuse_unknown(f"the gateway operation {op}", CloseCode.UNKNOWN_OPCODE)
        if not isinstance(data, dict):
            raise _Close(CloseCode.DECODE_ERROR, "d is no object")
        if unknown := data.keys() - _FIELDS[op]:
            names = ", ".join(sorted(unknown))
            what = f"{names} of operation {op}"
            self._refuse_unknown(what, CloseCode.DECODE_ERROR, data.get("token"))
        if op == Op.IDENTIFY:
            self._identify(data)
        elif op == Op.RESUME:
            self._resume(data)
        elif self._session is None:
            raise _Close(CloseCode.NOT_AUTHENTICATED, "identify first")
        elif op == Op.REQUEST_MEMBERS:
            self._request_members(self._session, data)

    def _identify(self, data: Payload) -> None:
        if self._session is not None:
            raise _Close(CloseCode.ALREADY_AUTHENTICATED, "identified before")
        try:
            session = identified_session(self._world, data)
        except IdentifyRefused as refused:
            if refused.code is None:
                self._send_op(Op.INVALID_SESSION, False)
                return
            raise _Close(refused.code, str(refused)) from None
        self._world.hub.sessions.add(session)
        self._attach(session)
        world, application = self._world, session.application
        ready = ready_payload(world, session)
        world.hub.session_event(session, "READY", ready)
        if not session.wants(Intent.GUILDS):
            return
        for guild_id in sorted(application.bot.guild_ids):
            if not session.handles(guild_id):
                continue
            guild = world.guilds[guild_id]
            created = guild_create_payload(
                world,
                guild,
                guild.members[application.id],
                large_threshold=session.large_threshold,
                with_presences=session.wants(Intent.GUILD_PRESENCES),
            )
            world.hub.session_event(session, "GUILD_CREATE", created)

    def _resume(self, data: Payload) -> None:
        session = self._world.hub.sessions.find(str(data.get("session_id")))
        token = str(data.get("token", "")).removeprefix("Bot ")
        if session is not None and session.application.bot.token != token:
            raise _Close(CloseCode.AUTHENTICATION_FAILED, "wrong token")
        sequence = data.get("seq")
        missed = None
        if session is not None and not session.is_expired(session.application.clock.now()):
            missed = session.missed_since(sequence if isinstance(sequence, int) else 0)
        if session is None or missed is None:
            self._send_op(Op.INVALID_SESSION, False)
            return
        if session.socket is not None:
            session.socket.close(CloseCode.UNKNOWN_ERROR)
        self._attach(session)
        for text in missed:
            self.send(text)
        self._world.hub.session_event(session, "RESUMED", {"_trace": []})

    def _request_members(self, session: Session, data: Payload) -> None:
        for chunk in member_chunks(self._world, session, data):
            self._world.hub.session_event(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _attach(self, session: Session) -> None:
        self._session = session
        session.attach(self)
        self._world.hub.sessions.socket_attached(session.application)

    def _detach(self) -> None:
        session = self._session
        code = self._socket.close_code
        self._journal("disconnected", code=code)
        if session is None or session.socket is not self:
            return
        session.detach(session.application.clock.now())
        if code in _FINAL_CODES:
            self._world.hub.sessions.remove(session)

    def _count_send(self) -> None:
        """More than 120 sends in a minute end the connection."""
        session = self._session
        scale = session.application.limit_scale if session else None
        if scale is None:
            return
        now = asyncio.get_running_loop().time()
        self._received.append(now)
        while self._received[0] < now - 60:
            self._received.popleft()
        if len(self._received) > SENDS_PER_MINUTE * scale:
            raise _Close(CloseCode.RATE_LIMITED, "too many sends")

    def _check_query(self) -> None:
        query = self._request.query
        if query.get("v", str(API_VERSION)) != str(API_VERSION):
            raise _Close(CloseCode.INVALID_VERSION, f"version {query['v']}")
        known = {"v": str(API_VERSION), "encoding": "json"}
        for name, value in query.items():
            if name == "compress" and self._compressor is not None:
                continue
            if known.get(name) != value:
                what = f"{name}={value} in the gateway's address"
                self._refuse_unknown(what, CloseCode.DECODE_ERROR)

    def _refuse_unknown(self, what: str, code: int, token: object = None) -> None:
        application = self._session.application.id if self._session else None
        if application is None:
            user = self._world.users_by_token.get(str(token).removeprefix("Bot "))
            application = user.id if user is not None else None
        self._world.journal.write(
            "unsupported", application, what=f"the sandbox does not know {what}"
        )
        raise _Close(code, f"unsupported: {what}")

    def _send_op(self, op: int, data: object) -> None:
        self.send(encode({"t": None, "s": None, "op": op, "d": data}))

    def _journal(self, what: str, **detail: object) -> None:
        session = self._session
        self._world.journal.write(
            "gateway",
            session.application.id if session else None,
            what=what,
            session=session.id if session else None,
            **detail,
        )


def _without_token(data: object) -> object:
    return {**data, "token": "..."} if isinstance(data, dict) and "token" in data else data
