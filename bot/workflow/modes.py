"""``/setup mode``: whether members comment with forms or by typing freely below an article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from bot.domain.actor import Actor
from bot.domain.errors import Refused
from bot.domain.guild import ChannelMode, GuildSettings
from bot.domain.permission import Permission
from bot.workflow.automod.plan import AutoModPlan
from bot.workflow.automod.shield import Shield
from bot.workflow.free.channels import FreeChannels
from bot.workflow.installation import ChannelStage, prepared_by
from bot.workflow.permissions import require_manager
from bot.workflow.ports import Clock, RequireDesk, Store
from bot.workflow.setup import SetupPlan, plan, require_nothing_missing


@dataclass(frozen=True, slots=True)
class ModeProposal:
    """What ``/setup mode`` would do, before anything is done."""

    settings: GuildSettings
    mode: ChannelMode
    plan: SetupPlan
    rules: AutoModPlan | None
    """What would become of our AutoMod rules; None where the bot may not see them."""

    @property
    def digest(self) -> str:
        """Changes whenever the proposal does: what was shown is what is done."""
        rules = self.rules.digest if self.rules is not None else ""
        shown = (self.settings, self.mode, self.plan.digest, rules)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:6]


class Modes:
    """What managers choose with ``/setup mode``."""

    def __init__(
        self,
        store: Store,
        channels: ChannelStage,
        shield: Shield,
        require_desk: RequireDesk,
        clock: Clock,
        free: FreeChannels,
        *,
        reads_messages: bool,
    ) -> None:
        """Args:
        reads_messages: Whether the bot has the Message Content intent.
        """
        self._store = store
        self._channels = channels
        self._shield = shield
        self._require_desk = require_desk
        self._clock = clock
        self._free = free
        self._reads_messages = reads_messages

    async def propose(
        self, manager: Actor, *, channel_id: int, mode: ChannelMode, settings: GuildSettings
    ) -> ModeProposal:
        """What would be changed; nothing is.

        Raises:
            NotAllowed, NotFound: no manager, or no such channel.
            NotSetUp: the moderators' channel will not do.
            Refused: the bot cannot read messages, or AutoMod cannot be kept to the channel.
            StageUnavailable: AutoMod's rules cannot be read.
        """
        require_manager(manager)
        await self._require_desk(settings)
        if settings.moderators_channel_id == channel_id:
            raise Refused("The moderators' channel cannot be the articles' channel too.")
        if mode is ChannelMode.FREE and not self._reads_messages:
            raise Refused(
                "I cannot read what members type: this bot runs without the Message Content "
                "intent. Its operator can switch it on under Bot, Privileged Gateway Intents, at "
                "https://discord.com/developers/applications, and write MESSAGE_CONTENT_INTENT=yes "
                "in its settings. Until then comments go through the form."
            )
        facts = await self._channels.facts(manager.guild_id, channel_id)
        wanted = plan(facts, mode)
        free = await self._shield.free_channels(manager.guild_id)
        free = free | {channel_id} if mode is ChannelMode.FREE else free - {channel_id}
        rules = None
        if facts.bot_guild_permissions & (Permission.MANAGE_GUILD | Permission.ADMINISTRATOR):
            rules = await self._shield.plan(
                manager.guild_id, free_channels=free, everywhere=settings.shield_everywhere
            )
        if mode is ChannelMode.FREE and rules is not None and rules.is_down:
            raise Refused(rules.why_down)
        return ModeProposal(settings, mode, wanted, rules)

    async def apply(self, manager: Actor, proposal: ModeProposal) -> None:
        """Do what was proposed. The rules stand before anybody may type, and go after.

        Raises:
            NotAllowed: no manager, or the bot lacks a permission; nothing was changed.
            StageUnavailable: Discord refused a rule; members still cannot type.
        """
        require_manager(manager)
        wanted = proposal.plan
        require_nothing_missing(wanted)
        guild_id = manager.guild_id
        if proposal.mode is ChannelMode.FREE and proposal.rules is not None:
            await self._shield.apply(guild_id, proposal.rules)
        now = self._clock()
        async with self._store.write() as tx:
            await tx.guilds.put(proposal.settings, by=manager.id, at=now)
            before = await tx.guilds.prepared(wanted.channel_id)
            await tx.guilds.put_prepared(
                prepared_by(manager, wanted, before, at=now, mode=proposal.mode)
            )
        await self._free.refresh()
        for step in wanted.steps:
            await self._channels.set_overwrite(guild_id, wanted.channel_id, step.after)
        if proposal.mode is ChannelMode.FORMS and proposal.rules is not None:
            await self._shield.apply(guild_id, proposal.rules)
