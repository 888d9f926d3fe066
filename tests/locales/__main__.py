"""``python -m tests.locales update``: bring the catalogues up to date with the code.

Texts that are new wait in ``bot/locales/<language>/LC_MESSAGES/greenroom.po`` for their
translation; run it again when they are translated.
"""

from __future__ import annotations

import asyncio
import sys

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tests.locales.catalogues import ROOT, TRANSLATED, compiled, file_of, gathered, read, texts

WIDTH = 100


def update() -> None:
    """Gather, merge, compile."""
    template = asyncio.run(gathered())
    for language in TRANSLATED:
        path = file_of(language, "po")
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = read(language) if path.exists() else Catalog(locale=language, fuzzy=False)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        with path.open("wb") as file:
            write_po(file, catalogue, width=WIDTH, sort_by_file=True, no_location=True)
        file_of(language, "mo").write_bytes(compiled(read(language)))
        missing = sum(1 for _english, said, _context in texts(catalogue) if not all(said))
        print(f"{path.relative_to(ROOT)}: {len(catalogue)} texts, {missing} to translate")


if __name__ == "__main__":
    if sys.argv[1:] != ["update"]:
        sys.exit("usage: python -m tests.locales update")
    update()
