"""What moderators do with articles, step by step, and what Discord was asked for meanwhile."""

from __future__ import annotations

from bot.sandbox.people.messages import Attachment, Message
from bot.sandbox.people.person import Person
from bot.sandbox.people.places import Channel
from bot.sandbox.people.responses import Response
from bot.sandbox.people.sandbox import JournalEntry
from tests.e2e.house import ARTICLE, HELD, House, is_open

TITLE = "Night ferries to the island return"

MARKED = f"""{ARTICLE}
--- comments ---

Tom:
Good news for everybody who works nights.

Anna:
{HELD}

Anonymous:
The last ferry was always full.
"""
"""The article with three comments: the second has to wait for a moderator."""

UNMARKED = f"""{ARTICLE}
Tom Pelham

Good news for everybody who works nights. I have missed the last boat twice this month!


the last ferry was always full anyway. lets hope they bring back the second deck too
"""
"""The article with two comments, and nothing that says where they begin."""

WITH_COMMENTS = "Post the article and its 3 comments"
ARTICLE_ONLY = "Post the article only"
AS_ARCHIVE = "Keep the comments as an archive"


def titled(title: str, *paragraphs: str) -> str:
    """A short document."""
    return "\n\n".join([title, *(paragraphs or ("It runs again, the port said on Monday.",))])


async def post_command(
    house: House, content: bytes, *, who: Person | None = None, channel: Channel | None = None
) -> Response:
    """/article post with a file, at the desk."""
    file = Attachment("article.txt", content)
    person = who or house.olivia
    return await person.slash("article post", house.desk, file=file, channel=channel)


async def preview(
    house: House,
    text: str = ARTICLE,
    *,
    who: Person | None = None,
    channel: Channel | None = None,
) -> Message:
    """What /article post shows before anything is posted."""
    response = await post_command(house, text.encode(), who=who, channel=channel)
    return await response.wait_for(lambda message: bool(message.buttons))


async def refusal(
    house: House,
    content: bytes = ARTICLE.encode(),
    *,
    who: Person | None = None,
    channel: Channel | None = None,
) -> str:
    """What /article post says instead of a preview."""
    response = await post_command(house, content, who=who, channel=channel)
    answer = await response.wait_for()
    assert not answer.buttons, answer
    assert answer.ephemeral
    return answer.content


async def open_post(house: House, title: str, channel: Channel | None = None) -> Message:
    """The article's post, once it takes comments."""
    return await house.ada.wait_for_message(
        channel or house.news, lambda message: title in message.text and is_open(message)
    )


async def comments_below(house: House, post: Message, *authors: str) -> dict[str, Message]:
    """What a reader sees below a post, by author, once these authors' comments are there."""
    thread = await house.thread(post)

    async def by(author: str) -> Message:
        return await house.ada.wait_for_message(thread, lambda one: one.author.name == author)

    return {author: await by(author) for author in authors}


async def posts_of(house: House, title: str, channel: Channel | None = None) -> list[Message]:
    """All posts of the bot in the articles' channel that bear this title."""
    shown = await house.owner.messages(channel or house.news, limit=100)
    return [one for one in shown if one.author.id == house.app.id and title in one.text]


async def requests(
    house: House, method: str, route: str, *, since: int = 0, path: str = ""
) -> list[JournalEntry]:
    """What the bot asked of Discord, oldest first."""
    entries = await house.sandbox.journal(house.app, kind="request", since=since)
    return [
        one
        for one in entries
        if one.detail["method"] == method
        and one.detail["route"] == route
        and path in str(one.detail["path"])
    ]


async def journal_mark(house: House) -> int:
    """The number of the journal's newest entry."""
    entries = await house.sandbox.journal()
    return entries[-1].number if entries else 0


def field(message: Message, name: str) -> str | None:
    """The value of a field in a message's embed."""
    for embed in message.embeds:
        fields = embed.get("fields", [])
        assert isinstance(fields, list)
        for one in fields:
            if one["name"] == name:
                return str(one["value"])
    return None
