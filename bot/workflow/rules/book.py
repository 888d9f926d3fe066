"""Everything about judging that a server has chosen itself, compiled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.policy_version import PolicyChoice, PolicyVersion
from bot.domain.rule import Rule
from bot.moderation.policy import Policy
from bot.moderation.rules import NO_RULES, CompiledRules
from bot.moderation.thresholds import effective


@dataclass(frozen=True, slots=True)
class Rulebook:
    """A server's rules in force and the newest version of its policy."""

    rules: CompiledRules = NO_RULES
    """Those that are active or in shadow."""
    policy: PolicyVersion | None = None
    """None where nothing but ``/setup`` has chosen a preset yet."""

    def policy_in(self, channel_id: int | None, preset: str) -> Policy:
        """The policy of a channel.

        Args:
            preset: That of ``/setup``, for a server without versions of its own.
        """
        if self.policy is None:
            return effective(PolicyChoice(preset))
        return effective(self.policy.choice, channel_id, self.policy.version)


def rulebook(rules: Sequence[Rule], policy: PolicyVersion | None) -> Rulebook:
    """The book of these; compiling ten thousand terms takes a moment."""
    return Rulebook(CompiledRules(rules) if rules else NO_RULES, policy)
