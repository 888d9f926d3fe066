"""What Greenroom says, in the language of whoever reads it.

Texts stand in the code in English, marked by ``_``, `ngettext` or `mark`, or as the message of an
error; ``python -m tests.locales update`` gathers them into one catalogue a language
(``<language>/LC_MESSAGES/greenroom.po``), where they are translated. Nothing is passed along to
speak a language: whoever begins to answer a person, or to draw for a server, says once whose
language it is (`speaking`), and what is called from there speaks it.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
DOMAIN = "greenroom"
COMMAND_NAME = "command"
"""The context of commands' names in the catalogues: the same word may say something else there."""
ENGLISH = "en"
LANGUAGES = {ENGLISH: "English", "de": "Deutsch", "tr": "Türkçe"}
"""Language code → its own name. English is the language of the code."""

_spoken: ContextVar[str] = ContextVar("language", default=ENGLISH)


def language_of(locale: str) -> str:
    """The language that Greenroom speaks to somebody whose client has this locale, e.g. ``de``
    for ``de``, ``en`` for ``pt-BR``."""
    language = locale.replace("_", "-").split("-")[0].lower()
    return language if language in LANGUAGES else ENGLISH


def spoken() -> str:
    """The language that is spoken here and now."""
    return _spoken.get()


def speak(locale: str) -> None:
    """Speak this locale's language for the rest of the present task."""
    _spoken.set(language_of(locale))


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Speak this locale's language inside."""
    token = _spoken.set(language_of(locale))
    try:
        yield
    finally:
        _spoken.reset(token)


def _(message: str, **values: object) -> str:
    """A text in the language spoken here, with its values filled in."""
    said = _catalogue(_spoken.get()).gettext(message)
    return said.format(**values) if values else said


def ngettext(one: str, many: str, n: int, **values: object) -> str:
    """The same where a number decides the form; ``{n}`` stands for the number."""
    return _catalogue(_spoken.get()).ngettext(one, many, n).format(n=n, **values)


def command_name(message: str) -> str:
    """The name of a command or an option, which Discord wants short and in lower case."""
    return _catalogue(_spoken.get()).pgettext(COMMAND_NAME, message)


def mark(message: str) -> str:
    """The text itself: it is gathered here, and translated by ``_`` where it is shown."""
    return message


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(DOMAIN, FOLDER, [language], fallback=language == ENGLISH)
