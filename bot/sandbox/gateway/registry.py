"""The live sessions of all applications."""

from __future__ import annotations

import asyncio

from bot.sandbox.gateway.session import Session
from bot.sandbox.model.applications import Application


class Sessions:
    """Finds sessions; those that nobody resumed in time are forgotten."""

    def __init__(self) -> None:
        self._by_application: dict[int, list[Session]] = {}
        self._connecting: dict[int, list[asyncio.Future[None]]] = {}

    def add(self, session: Session) -> None:
        self._by_application.setdefault(session.application.id, []).append(session)

    def remove(self, session: Session) -> None:
        sessions = self._by_application.get(session.application.id, [])
        if session in sessions:
            sessions.remove(session)

    def of(self, application: Application) -> list[Session]:
        sessions = self._by_application.get(application.id, [])
        now = application.clock.now()
        if any(session.is_expired(now) for session in sessions):
            sessions[:] = [session for session in sessions if not session.is_expired(now)]
        return sessions

    def find(self, session_id: str) -> Session | None:
        return next(
            (
                session
                for sessions in self._by_application.values()
                for session in sessions
                if session.id == session_id
            ),
            None,
        )

    def socket_attached(self, application: Application) -> None:
        for future in self._connecting.pop(application.id, []):
            if not future.done():
                future.set_result(None)

    async def wait_connected(self, application: Application, sockets: int, timeout: float) -> bool:
        """Whether so many sockets are attached, now or within the time-out (in seconds)."""
        try:
            async with asyncio.timeout(timeout):
                while self._attached(application) < sockets:
                    future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                    self._connecting.setdefault(application.id, []).append(future)
                    await future
        except TimeoutError:
            return False
        return True

    def drop_all(self) -> None:
        """The server goes down: every socket is cut."""
        for sessions in self._by_application.values():
            for session in sessions:
                if session.socket is not None:
                    session.socket.drop()

    def _attached(self, application: Application) -> int:
        return sum(session.socket is not None for session in self.of(application))
