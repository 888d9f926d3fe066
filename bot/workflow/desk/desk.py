"""The parts of the review desk, wired together."""

from __future__ import annotations

from bot.workflow.desk.bulk import Bulks
from bot.workflow.desk.choices import Choices
from bot.workflow.desk.notes import Notes
from bot.workflow.desk.queue import Queue
from bot.workflow.desk.reporting import Reports
from bot.workflow.desk.undoing import Undoing
from bot.workflow.ports import Clock, Store
from bot.workflow.review import Review


class Desk:
    """What moderators have at hand beside the decision about one comment."""

    def __init__(self, store: Store, review: Review, clock: Clock) -> None:
        self.queue = Queue(store, clock)
        self.bulks = Bulks(store, review)
        self.undoing = Undoing(store, clock)
        self.reports = Reports(store, clock)
        self.notes = Notes(store, clock)
        self.choices = Choices(store)
