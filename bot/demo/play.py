"""What happens: an article is posted, readers write, a moderator decides."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.demo.house import House
from bot.domain.article import ArticleDocument, ReaderComment
from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.responses import Response
from bot.sandbox.people.transport import InteractionFailed, Refused

ANSWER_SECONDS = 10.0
ANONYMOUS = "anonymous reader"
PUBLISHED, WAITING, REJECTED = "Published", "Waiting for review", "Not published"


class Act(StrEnum):
    """What was done, for whoever watches."""

    SET_UP = "set up"
    READ = "read"
    POSTED = "posted"
    SENT = "sent"
    ANSWERED = "answered"
    CARD = "card"
    DECIDED = "decided"
    NEWS = "news"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened, in words."""

    act: Act
    who: str
    text: str = ""
    milliseconds: int | None = None
    message: Message | None = None
    """What was on the screen, where a whole message is worth showing."""


@dataclass(slots=True)
class Part:
    """One reader with one comment, and how it went."""

    author: str | None
    text: str
    person: Person
    sent_at: float | None = None
    """Unix time in milliseconds; None where it could not be sent."""
    answered_ms: int | None = None
    refused: str = ""
    decided: bool = False
    """Whether a moderator decided about it in the course of the play."""


@dataclass(slots=True)
class Play:
    """The play on its way."""

    house: House
    document: ArticleDocument
    tell: Callable[[Event], Awaitable[None]]
    parts: list[Part] = field(default_factory=list)

    async def set_up(self) -> None:
        """The owner runs ``/setup channel`` and accepts what it shows."""
        house = self.house
        owner = house.guild.owner
        response = await owner.slash(
            "setup channel", house.news, channel=house.news, moderators=house.desk
        )
        shown = await response.wait_for(timeout=ANSWER_SECONDS)
        applied = await owner.press(shown, "Apply")
        await applied.wait_for(lambda m: "Ready" in m.text, timeout=ANSWER_SECONDS)
        await self.tell(Event(Act.SET_UP, owner.name, message=shown))

    async def post(self, source: str) -> Message:
        """The moderator posts the article from a file; its comments come through the form."""
        house = self.house
        response = await house.moderator.slash(
            "article post", house.desk, file=Attachment("article.txt", source.encode())
        )
        preview = await response.wait_for(lambda m: bool(m.buttons), timeout=ANSWER_SECONDS)
        await self.tell(Event(Act.READ, house.moderator.name, message=preview))
        label = next(one.label for one in preview.buttons if one.label.startswith("Post"))
        await house.moderator.press(preview, label)
        post = await house.reader.wait_for_message(
            house.news,
            lambda m: any(b.label == "Comment" and not b.disabled for b in m.buttons),
            timeout=ANSWER_SECONDS,
        )
        await self.tell(Event(Act.POSTED, "Greenroom", self.document.title))
        return post

    async def comment(self, post: Message, comment: ReaderComment) -> Part:
        """A reader presses Comment, fills in the form and sends it."""
        name = comment.author or ANONYMOUS
        person = await self.house.guild.create_member(
            f"reader{len(self.parts) + 1}", nick=name[:32]
        )
        part = Part(comment.author, comment.text, person)
        self.parts.append(part)
        await self.tell(Event(Act.SENT, name, comment.text))
        try:
            form = await person.press(post, "Comment")
            if form.modal is None:
                part.refused = form.message.text if form.message is not None else form.kind
            else:
                part.sent_at = time.time() * 1000
                started = time.monotonic()
                response = await person.submit(form.modal, {"text": comment.text})
                answer = await _settled(response)
                part.answered_ms = round((time.monotonic() - started) * 1000)
                await self.tell(Event(Act.ANSWERED, name, answer.content, part.answered_ms))
        except (Refused, InteractionFailed, TimeoutError) as problem:
            part.refused = str(problem)
        if part.refused:
            await self.tell(Event(Act.ANSWERED, name, part.refused))
        return part

    async def review(self, decisions: Mapping[str, str]) -> None:
        """The moderator works through the cards, oldest first.

        Args:
            decisions: Author → the reason of a rejection; who is not named is approved.
        """
        house = self.house
        cards = await house.moderator.messages(house.desk)
        for card in [one for one in cards if any(b.label == "Approve" for b in one.buttons)]:
            part = next(p for p in self.parts if p.person.mention in card.text)
            await self.tell(Event(Act.CARD, part.author or ANONYMOUS, message=card))
            reason = decisions.get(part.author or "")
            if reason is None:
                await house.moderator.press(card, "Approve")
            else:
                form = await house.moderator.press(card, "Reject")
                if form.modal is None:
                    raise TimeoutError("Reject opened no form")
                await house.moderator.submit(form.modal, {"text": reason})
            part.decided = True
            said = "approves" if reason is None else f"rejects: {reason}"
            await self.tell(Event(Act.DECIDED, "Ines", said))
            news = await part.person.wait_for_ephemeral(
                lambda m: PUBLISHED in m.text or REJECTED in m.text, timeout=ANSWER_SECONDS
            )
            await self.tell(Event(Act.NEWS, part.author or ANONYMOUS, news.content))

    async def wait_for_cards(self) -> None:
        """Until every comment that waits has its card."""
        waiting = len(
            [
                part
                for part in self.parts
                if any(WAITING in one.text for one in await part.person.ephemerals())
            ]
        )
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                cards = await self.house.moderator.messages(self.house.desk)
                if sum(any(b.label == "Approve" for b in c.buttons) for c in cards) >= waiting:
                    return
                await asyncio.sleep(0.05)

    async def settle(self, post: Message) -> None:
        """Until the reader sees as many comments as authors were told are published."""
        async with asyncio.timeout(ANSWER_SECONDS):
            while True:
                published = 0
                for part in self.parts:
                    answers = await part.person.ephemerals()
                    published += any(PUBLISHED in one.content for one in answers)
                shown = [one for one in await self.thread(post) if one.webhook_id is not None]
                if len(shown) >= published:
                    return
                await asyncio.sleep(0.05)

    async def thread(self, post: Message) -> list[Message]:
        """The comments as the reader sees them now, oldest first."""
        if post.thread_id is None:
            return []
        return await self.house.reader.messages(post.thread_id, limit=100)


async def _settled(response: Response) -> Message:
    """The answer once it says how the comment stands."""
    return await response.wait_for(
        lambda m: any(word in m.content for word in (PUBLISHED, WAITING, REJECTED)),
        timeout=ANSWER_SECONDS,
    )
