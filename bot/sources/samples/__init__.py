"""Documents of our own, to try the bot with: invented places, people and events.

Where a comment in ``harbour`` would use a slur, the text has the stand-in ``[slur]``: slurs are
written in the lexicon and nowhere else. ``greenroom demo`` replaces the stand-in at run time by a
term from the lexicon, so that the comment is judged as it would be in earnest.
"""

from __future__ import annotations

from importlib import resources

from bot.domain.errors import NotFound

SLUR_STAND_IN = "[slur]"
_SUFFIX = ".txt"


def names() -> tuple[str, ...]:
    """The names of all samples, in alphabetical order."""
    folder = resources.files(__name__)
    files = (entry.name for entry in folder.iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)))


def load(name: str) -> str:
    """The text of the sample called ``name``, with or without ``.txt``.

    Raises:
        NotFound: there is no such sample; the message lists those there are.
    """
    known = names()
    wanted = name.removesuffix(_SUFFIX)
    if wanted not in known:
        raise NotFound(f"There is no sample called “{name}”; there are: {', '.join(known)}.")
    return resources.files(__name__).joinpath(wanted + _SUFFIX).read_text(encoding="utf-8")
