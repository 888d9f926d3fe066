"""A server's own rules in Discord: lists, one rule, what it would have done, imports."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.utils import format_dt

from bot.discord_io.rendering import buttons, cards, posts, safe
from bot.discord_io.rendering.buttons import Style
from bot.domain.rule import HitCounts, Rule, RuleKind, RuleState
from bot.domain.verdict import Decision
from bot.locales import _, mark, ngettext
from bot.workflow.rules.rules import Settled, Shown

DESCRIPTION = 4096
PAGE = 10
"""Rules on one page of the list."""

KINDS = {
    RuleKind.WORDS: mark("words and phrases"),
    RuleKind.REGEX: mark("regular expressions"),
    RuleKind.DOMAINS: mark("links to domains"),
    RuleKind.INVITES: mark("invitations to other servers"),
}
ACTIONS = {
    Decision.FLAG: mark("publish, and show moderators"),
    Decision.HOLD: mark("hold for a moderator"),
    Decision.REJECT: mark("reject"),
}
STATES = {
    RuleState.DRAFT: mark("draft"),
    RuleState.SHADOW: mark("shadow"),
    RuleState.ACTIVE: mark("active"),
    RuleState.PAUSED: mark("paused"),
}
_SETTLED = {
    RuleState.DRAFT: mark("Rule {number} is a draft."),
    RuleState.SHADOW: mark(
        "Rule {number} is in shadow: what it fires on is noted, and nothing is done."
    ),
    RuleState.ACTIVE: mark("Rule {number} is active: it counts for every text from now on."),
    RuleState.PAUSED: mark("Rule {number} is paused."),
}
MARKS = {
    RuleState.DRAFT: "✏️",
    RuleState.SHADOW: "👁️",
    RuleState.ACTIVE: "✅",
    RuleState.PAUSED: "⏸️",
}


def list_embed(rules: Sequence[Rule], offset: int) -> discord.Embed:
    """One page of the rules."""
    if not rules:
        return discord.Embed(description=_("No rules yet. `/rules add` writes the first."))
    lines = [
        f"{MARKS[rule.state]} **{rule.number}** {_(STATES[rule.state])} · "
        f"{_(ACTIONS[rule.action])} · {_(KINDS[rule.kind])}{_where(rule)}\n-# {gist(rule, 90)}"
        for rule in rules[offset : offset + PAGE]
    ]
    embed = discord.Embed(
        title=ngettext("{n} rule", "{n} rules", len(rules)),
        description=safe.fitting("\n".join(lines), DESCRIPTION),
        colour=posts.COLOUR,
    )
    terms = sum(len(rule.terms) for rule in rules)
    embed.set_footer(text=ngettext("{n} term in all", "{n} terms in all", terms))
    return embed


def list_view(rules: Sequence[Rule], offset: int) -> discord.ui.View | None:
    """Earlier and later pages."""
    if len(rules) <= PAGE:
        return None
    earlier, later = max(0, offset - PAGE), offset + PAGE
    return buttons.row_of(
        buttons.button(_("Earlier"), "rules-page", earlier, "e", disabled=offset == 0),
        buttons.button(_("Later"), "rules-page", later, "l", disabled=later >= len(rules)),
    )


def rule_embed(rule: Rule, counts: HitCounts | None = None) -> discord.Embed:
    """One rule with everything about it."""
    embed = discord.Embed(
        title=_("Rule {number}: {state}", number=rule.number, state=_(STATES[rule.state])),
        description=safe.spoiler(safe.fitting("\n".join(rule.terms), 800)) or _("All of them."),
        colour=cards.COLOURS[rule.action],
    )
    embed.add_field(name=_("Looks for"), value=_(KINDS[rule.kind]))
    embed.add_field(name=_("Then"), value=_(ACTIONS[rule.action]))
    embed.add_field(name=_("Severity"), value=str(rule.severity))
    if rule.allowed:
        value = safe.literal(safe.one_line(", ".join(rule.allowed), 500))
        embed.add_field(name=_("Does not count"), value=value, inline=False)
    if rule.channel_id is not None:
        embed.add_field(name=_("Only in"), value=f"<#{rule.channel_id}>")
    if rule.expires_at is not None:
        embed.add_field(name=_("Expires"), value=format_dt(rule.expires_at, "R"))
    if rule.spares_quotes:
        embed.add_field(name=_("Quotations"), value=_("It does less to a text that only quotes."))
    if rule.note:
        embed.add_field(name=_("Why"), value=safe.literal(rule.note), inline=False)
    if rule.replaces is not None:
        text = _("It takes the place of rule {number} when it is activated.", number=rule.replaces)
        embed.add_field(name=_("A change"), value=text, inline=False)
    if counts is not None:
        embed.add_field(name=_("In the last 30 days"), value=counts_text(counts), inline=False)
    name = safe.one_line(rule.created_by_name, 80)
    embed.set_footer(text=_("Written by {name}, change {version}", name=name, version=rule.version))
    embed.timestamp = rule.created_at
    return embed


def show_embed(shown: Shown) -> discord.Embed:
    """One rule, with what it has done and what would take its place."""
    embed = rule_embed(shown.rule, shown.counts)
    if shown.changes:
        numbers = ", ".join(str(one.number) for one in shown.changes)
        embed.add_field(
            name=_("Changes that wait"),
            value=_("Drafts that would take its place: {numbers}.", numbers=numbers),
            inline=False,
        )
    return embed


def counts_text(counts: HitCounts) -> str:
    """What became of the comments that a rule fired on."""
    if not counts.fired:
        return _("It has not fired.")
    lines = [ngettext("It fired on {n} comment.", "It fired on {n} comments.", counts.fired)]
    if counts.in_shadow:
        lines.append(ngettext("{n} of them in shadow.", "{n} of them in shadow.", counts.in_shadow))
    return "\n".join(
        [*lines, decisions_text(counts.approved, counts.rejected, counts.waiting, counts.fired)]
    )


def decisions_text(approved: int, rejected: int, waiting: int, fired: int) -> str:
    """How people decided about comments."""
    return _(
        "People approved {approved} of them and rejected {rejected}; {waiting} still wait, "
        "{rest} nobody had to look at.",
        approved=approved,
        rejected=rejected,
        waiting=waiting,
        rest=max(0, fired - approved - rejected - waiting),
    )


def rule_view(rule: Rule) -> discord.ui.View:
    """What a manager can do with a rule; for others the buttons refuse."""
    here = (rule.number, rule.version)
    items = [buttons.button(_("Replay"), "rules-replay", rule.number, style=Style.primary)]
    if rule.state is not RuleState.ACTIVE:
        items.append(buttons.button(_("Activate"), "rules-activate", *here))
    if rule.state is not RuleState.SHADOW:
        items.append(buttons.button(_("Shadow"), "rules-state", *here, RuleState.SHADOW.value))
    if rule.state in {RuleState.ACTIVE, RuleState.SHADOW}:
        items.append(buttons.button(_("Pause"), "rules-state", *here, RuleState.PAUSED.value))
    items.append(buttons.button(_("Edit"), "rules-edit", rule.number))
    return buttons.row_of(*items)


def activate_view(rule: Rule) -> discord.ui.View:
    """The replay first, or at once."""
    return buttons.row_of(
        buttons.button(_("Replay first"), "rules-replay", rule.number, style=Style.primary),
        activate_button(rule),
    )


def activate_button(rule: Rule) -> discord.ui.Button[discord.ui.View]:
    """Activate, without another question."""
    return buttons.button(
        _("Activate now"),
        "rules-state",
        rule.number,
        rule.version,
        RuleState.ACTIVE.value,
        style=Style.danger,
    )


def removal_view(rule: Rule) -> discord.ui.View:
    """Whether it is really meant."""
    return buttons.row_of(
        buttons.button(_("Remove"), "rules-remove", rule.number, rule.version, style=Style.danger),
        buttons.button(_("Cancel"), "rules-cancel"),
    )


def settled_text(settled: Settled) -> str:
    """What a change of state has brought."""
    rule = settled.rule
    lines = [_(_SETTLED[rule.state], number=rule.number)]
    if settled.is_shielded:
        lines.append(_("In channels with free typing AutoMod refuses its words as well."))
    if settled.left_out:
        named = ", ".join(term.keyword for term in settled.left_out[:10])
        lines.append(
            ngettext(
                "AutoMod has no room for {n} of its terms; I judge by it all the same: {terms}",
                "AutoMod has no room for {n} of its terms; I judge by them all the same: {terms}",
                len(settled.left_out),
                terms=safe.literal(safe.one_line(named, 300)),
            )
        )
    return "\n".join(lines)


def choices(rules: Sequence[Rule], typed: str) -> list[app_commands.Choice[str]]:
    """Rules to choose from while typing."""
    wanted = typed.casefold().strip().removeprefix("#")
    return [
        app_commands.Choice(
            name=safe.one_line(
                f"#{rule.number} {rule.state.value} {rule.kind.value}: "
                f"{', '.join(rule.terms[:5])} {rule.note}",
                100,
            ),
            value=str(rule.number),
        )
        for rule in rules
        if str(rule.number).startswith(wanted)
        or wanted in rule.note.casefold()
        or wanted in rule.kind.value
        or any(wanted in term.casefold() for term in rule.terms)
    ][:25]


def _where(rule: Rule) -> str:
    return f" · <#{rule.channel_id}>" if rule.channel_id is not None else ""


def gist(rule: Rule, length: int) -> str:
    """A few of its terms, behind a spoiler, and why there is the rule."""
    terms = safe.spoiler(safe.one_line(", ".join(rule.terms[:8]), length))
    note = safe.literal(safe.one_line(rule.note, 60)) if rule.note else ""
    return " ".join(filter(None, (terms, note))) or _(KINDS[rule.kind])
