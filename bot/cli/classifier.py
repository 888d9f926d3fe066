"""The option by which a command asks the classifier too."""

from __future__ import annotations

import rich_click as click

from bot.moderation.classifier.model import SIZES

classifier_option = click.option(
    "--classifier",
    type=click.Choice([*SIZES, "off"]),
    default="off",
    show_default=True,
    help="Ask the classifier too; off leaves it to lexicon and rules.",
)
