"""``greenroom lexicon``: which slurs are known, and why one counts in a text or does not."""

from __future__ import annotations

import json
import sys

import rich_click as click

from bot.cli.lexicon_output import (
    Explained,
    explained_json,
    list_json,
    nearest_json,
    print_explained,
    print_list,
    print_nearest,
)
from bot.cli.masking import masked
from bot.moderation import Context
from bot.moderation.explaining import explain as explain_in
from bot.moderation.lexicon import Entry, Language, shipped_lexicon
from bot.moderation.lexicon.lookup import entries_named, nearest_entries

_AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
_PLAIN = click.option("--plain", is_flag=True, help="Print slurs as they are, without stars.")


@click.group()
def lexicon() -> None:
    """Show the slurs that Greenroom knows. They are printed with stars unless --plain is given."""


@lexicon.command()
@click.argument("word")
@click.option("--in", "text", metavar="TEXT", help="Say also why it counts in this text, or not.")
@_PLAIN
@_AS_JSON
def explain(word: str, text: str | None, plain: bool, as_json: bool) -> None:
    """Show the entry of WORD: whom it attacks and how gravely, what it means and where that is
    recorded, in which phrases it is harmless, and its forms. WORD may be any form of it.

    With --in also how TEXT is read, every place where the term stands with what is decided there,
    and places that look like it and are not counted.

    Exit codes: 0 it is in the lexicon · 1 it is not; the nearest entries are named

    Examples:

      greenroom lexicon explain cracker

      greenroom lexicon explain cracker --in "Cheese and crackers for everyone."
    """
    if not word.strip():
        raise click.UsageError("Say which word to explain.")
    known = shipped_lexicon()
    entries = entries_named(known, word)
    if not entries:
        near = nearest_entries(known, word)
        if as_json:
            click.echo(json.dumps(nearest_json(word, near, plain=plain)))
        else:
            print_nearest(word, near, plain=plain)
        sys.exit(1)
    explained = [
        Explained(entry, text or "", None if text is None else explain_in(entry, text, Context()))
        for entry in entries
    ]
    if as_json:
        click.echo(json.dumps(explained_json(word, explained, plain=plain)))
    else:
        print_explained(explained, plain=plain)


@lexicon.command(name="list")
@click.option("--group", metavar="TEXT", help="Only slurs against groups with this in their name.")
@click.option(
    "--language",
    type=click.Choice([language.value for language in Language]),
    help="Only slurs of this language, by its ISO 639 code.",
)
@_PLAIN
@_AS_JSON
def list_(group: str | None, language: str | None, plain: bool, as_json: bool) -> None:
    """List the entries with language, severity and group, and count them.

    --group also takes what people are attacked for: ethnicity, nationality, religion,
    orientation, gender-identity, gender, disability or origin.

    Exit codes: 0 listed · 1 no entry is like that

    Examples:

      greenroom lexicon list --language de

      greenroom lexicon list --group roma --json
    """
    entries = [
        entry
        for entry in shipped_lexicon().entries
        if (group is None or _attacks(entry, group.strip().lower()))
        and (language is None or entry.language == language)
    ]
    shown = (lambda term: term) if plain else masked
    if as_json:
        click.echo(json.dumps(list_json(entries, shown)))
    else:
        print_list(entries, shown)
    if not entries:
        sys.exit(1)


def _attacks(entry: Entry, group: str) -> bool:
    return group == entry.target or group in entry.group.lower()
