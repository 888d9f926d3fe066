"""The tree of errors that Greenroom answers to people.

::

    GreenroomError              something a person can be told in one plain sentence
    ├── SettingsInvalid         a setting is missing or malformed (exit code 2)
    ├── DocumentUnreadable      a text cannot be read as an article
    ├── NotFound                the article, comment or guild is not (or no longer) there
    ├── Refused                 the person may not do this, or not now
    │   ├── NotAllowed          a permission or a role is missing
    │   ├── NotYet              a waiting time or a limit has to pass first
    │   └── Closed              the article takes no comments
    ├── Conflict                somebody else was faster, or the text has changed since
    ├── NotSetUp                the server has to be set up for this first
    └── StageUnavailable        Discord refused what the bot has to do there
        └── OutcomeUnknown      Discord may or may not have done it

Everything else that is raised is a defect: people see a reference, the log the trace.
"""

from __future__ import annotations


class GreenroomError(Exception):
    """Something a person can be told in one plain sentence: ``str(error)`` is that sentence."""


class SettingsInvalid(GreenroomError):
    """A setting is missing or malformed; the message names it and says what to write instead."""


class DocumentUnreadable(GreenroomError):
    """A text cannot be read as an article."""


class NotFound(GreenroomError):
    """The article, comment or guild is not, or no longer, there."""


class Refused(GreenroomError):
    """The person may not do this, or not now."""


class NotAllowed(Refused):
    """A permission or a role is missing."""


class NotYet(Refused):
    """A waiting time or a limit has to pass first."""


class Closed(Refused):
    """The article takes no comments."""


class Conflict(GreenroomError):
    """Somebody else was faster, or the text has changed since it was looked at."""


class NotSetUp(GreenroomError):
    """The server has to be set up for this first."""


class StageUnavailable(GreenroomError):
    """Discord refused what the bot has to do there."""


class OutcomeUnknown(StageUnavailable):
    """Discord may or may not have done it: look before doing it again."""
