"""A server's own rules on trial: what they would have done, what an import would add."""

from __future__ import annotations

import discord

from bot.discord_io.failures import said
from bot.discord_io.rendering import buttons, cards, posts, safe
from bot.discord_io.rendering.buttons import Style
from bot.discord_io.rendering.rules import (
    ACTIONS,
    KINDS,
    MARKS,
    STATES,
    activate_button,
    decisions_text,
    gist,
    rule_embed,
    rule_view,
)
from bot.domain.rule import RuleState
from bot.domain.verdict import Decision
from bot.locales import _, mark, ngettext
from bot.moderation.rules.explaining import RuleExplanation
from bot.workflow.rules.imports import Offer
from bot.workflow.rules.replay import MOST, Replay
from bot.workflow.rules.rules import Shown, Tested


def replay_text(replay: Replay) -> str:
    """What a rule would have done, as far as has been read."""
    told = {
        Decision.FLAG: mark("It would have flagged {hits:,} of {read:,} comments."),
        Decision.HOLD: mark("It would have held {hits:,} of {read:,} comments."),
        Decision.REJECT: mark("It would have rejected {hits:,} of {read:,} comments."),
    }
    lines = [
        f"**{_('Replay of rule {number}', number=replay.rule.number)}**",
        _(told[replay.rule.action], hits=len(replay.hits), read=replay.read),
    ]
    if not replay.is_done:
        return "\n".join([*lines, _("Still reading …")])
    if replay.hits:
        lines.append(
            decisions_text(replay.approved, replay.rejected, replay.waiting, len(replay.hits))
        )
    if replay.was_stopped:
        lines.append(_("It was stopped before it had read everything."))
    if replay.is_cut:
        lines.append(_("Only the newest {most:,} comments were read.", most=MOST))
    for one in replay.examples:
        link = _address(replay.rule.guild_id, one.channel_id, one.thread_id, one.message_id)
        text = safe.spoiler(safe.one_line(one.text, 110))
        lines.append(f"- `{one.comment_id}` {text} {link}")
    return safe.fitting("\n".join(lines), 2_000)


def replay_view(replay: Replay) -> discord.ui.View:
    """Stop while it reads; then what to do with the rule."""
    if not replay.is_done:
        return buttons.row_of(buttons.button(_("Stop"), "rules-stop"))
    rule = replay.rule
    if rule.state is RuleState.ACTIVE:
        return rule_view(rule)
    here = (rule.number, rule.version)
    return buttons.row_of(
        activate_button(rule),
        buttons.button(_("Shadow"), "rules-state", *here, RuleState.SHADOW.value),
        buttons.button(_("Edit"), "rules-edit", rule.number),
    )


def _address(guild_id: int, channel_id: int, thread_id: int | None, message_id: int | None) -> str:
    if message_id is None:
        return ""
    return f"https://discord.com/channels/{guild_id}/{thread_id or channel_id}/{message_id}"


def test_embed(text: str, tested: Tested) -> discord.Embed:
    """How a text would be judged, and which rules fire on it."""
    embed = cards.verdict_embed(text, tested.verdict, tested.policy)
    lines = [
        f"{MARKS[rule.state]} **{rule.number}** {_(STATES[rule.state])}: {gist(rule, 80)}"
        for rule in tested.fired[:10]
    ]
    if len(tested.fired) > len(lines):
        lines.append(ngettext("… and {n} more", "… and {n} more", len(tested.fired) - len(lines)))
    embed.add_field(
        name=_("Rules that fire"),
        value=safe.fitting("\n".join(lines), 1024) or _("None."),
        inline=False,
    )
    return embed


def explain_embed(shown: Shown, explained: RuleExplanation, text: str) -> discord.Embed:
    """One rule, and why it fires on a text or does not."""
    embed = rule_embed(shown.rule, shown.counts)
    if not text:
        return embed
    lines = [
        _(
            "**{written}** is found by: {term}",
            written=safe.literal(one.span.of(text)),
            term=safe.literal(one.term),
        )
        for one in explained.matches
    ] or [_("It does not fire on this text.")]
    lines += [f"**{safe.literal(miss.written)}**: {_(miss.reason)}" for miss in explained.misses]
    if explained.idle:
        lines.append(_(explained.idle))
    embed.add_field(
        name=_("On this text"), value=safe.fitting("\n".join(lines), 1024), inline=False
    )
    readings = [f"{how}: {safe.literal(read)}" for how, read in explained.readings[:5]]
    embed.add_field(
        name=_("The text is read"), value=safe.fitting("\n".join(readings), 900), inline=False
    )
    return embed


def offer_embed(offer: Offer) -> discord.Embed:
    """What an import would add, and what it could not read."""
    terms = sum(len(rule.terms) for rule in offer.rules)
    lines = [
        _("Nothing is added yet. As drafts, which count for nothing before you activate them:")
    ]
    if not offer.rules:
        lines = [_("There is nothing to add.")]
    for rule in offer.rules[:15]:
        lines.append(f"- {_(KINDS[rule.kind])}, {_(ACTIONS[rule.action])}: {gist(rule, 80)}")
    if len(offer.rules) > 15:
        lines.append(ngettext("… and {n} more", "… and {n} more", len(offer.rules) - 15))
    embed = discord.Embed(
        title=_("{rules} rules with {terms} terms", rules=len(offer.rules), terms=terms),
        description=safe.fitting("\n".join(lines), 3_000),
        colour=posts.COLOUR,
    )
    if offer.bad:
        wrong = [
            _("{where}: {reason}", where=safe.literal(one.where), reason=said(one.reason))
            for one in offer.bad[:12]
        ]
        if len(offer.bad) > 12:
            wrong.append(ngettext("… and {n} more", "… and {n} more", len(offer.bad) - 12))
        embed.add_field(
            name=ngettext(
                "{n} line cannot be read and is left out",
                "{n} lines cannot be read and are left out",
                len(offer.bad),
            ),
            value=safe.fitting("\n".join(wrong), 1024),
            inline=False,
        )
    return embed


def offer_view(offer: Offer) -> discord.ui.View | None:
    """Apply or Cancel; nothing where there is nothing to add."""
    if offer.import_id is None:
        return None
    return buttons.row_of(
        buttons.button(_("Apply"), "rules-import", offer.import_id, style=Style.primary),
        buttons.button(_("Cancel"), "rules-cancel"),
    )
