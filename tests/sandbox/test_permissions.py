"""Discord's algorithm for permissions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.permissions import (
    ALL,
    OverwriteBits,
    Permission,
    base_permissions,
    implied,
    overwritten,
    parse_permissions,
)

VIEW, SEND, ATTACH = Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES
bits = st.integers(0, ALL)
overwrites = st.builds(OverwriteBits, bits, bits)


def test_roles_add_up_and_owner_and_administrator_may_do_everything() -> None:
    assert base_permissions(VIEW, [SEND, ATTACH], is_owner=False) == VIEW | SEND | ATTACH
    assert base_permissions(0, [], is_owner=True) == ALL
    assert base_permissions(0, [Permission.ADMINISTRATOR], is_owner=False) == ALL


def test_the_member_wins_over_roles_and_roles_over_everyone() -> None:
    deny, allow = OverwriteBits(0, SEND), OverwriteBits(SEND, 0)
    assert overwritten(VIEW | SEND, deny, [], None) == VIEW
    assert overwritten(VIEW | SEND, deny, [allow], None) == VIEW | SEND
    assert overwritten(VIEW | SEND, deny, [allow], deny) == VIEW


def test_among_roles_an_allow_wins_over_a_deny() -> None:
    both = [OverwriteBits(0, SEND), OverwriteBits(SEND, 0)]
    assert overwritten(VIEW, None, both, None) == VIEW | SEND
    assert overwritten(VIEW, None, both[::-1], None) == VIEW | SEND


@given(bits, st.lists(overwrites), overwrites, overwrites)
def test_no_overwrite_touches_an_administrator(
    base: int, roles: list[OverwriteBits], everyone: OverwriteBits, member: OverwriteBits
) -> None:
    assert overwritten(base | Permission.ADMINISTRATOR, everyone, roles, member) == ALL


@given(bits, st.lists(overwrites))
def test_the_order_of_roles_does_not_matter(base: int, roles: list[OverwriteBits]) -> None:
    assert overwritten(base, None, roles, None) == overwritten(base, None, roles[::-1], None)


@given(bits.filter(lambda value: not value & Permission.ADMINISTRATOR))
def test_nothing_is_left_without_viewing(value: int) -> None:
    assert implied(value & ~VIEW, in_thread=False) == 0


def test_without_sending_there_is_no_attaching() -> None:
    assert implied(VIEW | ATTACH, in_thread=False) == VIEW
    in_threads = Permission.SEND_MESSAGES_IN_THREADS
    assert implied(VIEW | ATTACH | in_threads, in_thread=True) == VIEW | ATTACH | in_threads
    assert implied(VIEW | ATTACH | SEND, in_thread=True) == VIEW | SEND


@pytest.mark.parametrize(
    "value",
    [
        SEND | VIEW,
        str(SEND | VIEW),
        "send_messages, view_channel",
        ["SEND_MESSAGES", "view_channel"],
    ],
)
def test_permissions_can_be_given_as_bits_or_names(value: int | str | list[str]) -> None:
    assert parse_permissions(value) == SEND | VIEW


def test_an_unknown_name_is_an_error() -> None:
    with pytest.raises(ValueError, match="fly_around"):
        parse_permissions("fly_around")
