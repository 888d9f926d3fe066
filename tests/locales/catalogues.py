"""What stands in the code for people to read, and what the catalogues make of it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import IO

import discord
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from discord import app_commands

from bot.app import App
from bot.client import COGS
from bot.discord_io.languages import NAMES
from bot.domain import errors
from bot.locales import COMMAND_NAME, DOMAIN, ENGLISH, FOLDER, LANGUAGES
from bot.moderation.lexicon import shipped_lexicon
from bot.settings import Settings

ROOT = FOLDER.parents[1]
TRANSLATED = tuple(language for language in LANGUAGES if language != ENGLISH)
_READ_IN_THE_TERMINAL = (errors.SettingsInvalid, errors.StoreClosed)


async def gathered() -> Catalog:
    """Every text that people read: of the code, and of the commands."""
    catalogue = Catalog(project="Greenroom", charset="utf-8", fuzzy=False)
    for package in ("bot", "cogs"):
        found = extract_from_dir(
            ROOT / package,
            method_map=[
                ("locales/**", "ignore"),
                ("training/**", "ignore"),
                ("sandbox/**", "ignore"),
                ("**.py", _called),
            ],
            keywords=_keywords(),
        )
        for name, line, message, _comments, context in sorted(found, key=lambda one: one[:2]):
            catalogue.add(message, None, [(f"{package}/{name}", line)], context=context)
    for group in sorted({entry.group for entry in shipped_lexicon().entries}):
        catalogue.add(group, None)
    for message, is_name in sorted(await _commands()):
        catalogue.add(message, None, context=COMMAND_NAME if is_name else None)
    return catalogue


def _called(
    file: IO[bytes], keywords: Mapping[str, object], _tags: Collection[str], options: object
) -> Iterator[tuple[int, str, tuple[str | None, ...], list[str]]]:
    """(line, function, its texts, no comments) of every call of one of the keywords.

    Babel's own reads tokens, and before Python 3.12 an f-string with its calls is one token.
    """
    for node in ast.walk(ast.parse(file.read())):
        if isinstance(node, ast.Call) and (name := _name(node.func)) in keywords:
            yield node.lineno, name, tuple(map(_constant, node.args)) or (None,), []


def _name(function: ast.expr) -> str:
    match function:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _constant(argument: ast.expr) -> str | None:
    match argument:
        case ast.Constant(value=str() as text):
            return text
    return None


async def _commands() -> set[tuple[str, bool]]:
    """The texts of all commands; whether each is a name."""
    seen: set[tuple[str, bool]] = set()

    class Listener(app_commands.Translator):
        async def translate(
            self,
            string: app_commands.locale_str,
            locale: discord.Locale,
            context: app_commands.TranslationContextTypes,
        ) -> None:
            seen.add((string.message, context.location in NAMES))

    app = App(Settings.from_env({"DATABASE_URL": "sqlite+aiosqlite:///:memory:"}))
    for name in COGS:
        await app.client.load_extension(name)
    for command in app.client.tree.get_commands():
        await command.get_translated_payload(app.client.tree, Listener())
    await app.store.close()
    return seen


def read(language: str) -> Catalog:
    """A language's catalogue as it stands in its file."""
    with file_of(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in the form that is read at run time."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def file_of(language: str, kind: str) -> Path:
    """Where a language's catalogue is: ``po`` to be edited, ``mo`` to be read at run time."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.{kind}"


def texts(catalogue: Catalog) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], str]]:
    """(the English forms, the translated forms, context) of every text."""
    for message in catalogue:
        if message.id:
            yield _forms(message.id), _forms(message.string), message.context or ""


def _forms(text: object) -> tuple[str, ...]:
    """One, or two where a number decides."""
    return tuple(map(str, text)) if isinstance(text, tuple | list) else (str(text or ""),)


def _keywords() -> dict[str, tuple[int, ...] | None]:
    """The functions whose first texts are gathered; errors' messages are among them."""
    raised = {
        name: None
        for name, kind in vars(errors).items()
        if isinstance(kind, type)
        and issubclass(kind, errors.GreenroomError)
        and kind not in _READ_IN_THE_TERMINAL
    }
    return {"_": None, "mark": None, "ngettext": (1, 2), **raised}
