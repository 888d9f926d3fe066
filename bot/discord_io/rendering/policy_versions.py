"""A server's thresholds and the versions of its policy in Discord."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord.utils import format_dt

from bot.discord_io.rendering import posts, safe
from bot.domain.errors import Refused
from bot.domain.policy_version import Level, PolicyChoice
from bot.locales import _, ngettext
from bot.moderation.policy import PRESETS, STANDARD, Policy, Thresholds
from bot.moderation.thresholds import (
    LOCKED,
    SETTABLE,
    Difference,
    channels_of,
    effective,
    percent,
)
from bot.workflow.rules.policies import Changed, Standing

DESCRIPTION = 4096
OFF, PRESET = "off", "preset"


def thresholds_embed(standing: Standing) -> discord.Embed:
    """The numbers that a channel is judged by, and where they differ from the preset's."""
    preset = PRESETS.get(standing.choice.preset, STANDARD)
    lines = [
        _line(category.value, standing.policy.thresholds[category], preset.thresholds[category])
        for category in SETTABLE
    ]
    others = ", ".join(category.value for category in LOCKED)
    lines.append(f"-# {_('Fixed: {categories}.', categories=others)}")
    where = f"<#{standing.channel_id}>" if standing.channel_id else _("Every channel")
    if standing.channel_id is None:
        lines.extend(
            _("<#{channel}> has thresholds of its own.", channel=channel_id)
            for channel_id in channels_of(standing.choice)
        )
    embed = discord.Embed(
        title=_("How sure I must be"),
        description=f"**{where}**\n" + safe.fitting("\n".join(lines), DESCRIPTION - 200),
        colour=posts.COLOUR,
    )
    embed.set_footer(text=_("Policy {label}", label=standing.policy.label))
    return embed


def _line(name: str, now: Thresholds, preset: Thresholds) -> str:
    steps = (
        (Level.FLAG, now.flag, preset.flag),
        (Level.HOLD, now.hold, preset.hold),
        (Level.REJECT, now.reject, preset.reject),
    )
    told = [
        f"{level.value} {percent(here)}"
        if here == there
        else f"{level.value} **{percent(here)}** ({_('preset')}: {percent(there)})"
        for level, here, there in steps
    ]
    return f"{name}: {', '.join(told)}"


def changed_text(changed: Changed) -> str:
    """What a new version brought."""
    version = changed.version
    head = _(
        "The policy is now version {version}: verdicts name it as {label}.",
        version=version.version,
        label=_label(version.choice, version.version),
    )
    return "\n".join([head, *difference_lines(changed.differences)])


def difference_lines(differences: Sequence[Difference]) -> list[str]:
    """What differs, one a line."""
    lines = []
    for one in differences[:25]:
        what = _("preset") if one.category is None else one.category.value
        level = f" {one.level.value}" if one.level is not None else ""
        where = f" <#{one.channel_id}>" if one.channel_id is not None else ""
        lines.append(f"- {what}{level}{where}: {_(one.before)} → {_(one.after)}")
    if len(differences) > len(lines):
        lines.append(ngettext("… and {n} more", "… and {n} more", len(differences) - len(lines)))
    return lines


def diff_text(differences: Sequence[Difference]) -> str:
    """In what two versions differ."""
    if not differences:
        return _("They are alike.")
    return safe.fitting("\n".join(difference_lines(differences)), 2_000)


def history_embed(history: Sequence[Changed]) -> discord.Embed:
    """The versions, newest first."""
    if not history:
        return discord.Embed(
            description=_("Nothing was changed yet: the preset holds as it comes.")
        )
    blocks = []
    for one in history:
        version = one.version
        note = f" · {safe.literal(safe.one_line(version.note, 150))}" if version.note else ""
        head = (
            f"**v{version.version}** {format_dt(version.at, 'f')} "
            f"{safe.literal(safe.one_line(version.author_name, 60))}{note}"
        )
        changes = difference_lines(one.differences) or [f"- {version.choice.preset}"]
        blocks.append("\n".join([head, *changes]))
    return discord.Embed(
        title=_("Versions of the policy"),
        description=safe.fitting("\n".join(blocks), DESCRIPTION),
        colour=posts.COLOUR,
    )


def version_name(changed: Changed) -> str:
    """A version to choose while typing."""
    version = changed.version
    what = "; ".join(
        f"{one.category.value if one.category else ''} {one.level or ''} {one.after}".strip()
        for one in changed.differences
    )
    told = f"v{version.version} {version.at:%Y-%m-%d} {what or version.choice.preset}"
    return safe.one_line(f"{told} {version.note}", 100)


def threshold_of(typed: str) -> float | str | None:
    """A threshold as it was typed: ``70``, ``70%``, ``0.7``, ``off`` or ``preset``.

    Raises:
        Refused: it is none of these.
    """
    said = typed.strip().lower().replace(",", ".")
    if said == OFF:
        return None
    if said == PRESET:
        return PRESET
    try:
        value = float(said.removesuffix("%"))
    except ValueError:
        value = -1.0
    if said == "1" or not 0 <= value <= 100:
        raise Refused(
            "“{typed}” is no threshold. Write 70%, off, or preset to take a change back.",
            typed=typed[:40],
        )
    if said.endswith("%") or value > 1:
        value /= 100
    return round(value, 4)


def threshold_choices(policy: Policy, category: str, level: Level, typed: str) -> list[str]:
    """What may be typed: the present number, off, the preset's, and round numbers."""
    offered = [f"{number}%" for number in range(30, 100, 5)]
    for one in SETTABLE:
        if one.value == category:
            offered.insert(0, percent(getattr(policy.thresholds[one], level.value)))
    wanted = dict.fromkeys([*offered, OFF, PRESET])
    return [one for one in wanted if one.startswith(typed.strip().lower())][:25]


def _label(choice: PolicyChoice, version: int) -> str:
    return effective(choice, revision=version).label
