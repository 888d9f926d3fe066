"""What tests of refusals have in common."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.sandbox.jsontypes import Payload, as_object, as_objects
from bot.sandbox.people import Refused


@contextmanager
def refuses(code: int, status: int | None = None, *, naming: str = "") -> Iterator[None]:
    """The block is refused with Discord's code; ``naming`` occurs in the field errors."""
    with pytest.raises(Refused) as refusal:
        yield
    assert refusal.value.code == code, refusal.value
    assert status in (None, refusal.value.status), refusal.value
    assert naming in str(refusal.value.errors), refusal.value


def one(answer: object) -> Payload:
    """An answer that is one object."""
    return as_object(answer)


def many(answer: object) -> list[Payload]:
    """An answer that is a list of objects."""
    return as_objects(answer)
