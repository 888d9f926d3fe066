"""The options that say which judge a command asks."""

from __future__ import annotations

import rich_click as click

from bot.moderation import PRESETS, STANDARD
from bot.moderation.classifier.model import SIZES

classifier_option = click.option(
    "--classifier",
    type=click.Choice([*SIZES, "off"]),
    default="default",
    show_default=True,
    help="The classifier that judges too; off leaves it to lexicon and rules.",
)

policy_option = click.option(
    "--policy",
    type=click.Choice(list(PRESETS)),
    default=STANDARD.name,
    show_default=True,
    help="The preset that decides.",
)
