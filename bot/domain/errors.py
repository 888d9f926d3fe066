"""The tree of errors that Greenroom answers to people.

::

    GreenroomError              something a person can be told in one plain sentence
    ├── SettingsInvalid         a setting is missing or malformed (exit code 2)
    ├── DocumentUnreadable      a text cannot be read as an article
    ├── SourceUnavailable       a feed or a page cannot be fetched
    │   ├── SourceForbidden     its address may not be fetched: private, or no web address
    │   └── SourceGone          it says itself that it is gone for good
    ├── NotFound                the article, comment or guild is not (or no longer) there
    ├── Refused                 the person may not do this, or not now
    │   ├── NotAllowed          a permission or a role is missing
    │   ├── NotYet              a waiting time or a limit has to pass first
    │   └── Closed              the article takes no comments
    ├── Conflict                somebody else was faster, or the text has changed since
    ├── NotSetUp                the server has to be set up for this first
    ├── StoreClosed             the bot is shutting down
    └── StageUnavailable        Discord refused what the bot has to do there
        ├── StageBusy           a rate limit: again after some seconds
        ├── StageGone           the message, thread, channel or answer is not there any more
        ├── ThreadsExhausted    the guild has no room for another active thread
        ├── DoorClosed          the person takes no direct messages
        └── OutcomeUnknown      Discord may or may not have done it

Everything else that is raised is a defect: people see a reference, the log the trace.
"""

from __future__ import annotations


class GreenroomError(Exception):
    """Something a person can be told in one plain sentence: ``str(error)`` is that sentence.

    The message is a template and the values fill it, so that it can be translated where it is
    shown, in the language of whoever reads it.
    """

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return self.message.format(**self.values) if self.values else self.message


class SettingsInvalid(GreenroomError):
    """A setting is missing or malformed; the message names it and says what to write instead."""


class DocumentUnreadable(GreenroomError):
    """A text cannot be read as an article."""


class SourceUnavailable(GreenroomError):
    """A feed or a page cannot be fetched, now at least.

    ``retry_after`` is how many seconds its server asks to wait, if it does.
    """

    def __init__(self, message: str, *, retry_after: float | None = None, **values: object) -> None:
        super().__init__(message, **values)
        self.retry_after = retry_after


class SourceForbidden(SourceUnavailable):
    """The address may not be fetched: it is private, or no web address."""


class SourceGone(SourceUnavailable):
    """It says itself that it is gone for good."""


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


class StoreClosed(GreenroomError):
    """The bot is shutting down: nothing is read or kept any more."""


class StageUnavailable(GreenroomError):
    """Discord refused what the bot has to do there."""


class StageBusy(StageUnavailable):
    """A rate limit: the same again after ``retry_after`` seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__("Discord asks to wait {seconds:.1f} s.", seconds=retry_after)
        self.retry_after = retry_after


class StageGone(StageUnavailable):
    """The message, thread, channel or answer is not there any more."""


class ThreadsExhausted(StageUnavailable):
    """The guild has no room for another active thread."""


class DoorClosed(StageUnavailable):
    """The person takes no direct messages."""


class OutcomeUnknown(StageUnavailable):
    """Discord may or may not have done it: look before doing it again."""
