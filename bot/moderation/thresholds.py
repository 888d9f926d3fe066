"""A server's policy: a preset, with thresholds that its managers have changed.

The policy of a channel is a pure function of the preset, the server's changes and the channel's
own: each threshold is the channel's, else the server's, else the preset's.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from bot.domain.errors import Refused
from bot.domain.policy_version import Level, Override, PolicyChoice
from bot.domain.verdict import Category
from bot.locales import mark
from bot.moderation.policy import PRESETS, STANDARD, Policy, Thresholds

SETTABLE = (
    Category.SLUR,
    Category.INCITEMENT,
    Category.HATE,
    Category.HARASSMENT,
    Category.PROFANITY,
)
"""The categories whose thresholds managers can change."""

LOCKED: Mapping[Category, str] = MappingProxyType(
    {
        Category.FAILURE: mark(
            "A check that could not be done always holds a comment: what was not judged is never "
            "shown."
        ),
        Category.FORM: mark(
            "What cannot be read, such as a text that is too long, always waits for a moderator."
        ),
        Category.NAME: mark(
            "Display names of hate movements are always replaced; that cannot be switched off."
        ),
        Category.LANGUAGE: mark(
            "What becomes of other languages is chosen with /setup channel, option "
            "foreign_comments."
        ),
        Category.RULE: mark("A rule says itself what it does: change it with /rules edit."),
    }
)
"""Why the thresholds of the other categories cannot be changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One threshold, or the preset, in which two policies differ."""

    channel_id: int | None
    category: Category | None
    """None where it is the preset."""
    level: Level | None
    before: str
    after: str


def effective(choice: PolicyChoice, channel_id: int | None = None, revision: int = 0) -> Policy:
    """The policy that a text in a channel is judged by.

    Args:
        channel_id: None for what holds where no channel has thresholds of its own.
        revision: The version that the verdict will name.
    """
    preset = PRESETS.get(choice.preset, STANDARD)
    thresholds = dict(preset.thresholds)
    ordered = sorted(choice.overrides, key=lambda one: one.channel_id is not None)
    for one in ordered:
        if one.channel_id in {None, channel_id}:
            before = thresholds[one.category]
            # The names of levels are those of the fields.
            thresholds[one.category] = replace(before, **{one.level.value: one.threshold})
    return replace(preset, thresholds=MappingProxyType(thresholds), revision=revision)


def with_thresholds(
    choice: PolicyChoice,
    category: Category,
    levels: Mapping[Level, float | str | None],
    channel_id: int | None,
) -> PolicyChoice:
    """The choice with some thresholds of a category changed.

    Args:
        levels: What each becomes: a number from 0 to 1, None for never, or ``"preset"`` to take
            the change back.

    Raises:
        Refused: the category's thresholds cannot be changed, a number is out of range, nothing
            is changed, or a milder level would begin above a stricter one.
    """
    if category in LOCKED:
        raise Refused(LOCKED[category])
    if not levels:
        raise Refused("Name at least one of flag, hold and reject.")
    overrides = {one.place: one for one in choice.overrides}
    for level, wanted in levels.items():
        key = Override(category, level, None, channel_id).place
        if isinstance(wanted, str):
            overrides.pop(key, None)
            continue
        if wanted is not None and not 0 <= wanted <= 1:
            raise Refused("A threshold lies between 0 and 100 percent.")
        overrides[key] = Override(category, level, wanted, channel_id)
    changed = replace(choice, overrides=tuple(overrides[key] for key in sorted(overrides)))
    if changed == choice:
        raise Refused("These are the thresholds already.")
    require_ordered(changed)
    return changed


def require_ordered(choice: PolicyChoice) -> None:
    """Raises:
    Refused: somewhere a milder level would begin above a stricter one.
    """
    for channel_id in (None, *channels_of(choice)):
        policy = effective(choice, channel_id)
        for category in SETTABLE:
            steps = _steps(policy.thresholds[category])
            for (milder, low), (stricter, high) in pairwise(steps):
                if low > high:
                    raise Refused(
                        "For {category} {milder} would begin at {low:.0%} and {stricter} at "
                        "{high:.0%} already: flag ≤ hold ≤ reject. Change both.",
                        category=category.value,
                        milder=milder,
                        low=low,
                        stricter=stricter,
                        high=high,
                    )


def channels_of(choice: PolicyChoice) -> Sequence[int]:
    """The channels with thresholds of their own."""
    return sorted({one.channel_id for one in choice.overrides if one.channel_id is not None})


def differences(before: PolicyChoice, after: PolicyChoice) -> list[Difference]:
    """In what the two differ, the preset first; none where they judge alike by the same words."""
    found: list[Difference] = []
    if before.preset != after.preset:
        found.append(Difference(None, None, None, before.preset, after.preset))
    old = {one.place: one for one in before.overrides}
    new = {one.place: one for one in after.overrides}
    for place in sorted(old.keys() | new.keys()):
        one, other = old.get(place), new.get(place)
        if one == other:
            continue
        about = one or other
        if about is not None:
            found.append(
                Difference(about.channel_id, about.category, about.level, _said(one), _said(other))
            )
    return found


def percent(threshold: float | None) -> str:
    """A threshold as people read it."""
    return mark("off") if threshold is None else f"{threshold * 100:g}%"


def _said(override: Override | None) -> str:
    return mark("as the preset") if override is None else percent(override.threshold)


def _steps(thresholds: Thresholds) -> list[tuple[str, float]]:
    steps = {"flag": thresholds.flag, "hold": thresholds.hold, "reject": thresholds.reject}
    return [(name, value) for name, value in steps.items() if value is not None]
