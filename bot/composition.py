"""The composition root: the only place that wires the parts together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.charts import SubprocessPainter
from bot.client import Greenroom
from bot.discord_io.automod import DiscordRules
from bot.discord_io.channels import DiscordChannels
from bot.discord_io.desk import DeskCheck, Staff
from bot.discord_io.languages import ServerLanguages
from bot.discord_io.moderators import Moderators
from bot.discord_io.replies import Deferrals
from bot.discord_io.stage import (
    DiscordArticles,
    DiscordAuthors,
    DiscordCases,
    DiscordComments,
    DiscordDigests,
    DiscordMembers,
    DiscordModerators,
    DiscordWeekly,
)
from bot.discord_io.threads import Threads
from bot.discord_io.webhooks import Webhooks
from bot.domain.job import Job, JobKind
from bot.locales import speaking
from bot.remote_judge import Endpoint, RemoteJudge
from bot.services import Services
from bot.settings import Settings
from bot.sources.feeds.source import WebFeeds
from bot.sources.pages.source import WebPages
from bot.sources.web.fetching import Fetcher
from bot.storage.store import SqlStore
from bot.workflow.answering import Answering
from bot.workflow.archives import Archives
from bot.workflow.articles import Articles
from bot.workflow.automod.shield import Shield
from bot.workflow.automod.terms import shipped_terms
from bot.workflow.closing import Closing
from bot.workflow.desk.carding import Carding
from bot.workflow.desk.desk import Desk
from bot.workflow.digest import Digests
from bot.workflow.dispatcher import Handler
from bot.workflow.feeds.subscriptions import Subscriptions
from bot.workflow.free.blocks import Blocks
from bot.workflow.free.catching_up import CatchingUp
from bot.workflow.free.channels import FreeChannels
from bot.workflow.free.typing import FreeTyping
from bot.workflow.installation import Installation
from bot.workflow.judging import Bench, OfflineJudge
from bot.workflow.limits import Limits
from bot.workflow.mine import Mine
from bot.workflow.modes import Modes
from bot.workflow.posting import Posting
from bot.workflow.privacy.choices import PrivacyChoices
from bot.workflow.privacy.own_data import OwnData
from bot.workflow.privacy.retention import Retention
from bot.workflow.publishing import Publishing
from bot.workflow.review import Review
from bot.workflow.room import Room
from bot.workflow.rules.imports import Imports
from bot.workflow.rules.policies import Policies
from bot.workflow.rules.replay import Replays
from bot.workflow.rules.rules import Rules
from bot.workflow.standing.appeal_jobs import AppealJobs
from bot.workflow.standing.appeals import Appeals
from bot.workflow.standing.cases import Cases
from bot.workflow.standing.choices import StandingChoices
from bot.workflow.standing.members import Members
from bot.workflow.standing.sanctions import Sanctions
from bot.workflow.standing.weighing import Weighing
from bot.workflow.statistics.export import Exports
from bot.workflow.statistics.statistics import Statistics
from bot.workflow.statistics.weekly import WeeklyReports
from bot.workflow.submissions import Submissions
from bot.workflow.telling import Teller


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


class Parts:
    """One bot with everything it is made of, wired together and not yet started."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = SqlStore.at(settings.database_url)
        self.client = Greenroom(settings)
        self.judge = OfflineJudge(settings.classifier)
        endpoint = Endpoint.of(settings)
        self._remote_judge = RemoteJudge(self.judge, endpoint) if endpoint else None
        self._deferrals = Deferrals()
        self._fetcher = Fetcher(allow_private=settings.fetch_private)
        self.feeds = WebFeeds(self._fetcher)
        self._webhooks = Webhooks(self.store, self.client.http.user_agent)
        self.free = FreeChannels(self.store)
        self.services = self._services()
        self.client.services = self.services
        self.handlers = self._make_handlers()
        threads = Threads(self.client, self.free)
        self.catching_up = CatchingUp(self.store, self.services.typing, threads)

    def _services(self) -> Services:
        store, client = self.store, self.client
        staff = Staff(client.get_guild, store)
        require_desk = DeskCheck(client.get_guild)
        members = DiscordMembers(client, store)
        weighing = Weighing(store, now, members.is_staff)
        bench = Bench(store, self._remote_judge or self.judge, now, staff, weighing)
        limits = Limits(
            comment_interval=timedelta(seconds=self.settings.comment_interval),
            waiting_comments=self.settings.comments_waiting,
        )
        self._moderators = DiscordModerators(client, store)
        articles = Articles(store, bench, now, require_desk)
        channels = DiscordChannels(client, store)
        installation = Installation(store, channels, require_desk, now, self.free)
        self._cases = DiscordCases(client, store)
        teller = Teller(store, self._moderators, now)
        self._comments = DiscordComments(client, store, self._webhooks, teller)
        submissions = Submissions(store, bench, now, limits)
        painter = SubprocessPainter()
        automod = DiscordRules(client)
        review = Review(store, now)
        shield = Shield(store, automod, shipped_terms, teller, now)
        return Services(
            store=store,
            clock=now,
            bench=bench,
            articles=articles,
            submissions=submissions,
            review=review,
            desk=Desk(store, review, now),
            installation=installation,
            mine=Mine(store),
            teller=teller,
            deferrals=self._deferrals,
            staff=staff,
            languages=ServerLanguages(client.get_guild, store),
            subscriptions=Subscriptions(store, self.feeds, articles, now),
            pages=WebPages(self._fetcher),
            moderators=Moderators(client, staff, installation),
            modes=Modes(
                store,
                channels,
                shield,
                require_desk,
                now,
                self.free,
                reads_messages=self.settings.message_content,
            ),
            shield=shield,
            typing=FreeTyping(store, bench, submissions, self._comments, teller, now, self.free),
            blocks=Blocks(),
            closing=Closing(store, now),
            archives=Archives(store),
            digests=Digests(store, DiscordDigests(client), now),
            statistics=Statistics(store, now),
            exports=Exports(store, now),
            weekly=WeeklyReports(store, DiscordWeekly(client, store, painter), now),
            painter=painter,
            own_data=OwnData(store, now),
            privacy=PrivacyChoices(store),
            retention=Retention(store, now),
            rules=Rules(store, bench, shield, now),
            replays=Replays(store, now),
            imports=Imports(store, automod, now),
            policies=Policies(store, now),
            cases=Cases(store, members, now),
            members=Members(store, now),
            appeals=Appeals(store, now),
            standing=StandingChoices(store, weighing),
            sanctions=Sanctions(store, members, self._cases, teller, now),
        )

    def _make_handlers(self) -> dict[JobKind, Handler]:
        store, client, teller = self.store, self.client, self.services.teller
        comments = self._comments
        articles = DiscordArticles(client, self._webhooks)
        room = Room(store, articles)
        posting = Posting(store, articles, room, teller, now)
        publishing = Publishing(store, comments, room, self.services.bench, teller, now)
        authors = DiscordAuthors(client, self._deferrals)
        answering = Answering(store, authors, now)
        appealing = AppealJobs(store, self._cases, teller, now)
        carding = Carding(store, self._moderators, teller, now)
        handlers: dict[JobKind, Handler] = {
            JobKind.TAKE_IN: publishing.take_in,
            JobKind.POST_ARTICLE: posting.post,
            JobKind.REFRESH_ARTICLE: posting.refresh,
            JobKind.PUBLISH: publishing.publish,
            JobKind.REVISE: publishing.revise,
            JobKind.RETRACT: publishing.retract,
            JobKind.REPOST: publishing.repost,
            JobKind.CARD: carding.card,
            JobKind.INCIDENT: carding.incident,
            JobKind.CROWD: carding.crowd,
            JobKind.ANSWER: answering.answer,
            JobKind.DIGEST: self.services.digests.post,
            JobKind.SANCTION: self.services.sanctions.carry_out,
            JobKind.CASE_CARD: self.services.sanctions.card,
            JobKind.APPEAL_CARD: appealing.card,
            JobKind.APPEAL_OUTCOME: appealing.tell_outcome,
            JobKind.WEEKLY: self.services.weekly.post,
        }
        return {kind: self._in_its_language(handler) for kind, handler in handlers.items()}

    def _in_its_language(self, handler: Handler) -> Handler:
        """The handler, speaking the language of the job's server."""

        async def do(job: Job, tried: bool) -> None:
            with speaking(await self.services.languages(job.guild_id)):
                await handler(job, tried)

        return do

    async def close(self) -> None:
        """Close every connection and end every thread."""
        if not self.client.is_closed():
            await self.client.close()
        self.judge.close()
        if self._remote_judge is not None:
            await self._remote_judge.close()
        await self._webhooks.close()
        await self._fetcher.close()
        await self.store.close()
