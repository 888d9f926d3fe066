"""Faults: what can go wrong between a bot and Discord, on demand."""

from __future__ import annotations

import random
import secrets
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

FaultKind: TypeAlias = Literal[
    "429",  # rate limited, though no limit was reached
    "500",
    "502",
    "503",
    "504",
    "slow",  # the answer comes `seconds` late; the work is done at once
    "reset_before",  # the connection is reset before the work
    "answer_lost",  # the work is done, then the connection drops
]
FAULT_KINDS: Final = get_args(FaultKind)


@dataclass(slots=True)
class Fault:
    """``times`` is how often it still strikes; None for always."""

    id: int
    application_id: int
    kind: FaultKind
    method: str | None = None
    route: str | None = None
    times: int | None = 1
    seconds: float = 0.0
    probability: float = 1.0
    retry_after: float = 1.0

    def concerns(self, method: str, route: str) -> bool:
        return self.method in (None, method) and self.route in (None, route)


class Faults:
    """Chooses which fault, if any, strikes a request."""

    def __init__(self, dice: random.Random | None = None) -> None:
        self._dice = dice or secrets.SystemRandom()
        self._faults: dict[int, list[Fault]] = {}

    def add(self, fault: Fault) -> None:
        self._faults.setdefault(fault.application_id, []).append(fault)

    def clear(self, application_id: int) -> None:
        self._faults.pop(application_id, None)

    def pending(self, application_id: int) -> list[Fault]:
        return list(self._faults.get(application_id, ()))

    def strike(self, application_id: int, method: str, route: str) -> Fault | None:
        """The first fault that strikes now; it is counted as used."""
        faults = self._faults.get(application_id)
        if not faults:
            return None
        for fault in faults:
            if not fault.concerns(method, route):
                continue
            if fault.probability < 1.0 and self._dice.random() >= fault.probability:
                continue
            if fault.times is not None:
                fault.times -= 1
                if fault.times <= 0:
                    faults.remove(fault)
            return fault
        return None
