"""Shapes of single values: text, numbers, ids, moments."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.clock import parse_timestamp
from bot.sandbox.errors import Path
from bot.sandbox.shapes.findings import Findings

_SNOWFLAKE_LIMIT = 1 << 63


@dataclass(frozen=True, slots=True)
class Text:
    """A string; lengths in code points, as Discord counts them."""

    minimum: int = 0
    maximum: int | None = None
    strip: bool = False

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            findings.add(path, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
            return ""
        text = str(value)
        if self.strip:
            text = text.strip()
        length = len(text)
        too_long = self.maximum is not None and length > self.maximum
        if length < self.minimum or too_long:
            if self.minimum and self.maximum is not None:
                if length == 0:
                    findings.add(path, "BASE_TYPE_REQUIRED", "This field is required")
                else:
                    findings.add(
                        path,
                        "BASE_TYPE_BAD_LENGTH",
                        f"Must be between {self.minimum} and {self.maximum} in length.",
                    )
            elif too_long:
                findings.add(
                    path, "BASE_TYPE_MAX_LENGTH", f"Must be {self.maximum} or fewer in length."
                )
            else:
                findings.add(
                    path, "BASE_TYPE_MIN_LENGTH", f"Must be {self.minimum} or more in length."
                )
        return text


@dataclass(frozen=True, slots=True)
class Integer:
    """A whole number; digits in a string count as one, as they do at Discord."""

    minimum: int | None = None
    maximum: int | None = None

    def check(self, value: object, path: Path, findings: Findings) -> object:
        number = _whole_number(value)
        if number is None:
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return 0
        if self.minimum is not None and number < self.minimum:
            findings.add(
                path,
                "NUMBER_TYPE_MIN",
                f"int value should be greater than or equal to {self.minimum}.",
            )
        if self.maximum is not None and number > self.maximum:
            findings.add(
                path,
                "NUMBER_TYPE_MAX",
                f"int value should be less than or equal to {self.maximum}.",
            )
        return number


@dataclass(frozen=True, slots=True)
class Number:
    minimum: float | None = None
    maximum: float | None = None

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, int | float):
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not float.')
            return 0.0
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false; in a query also 1 and 0."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool):
            return value
        if value in ("true", "True", "1"):
            return True
        if value in ("false", "False", "0"):
            return False
        findings.add(path, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return False


@dataclass(frozen=True, slots=True)
class Snowflake:
    def check(self, value: object, path: Path, findings: Findings) -> object:
        number = _whole_number(value)
        if number is None or not 0 <= number < _SNOWFLAKE_LIMIT:
            findings.add(path, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
            return 0
        return number


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few values."""

    values: tuple[int | str, ...]

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, int | str) and not isinstance(value, bool) and value in self.values:
            return value
        allowed = ", ".join(str(one) for one in self.values)
        findings.add(path, "BASE_TYPE_CHOICES", f"Value must be one of {{{allowed}}}.")
        return self.values[0]


@dataclass(frozen=True, slots=True)
class Moment:
    """ISO 8601; becomes seconds since the epoch."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        try:
            return parse_timestamp(str(value))
        except ValueError:
            findings.add(
                path,
                "DATE_TIME_TYPE_PARSE",
                f"Could not parse {value}. Should be ISO8601.",
            )
            return 0.0


@dataclass(frozen=True, slots=True)
class Scalar:
    """A string or a number, kept as it is."""

    maximum: int

    def check(self, value: object, path: Path, findings: Findings) -> object:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            message = f'Could not interpret "{value}" as string.'
            findings.add(path, "STRING_TYPE_CONVERT", message)
        elif isinstance(value, str) and not 1 <= len(value) <= self.maximum:
            message = f"Must be between 1 and {self.maximum} in length."
            findings.add(path, "BASE_TYPE_BAD_LENGTH", message)
        return value


@dataclass(frozen=True, slots=True)
class Anything:
    """A value whose type somebody else decides."""

    def check(self, value: object, path: Path, findings: Findings) -> object:
        return value


def _whole_number(value: object) -> int | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and value.removeprefix("-").isdecimal():
        return int(value)
    return None
