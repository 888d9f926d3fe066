"""``python -m bot.locales update``: gather the texts of the code, and compile the catalogues.

A tool for who works on Greenroom: it needs Babel, which is not installed to run the bot.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from bot.domain import errors
from bot.locales import DOMAIN, ENGLISH, FOLDER, LANGUAGES

_READ_IN_THE_TERMINAL = (errors.SettingsInvalid, errors.StoreClosed)
ROOT = FOLDER.parents[1]
WIDTH = 100


def gathered() -> Catalog:
    """Every text of the code that people read."""
    catalogue = Catalog(project="Greenroom", charset="utf-8", fuzzy=False)
    for package in ("bot", "cogs"):
        found = extract_from_dir(
            ROOT / package,
            method_map=[("locales/**", "ignore"), ("training/**", "ignore"), ("**.py", "python")],
            keywords=_keywords(),
        )
        for name, line, message, _comments, context in sorted(found, key=lambda one: one[:2]):
            catalogue.add(message, None, [(f"{package}/{name}", line)], context=context)
    return catalogue


def read(language: str) -> Catalog:
    """A language's catalogue as it stands in its file."""
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in the form that is read at run time."""
    buffer = BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def update() -> None:
    """Bring every catalogue up to date: texts that are new wait there for their translation."""
    template = gathered()
    for language in LANGUAGES:
        if language == ENGLISH:
            continue
        path = _file(language, "po")
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(language) if path.exists() else Catalog(locale=language, fuzzy=False)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=WIDTH, sort_by_file=True, no_location=True)
        _file(language, "mo").write_bytes(compiled(read(language)))
        missing = sum(1 for message in catalogue if message.id and not message.string)
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} to translate")


def _file(language: str, kind: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.{kind}"


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


if __name__ == "__main__":
    if sys.argv[1:] != ["update"]:
        sys.exit("usage: python -m bot.locales update")
    update()
