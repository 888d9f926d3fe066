"""What stands in the code for people to read, and what the catalogues make of it."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from io import BytesIO
from pathlib import Path

import discord
from babel.messages.catalog import Catalog
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
    keywords = _keywords()
    for path in _sources():
        for line, text in _called(path, keywords):
            catalogue.add(text, None, [(path.relative_to(ROOT).as_posix(), line)])
    for group in sorted({entry.group for entry in shipped_lexicon().entries}):
        catalogue.add(group, None)
    for message, is_name in sorted(await _commands()):
        catalogue.add(message, None, context=COMMAND_NAME if is_name else None)
    return catalogue


def _sources() -> Iterator[Path]:
    """The files that say something to people in Discord."""
    for package in ("bot", "cogs"):
        for path in sorted((ROOT / package).rglob("*.py")):
            if not {"locales", "training", "sandbox"} & set(path.relative_to(ROOT).parts):
                yield path


def _called(path: Path, keywords: Collection[str]) -> Iterator[tuple[int, str | tuple[str, str]]]:
    """(line, text or its two forms) of every call of one of the keywords with a literal text.

    From the syntax tree: Babel's own way reads tokens, and before Python 3.12 an f-string is one
    token with all the calls in it.
    """
    calls = (one for one in ast.walk(ast.parse(path.read_bytes())) if isinstance(one, ast.Call))
    for call in sorted(calls, key=lambda one: (one.lineno, one.col_offset)):
        match call:
            case ast.Call(
                func=ast.Name("ngettext") | ast.Attribute(attr="ngettext"),
                args=[ast.Constant(str() as one), ast.Constant(str() as many), *_],
            ):
                yield call.lineno, (one, many)
            case ast.Call(
                func=ast.Name(name) | ast.Attribute(attr=name),
                args=[ast.Constant(str() as text), *_],
            ) if name in keywords:
                yield call.lineno, text


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


def _keywords() -> set[str]:
    """The functions whose first texts are gathered; errors' messages are among them."""
    raised = {
        name
        for name, kind in vars(errors).items()
        if isinstance(kind, type)
        and issubclass(kind, errors.GreenroomError)
        and kind not in _READ_IN_THE_TERMINAL
    }
    return {"_", "mark", *raised}
