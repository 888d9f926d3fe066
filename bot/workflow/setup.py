"""``/setup``: what it would change, said before it does so; and how it is undone."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.errors import NotAllowed
from bot.domain.guild import ChannelMode
from bot.domain.permission import NOTHING, STAGE_PERMISSIONS, TYPING, WRITING, Permission


class TargetKind(StrEnum):
    """Whom an overwrite is for."""

    ROLE = "role"
    MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Overwrite:
    """The permissions that a channel allows or denies to a role or a member."""

    target_id: int
    kind: TargetKind
    name: str
    allow: Permission = NOTHING
    deny: Permission = NOTHING


@dataclass(frozen=True, slots=True)
class ChannelFacts:
    """What is known of a channel before it is made ready."""

    channel_id: int
    everyone_id: int
    """The role @everyone, whose id is the guild's."""
    bot_id: int
    bot_permissions: Permission
    """What the bot may do in this channel at present."""
    bot_guild_permissions: Permission
    """What its roles give it, before the channel's own overwrites."""
    overwrites: Sequence[Overwrite] = ()
    administrators: Sequence[str] = ()
    """Names of roles with Administrator: nothing can be denied to them."""
    foreign_threads: int = 0
    """Active threads in the channel that are none of ours."""
    automod_rules: Sequence[str] | None = ()
    """Names of the guild's AutoMod rules; None where the bot may not see them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One overwrite that will be set, whole."""

    before: Overwrite
    after: Overwrite

    @property
    def newly_allowed(self) -> Permission:
        """The bits that become allowed."""
        return self.after.allow & ~self.before.allow

    @property
    def newly_denied(self) -> Permission:
        """The bits that become denied."""
        return self.after.deny & ~self.before.deny


@dataclass(frozen=True, slots=True)
class SetupPlan:
    """What will happen to a channel, in order, and what a manager should know first."""

    channel_id: int
    steps: tuple[Step, ...]
    missing: Permission
    """What the bot lacks to do it; nothing is changed while anything is missing."""
    still_write: tuple[str, ...]
    """Roles and members who can write in the channel or its threads afterwards."""
    foreign_threads: int
    automod_rules: tuple[str, ...] | None

    @property
    def digest(self) -> str:
        """Changes whenever the plan does: what was shown is what is done."""
        steps = [
            (step.after.target_id, *map(int, (one.allow, one.deny)))
            for step in self.steps
            for one in (step.before, step.after)
        ]
        shown = (self.channel_id, steps, self.still_write, self.foreign_threads)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:6]


def plan(facts: ChannelFacts, mode: ChannelMode = ChannelMode.FORMS) -> SetupPlan:
    """First the bot is allowed, then @everyone denied: never the other way round, or the bot
    would lock itself out. Other overwrites are left alone."""
    is_free = mode is ChannelMode.FREE
    allowed = TYPING if is_free else NOTHING
    before = {overwrite.target_id: overwrite for overwrite in facts.overwrites}
    bot = before.get(facts.bot_id, Overwrite(facts.bot_id, TargetKind.MEMBER, "Greenroom"))
    everyone = before.get(
        facts.everyone_id, Overwrite(facts.everyone_id, TargetKind.ROLE, "@everyone")
    )
    wanted = (
        _with(bot, allow=STAGE_PERMISSIONS),
        _with(everyone, allow=allowed, deny=WRITING & ~allowed),
    )
    steps = tuple(
        Step(old, new) for old, new in zip((bot, everyone), wanted, strict=True) if old != new
    )
    return SetupPlan(
        channel_id=facts.channel_id,
        steps=steps,
        missing=_missing(facts, steps) | (_missing_shield(facts) if is_free else NOTHING),
        still_write=_still_write(facts),
        foreign_threads=facts.foreign_threads,
        automod_rules=None if facts.automod_rules is None else tuple(facts.automod_rules),
    )


def _missing(facts: ChannelFacts, steps: Sequence[Step]) -> Permission:
    """What the bot lacks: for what it shall change, and for its work afterwards.

    A bot sets only permissions that it holds itself, by its roles or in the channel.

    Source: Discord's documentation, "Edit Channel Permissions".
    """
    held = facts.bot_permissions | facts.bot_guild_permissions
    if held & Permission.ADMINISTRATOR:
        return NOTHING
    needed = NOTHING
    gained = NOTHING
    for step in steps:
        needed |= step.newly_allowed | step.newly_denied | Permission.MANAGE_ROLES
        if step.after.target_id == facts.bot_id:
            gained |= step.newly_allowed
    return (needed & ~held) | (STAGE_PERMISSIONS & ~facts.bot_permissions & ~gained)


def _missing_shield(facts: ChannelFacts) -> Permission:
    """AutoMod's rules take a permission of the whole server."""
    if facts.bot_guild_permissions & Permission.ADMINISTRATOR:
        return NOTHING
    return Permission.MANAGE_GUILD & ~facts.bot_guild_permissions


def require_nothing_missing(wanted: SetupPlan) -> None:
    """Raises:
    NotAllowed: the bot lacks a permission for what was planned.
    """
    if wanted.missing:
        raise NotAllowed("I lack: {missing}. Nothing was changed.", missing=wanted.missing)


def undo_steps(
    now: Mapping[int, Overwrite],
    *,
    before: Mapping[str, Mapping[str, int]],
    changed: Mapping[str, Mapping[str, int]],
) -> tuple[Overwrite, ...]:
    """The overwrites that give back what ``/setup`` took and take back what it gave.

    Only the bits that it changed are touched, and only where they still stand as it left them:
    what somebody set by hand since then stays. @everyone comes first, the bot last.

    Args:
        now: The channel's present overwrites by target.
        before: Target id → the ``allow`` and ``deny`` that stood there before.
        changed: Target id → the ``allow`` and ``deny`` that ``/setup`` left.
    """
    restored = []
    for key, left in changed.items():
        target_id = int(key)
        current = now.get(target_id)
        if current is None:
            continue
        old = before[key]
        changed_bits = (old["allow"] ^ left["allow"]) | (old["deny"] ^ left["deny"])
        moved_since = (current.allow ^ left["allow"]) | (current.deny ^ left["deny"])
        ours = Permission(changed_bits & ~moved_since)
        restored.append(
            Overwrite(
                target_id,
                current.kind,
                current.name,
                allow=(current.allow & ~ours) | (Permission(old["allow"]) & ours),
                deny=(current.deny & ~ours) | (Permission(old["deny"]) & ours),
            )
        )
    return tuple(sorted(restored, key=lambda overwrite: overwrite.kind is TargetKind.MEMBER))


def _with(
    overwrite: Overwrite,
    *,
    allow: Permission = NOTHING,
    deny: Permission = NOTHING,
) -> Overwrite:
    return Overwrite(
        overwrite.target_id,
        overwrite.kind,
        overwrite.name,
        (overwrite.allow | allow) & ~deny,
        (overwrite.deny | deny) & ~allow,
    )


def _still_write(facts: ChannelFacts) -> tuple[str, ...]:
    writers = [f"{name} (Administrator)" for name in facts.administrators]
    for overwrite in facts.overwrites:
        if overwrite.target_id in {facts.everyone_id, facts.bot_id}:
            continue
        may = overwrite.allow & WRITING
        if may:
            writers.append(f"{overwrite.name} ({may})")
    return tuple(writers)
