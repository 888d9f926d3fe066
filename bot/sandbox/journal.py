"""The journal: every request, every event, and all that went wrong with either."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from bot.sandbox.jsontypes import JsonText, Payload

EntryKind: TypeAlias = Literal[
    "request",  # a REST request of an application
    "person",  # a REST request of a person's client
    "event",  # a gateway event that was sent
    "gateway",  # what a bot sent over the gateway, and how sockets opened and closed
    "fault",  # a fault that was injected
    "unsupported",  # something the sandbox does not know
    "openapi",  # a body that Discord's description does not allow
    "error",  # the sandbox itself failed
]

PROBLEM_KINDS: Final = frozenset({"unsupported", "openapi", "error"})
ENTRY_KINDS: Final = frozenset(
    {"request", "person", "event", "gateway", "fault", "unsupported", "openapi", "error"}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """``at`` is Unix time in seconds; ``detail`` depends on the kind."""

    number: int
    at: float
    kind: EntryKind
    application_id: int | None
    detail: Payload

    def payload(self) -> Payload:
        owner = None if self.application_id is None else str(self.application_id)
        return {
            "number": self.number,
            "at": self.at,
            "kind": self.kind,
            "application_id": owner,
            "detail": {
                name: value.parsed() if isinstance(value, JsonText) else value
                for name, value in self.detail.items()
            },
        }


class Journal:
    """Keeps the last ``size`` ordinary entries, and every problem."""

    def __init__(self, size: int = 20_000) -> None:
        self._ordinary: deque[Entry] = deque(maxlen=size)
        self._problems: list[Entry] = []
        self._count = 0

    def write(self, kind: EntryKind, application_id: int | None, **detail: object) -> None:
        self._count += 1
        entry = Entry(self._count, time.time(), kind, application_id, detail)
        if kind in PROBLEM_KINDS:
            self._problems.append(entry)
        else:
            self._ordinary.append(entry)

    def read(
        self,
        application_id: int | None = None,
        *,
        kinds: frozenset[str] | None = None,
        since: int = 0,
    ) -> list[Entry]:
        """Entries after number ``since``, oldest first; of one application, or of all.

        Problems that could not be laid to any application are part of every answer.
        """
        chosen = [
            entry
            for entry in (*self._ordinary, *self._problems)
            if entry.number > since
            and (kinds is None or entry.kind in kinds)
            and (
                application_id is None
                or entry.application_id == application_id
                or (entry.application_id is None and entry.kind in PROBLEM_KINDS)
            )
        ]
        return sorted(chosen, key=lambda entry: entry.number)
