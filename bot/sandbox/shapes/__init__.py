"""Shapes: what a request's body may hold, checked as Discord checks it.

A shape turns raw JSON into checked values (ids become integers) and notes each
problem with Discord's code for it. Fields that no shape names are unsupported:
they are collected apart, so that the caller can fail loudly.
"""

from bot.sandbox.shapes.containers import (
    ByType,
    Given,
    Later,
    ListOf,
    MapOf,
    Object,
    checked_list,
    checked_object,
    optional,
    required,
)
from bot.sandbox.shapes.findings import Findings, Shape
from bot.sandbox.shapes.values import (
    Anything,
    Choice,
    Flag,
    Integer,
    Moment,
    Number,
    Scalar,
    Snowflake,
    Text,
)

__all__ = [
    "Anything",
    "ByType",
    "Choice",
    "Findings",
    "Flag",
    "Given",
    "Integer",
    "Later",
    "ListOf",
    "MapOf",
    "Moment",
    "Number",
    "Object",
    "Scalar",
    "Shape",
    "Snowflake",
    "Text",
    "checked_list",
    "checked_object",
    "optional",
    "required",
]
