from dataclasses import replace

import pytest

from bot.discord_io.rendering import buttons, posts
from bot.domain.comment import Author, Source
from bot.domain.posted import Article, ArticleState
from bot.workflow.stage import CommentPost
from tests.builders import CHANNEL, GUILD, START, document, published

ARTICLE = Article(
    id=3,
    guild_id=GUILD,
    channel_id=CHANNEL,
    document=document(),
    state=ArticleState.OPEN,
    created_at=START,
    created_by=90,
    message_id=10,
    thread_id=11,
)


def rendered(text: str, **fields: object) -> posts.RenderedComment:
    comment = published(**fields)
    return posts.comment_post(CommentPost(comment, text, 1, ARTICLE))


def test_a_comment_shows_its_text_and_a_small_mention_of_its_author() -> None:
    assert rendered("Hello.").content == "Hello.\n-# <@7>"


def test_an_answer_shows_whom_it_answers_with_a_short_quote_and_a_link() -> None:
    parent = published(id=2, shown_name="B*b", message_id=77)
    answer = published(id=5, parent_id=2)
    post = CommentPost(answer, "No.", 1, ARTICLE, parent, "A *long* story " * 20)
    first = posts.comment_post(post).content.split("\n")[0]
    assert first.startswith(
        f"-# ↪ [B\\*b](https://discord.com/channels/{GUILD}/11/77): A \\*long\\* story"
    )
    assert len(first) < 250


def test_an_answer_to_a_comment_that_is_gone_quotes_nothing() -> None:
    post = CommentPost(published(id=5, parent_id=2), "No.", 1, ARTICLE)
    assert posts.comment_post(post).content.startswith("-# ↪ a comment that is no longer here\n")


def test_a_text_that_does_not_fit_goes_into_one_embed_uncut() -> None:
    text = "](" * 750
    shown = rendered(text)
    assert len(shown.content) <= 2000
    assert shown.embed is not None
    assert shown.embed.description == text.replace("](", "]\\(")
    assert rendered("x" * 1500).embed is None


def test_an_imported_comment_says_where_it_is_from_and_mentions_nobody() -> None:
    content = rendered("Hello.", author=Author(None, "Ada"), source=Source.IMPORT).content
    assert content == "Hello.\n-# published with the article"


def test_reply_is_switched_off_on_a_closed_article_and_report_stays() -> None:
    closed = replace(ARTICLE, state=ArticleState.CLOSED)
    reply, report = buttons.below_comment(published(), closed).children
    assert (reply.disabled, report.disabled) == (True, False)  # type: ignore[attr-defined]
    assert "**Comments are closed.**" in str(posts.article_embed(closed, comments=2).description)


def test_a_post_names_its_comment_in_its_buttons() -> None:
    view = buttons.below_comment(published(id=42), ARTICLE)
    ids = [child.custom_id for child in view.children]  # type: ignore[attr-defined]
    assert buttons.comment_id_in(ids) == 42
    assert buttons.comment_id_in(["gr:report:42", "other:reply:1", "gr"]) is None


async def test_rows_of_buttons_are_stopped_so_that_nothing_remembers_them() -> None:
    assert buttons.below_article(ARTICLE).is_finished()


def test_the_article_shows_source_reading_time_and_number_of_comments() -> None:
    embed = posts.article_embed(replace(ARTICLE, thread_id=10), comments=4)
    fields = {field.name: field.value for field in embed.fields}
    assert fields == {"Source": "Harbour Gazette", "Reading time": "1 min", "Comments": "4"}


def test_a_post_that_was_made_anew_says_where_its_comments_are() -> None:
    embed = posts.article_embed(ARTICLE, comments=4)
    assert "4 in <#11>" in [field.value for field in embed.fields]


def test_a_long_article_is_read_in_pages_that_lose_no_paragraph() -> None:
    paragraphs = tuple(f"Paragraph {index} " + "word " * 300 for index in range(12))
    pages = posts.article_pages(replace(document(), paragraphs=paragraphs))
    assert all(len(page) <= posts.DESCRIPTION for page in pages)
    assert [f"Paragraph {i} " in "".join(pages) for i in range(12)] == [True] * 12
    assert len("".join(pages).replace("\n", "")) >= sum(map(len, paragraphs))


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x/y", "not an address", "http://", "https://a b"]
)
def test_an_address_that_discord_would_refuse_does_not_keep_an_article_from_being_posted(
    address: str,
) -> None:
    odd = replace(document(), url=address, picture_url=address)
    embed = posts.article_embed(replace(ARTICLE, document=odd), comments=0)
    assert embed.url is None
    assert embed.image.url is None
    fine = replace(document(), url="https://example.org/a?b=c")
    assert posts.article_embed(replace(ARTICLE, document=fine), comments=0).url == fine.url
