"""Which fault strikes when."""

from __future__ import annotations

import random

from bot.sandbox.faults import Fault, Faults

APP = 7


def test_a_fault_strikes_as_often_as_it_may_and_in_order() -> None:
    faults = Faults()
    faults.add(Fault(1, APP, "500", times=2))
    faults.add(Fault(2, APP, "slow", times=None))
    struck = [faults.strike(APP, "GET", "/x") for _ in range(4)]
    assert [fault.kind for fault in struck if fault is not None] == ["500", "500", "slow", "slow"]
    assert [fault.kind for fault in faults.pending(APP)] == ["slow"]
    faults.clear(APP)
    assert faults.strike(APP, "GET", "/x") is None


def test_a_fault_concerns_its_application_method_and_route() -> None:
    faults = Faults()
    faults.add(Fault(1, APP, "500", method="POST", route="/x", times=None))
    assert faults.strike(8, "POST", "/x") is None
    assert faults.strike(APP, "GET", "/x") is None
    assert faults.strike(APP, "POST", "/y") is None
    assert faults.strike(APP, "POST", "/x") is not None


def test_an_improbable_fault_strikes_now_and_then() -> None:
    faults = Faults(random.Random(1))
    faults.add(Fault(1, APP, "503", times=None, probability=0.3))
    struck = sum(faults.strike(APP, "GET", "/x") is not None for _ in range(1000))
    assert 250 < struck < 350
