"""Articles and their readers' comments, read from pages."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.article import CommentBorder, ReaderComment
from bot.domain.errors import DocumentUnreadable
from bot.sources.pages.reader import read_page

URL = "https://gazette.example/ferries?utm_source=feed"

HEAD = """<title>Ferries return | Harbour Gazette</title>
<link rel="canonical" href="https://gazette.example/ferries">
<meta property="og:title" content="Ferries return">
<meta property="og:site_name" content="Harbour Gazette">
<meta property="og:image" content="https://gazette.example/f.jpg">
<meta name="author" content="Ida Holm">
<meta property="article:published_time" content="2026-11-23T10:00:00+01:00">"""

ARTICLE = """<article><h1>Ferries return</h1>
<p>The night ferries to the island will run again from Monday on, the port said.</p>
<figure><img src="/f.jpg"><figcaption>The ferry in port. Photo: Bo</figcaption></figure>
<p>They were stopped in autumn after two engines failed, and the island asked for them since.</p>
<h2>What it costs</h2>
<p>A ticket costs as much as it did before, and children under six travel free of charge.</p>
</article>"""

TWO = (
    ReaderComment("Tom Pelham", "Good news.\n\nI missed the last boat twice."),
    ReaderComment("Anna", "About time!"),
)

JSON = """<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "comment": [
{"@type": "Comment", "author": {"name": "Tom Pelham"},
 "text": "<p>Good news.</p><p>I missed the last boat twice.</p>",
 "comment": [{"@type": ["Comment"], "author": [{"name": "Anna"}], "text": "About time!"}]}
]}]}</script>"""

MARKS = """<div itemscope itemtype="https://schema.org/Comment">
<b itemprop="author" itemscope><span itemprop="name">Tom Pelham</span></b><time>9:00</time>
<div itemprop="text"><p>Good news.</p><p>I missed the last boat twice.</p></div>
<div itemscope itemtype="http://schema.org/Comment"><i itemprop="author">Anna</i>
<p itemprop="text">About time!</p></div></div>"""

WORDPRESS = """<h2>2 thoughts on “Ferries return”</h2><ol class="comment-list">
<li class="comment"><article class="comment-body"><footer><b class="fn">Tom Pelham</b>
<span class="says">says:</span><a>23 November at 9:00</a></footer>
<div class="comment-content"><p>Good news.</p><p>I missed the last boat twice.</p></div>
<a>Reply</a></article><ol class="children"><li class="comment"><article class="comment-body">
<footer><b class="fn">Anna</b></footer><div class="comment-content"><p>About time!</p></div>
</article></li></ol></li></ol>"""


def page(body: str = ARTICLE, head: str = HEAD) -> bytes:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        '<nav><a href="/">Home</a><a href="/news">News</a></nav>'
        f"{body}<footer>Imprint and data protection</footer></body></html>"
    ).encode()


def test_an_article_is_read_with_all_that_its_page_says_of_it() -> None:
    read = read_page(page(), url=URL)
    assert (read.title, read.author, read.attribution) == (
        "Ferries return",
        "Ida Holm",
        "Harbour Gazette",
    )
    assert read.published_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert read.url == "https://gazette.example/ferries"
    assert read.picture_url == "https://gazette.example/f.jpg"
    assert len(read.paragraphs) == 3
    assert read.lead.startswith("The night ferries")
    assert [(one.text, one.after_paragraph) for one in read.subheadings] == [("What it costs", 1)]
    assert [one.text for one in read.captions] == ["The ferry in port. Photo: Bo"]
    assert (read.comments, read.reading.border) == ((), CommentBorder.NONE)
    whole = "\n".join(read.paragraphs)
    assert not any(furniture in whole for furniture in ("Home", "Imprint", "Photo"))


@pytest.mark.parametrize("carried", [JSON, MARKS, WORDPRESS], ids=["json", "marks", "list"])
def test_readers_comments_are_read_where_a_page_carries_them(carried: str) -> None:
    read = read_page(page(ARTICLE + carried), url=URL)
    assert read.comments == TWO
    assert read.reading.border is CommentBorder.EXPLICIT
    assert len(read.paragraphs) == 3


def test_a_page_without_anything_of_an_article_is_refused() -> None:
    for body in (b"", b"<p>", b"\x00\x01\x02", b"<html><body><form></form></body></html>"):
        with pytest.raises(DocumentUnreadable, match="no article"):
            read_page(body, url="https://gazette.example/")


@pytest.mark.parametrize("charset", ["utf-8", "windows-1254", "iso-8859-1"])
def test_a_page_is_read_in_the_charset_that_its_server_names(charset: str) -> None:
    text = ARTICLE.replace("island", "ülke")
    body = page(text).replace(b'<meta charset="utf-8">', b"").decode().encode(charset)
    read = read_page(body, url=URL, content_type=f"text/html; charset={charset}")
    assert "ülke" in read.lead


@given(st.binary(max_size=200))
def test_whatever_stands_in_a_page_is_read_or_refused(noise: bytes) -> None:
    read = read_page(page(ARTICLE) + noise, url=URL)
    assert read.title == "Ferries return"
    data = JSON.encode().replace(b"Good news.", noise.replace(b"<", b""))
    read_page(page() + data, url=URL)
