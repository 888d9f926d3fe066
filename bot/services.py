"""What cogs call: every workflow, by its name."""

from __future__ import annotations

from dataclasses import dataclass

from bot.discord_io.desk import Staff
from bot.discord_io.languages import ServerLanguages
from bot.discord_io.moderators import Moderators
from bot.discord_io.replies import Deferrals
from bot.sources.pages.source import WebPages
from bot.workflow.archives import Archives
from bot.workflow.articles import Articles
from bot.workflow.automod.shield import Shield
from bot.workflow.closing import Closing
from bot.workflow.desk.desk import Desk
from bot.workflow.digest import Digests
from bot.workflow.feeds.subscriptions import Subscriptions
from bot.workflow.free.blocks import Blocks
from bot.workflow.free.typing import FreeTyping
from bot.workflow.installation import Installation
from bot.workflow.judging import Bench
from bot.workflow.mine import Mine
from bot.workflow.modes import Modes
from bot.workflow.ports import Clock, Store
from bot.workflow.privacy.choices import PrivacyChoices
from bot.workflow.privacy.own_data import OwnData
from bot.workflow.privacy.retention import Retention
from bot.workflow.review import Review
from bot.workflow.rules.imports import Imports
from bot.workflow.rules.policies import Policies
from bot.workflow.rules.replay import Replays
from bot.workflow.rules.rules import Rules
from bot.workflow.standing.appeals import Appeals
from bot.workflow.standing.cases import Cases
from bot.workflow.standing.choices import StandingChoices
from bot.workflow.standing.members import Members
from bot.workflow.standing.sanctions import Sanctions
from bot.workflow.statistics.export import Exports
from bot.workflow.statistics.pictures import Painter
from bot.workflow.statistics.statistics import Statistics
from bot.workflow.statistics.weekly import WeeklyReports
from bot.workflow.submissions import Submissions
from bot.workflow.telling import Teller


@dataclass(frozen=True, slots=True)
class Services:
    """What cogs call."""

    store: Store
    clock: Clock
    bench: Bench
    articles: Articles
    submissions: Submissions
    review: Review
    desk: Desk
    installation: Installation
    mine: Mine
    teller: Teller
    deferrals: Deferrals
    staff: Staff
    languages: ServerLanguages
    subscriptions: Subscriptions
    pages: WebPages
    moderators: Moderators
    modes: Modes
    shield: Shield
    typing: FreeTyping
    blocks: Blocks
    closing: Closing
    archives: Archives
    digests: Digests
    statistics: Statistics
    exports: Exports
    weekly: WeeklyReports
    painter: Painter
    own_data: OwnData
    privacy: PrivacyChoices
    retention: Retention
    rules: Rules
    replays: Replays
    imports: Imports
    policies: Policies
    cases: Cases
    members: Members
    appeals: Appeals
    standing: StandingChoices
    sanctions: Sanctions
