"""What a check comes upon, and what every shape can do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from bot.sandbox.errors import FieldProblem, FormRefused, Path, Unsupported


@dataclass(slots=True)
class Findings:
    """What a check came upon, in the order of the fields."""

    problems: list[FieldProblem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, path: Path, code: str, message: str) -> None:
        self.problems.append(FieldProblem(path, code, message))

    def raise_if_any(self, where: str) -> None:
        if self.unknown:
            names = ", ".join(self.unknown)
            raise Unsupported(f"{where}: the sandbox does not know the field {names}")
        if self.problems:
            raise FormRefused(self.problems)


class Shape(Protocol):
    def check(self, value: object, path: Path, findings: Findings) -> object: ...


def dotted(path: Path) -> str:
    return ".".join(str(step) for step in path)
