"""Feeds as they are found: every dialect, and much that is broken."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import DocumentUnreadable
from bot.domain.feed import FeedItem
from bot.sources.feeds.reader import read_feed

URL = "https://gazette.example/news/feed"


def items(body: str | bytes, content_type: str = "") -> tuple[FeedItem, ...]:
    raw = body.encode() if isinstance(body, str) else body
    return read_feed(raw, url=URL, content_type=content_type).items


def rss(inside: str, *, version: str = "2.0") -> str:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="{version}" '
        'xmlns:media="http://search.yahoo.com/mrss/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Harbour Gazette</title><link>https://gazette.example/</link>{inside}"
        "</channel></rss>"
    )


def test_rss_2_is_read_whole() -> None:
    body = rss(
        "<ttl>30</ttl><item><title>Ferry &amp;amp; bridge &lt;b&gt;reopen&lt;/b&gt;</title>"
        "<link>/2026/ferry?utm_source=rss</link><guid isPermaLink='false'>g-1</guid>"
        "<dc:creator>Ida Holm</dc:creator><pubDate>Mon, 23 Nov 2026 10:00:00 +0100</pubDate>"
        "<category>Harbour</category><category>Traffic</category><category>Harbour</category>"
        "<description>Short.</description><content:encoded><![CDATA[<p>The ferry sails again.</p>"
        "<p>From <em>noon</em>.</p><script>alert(1)</script><p>The post Ferry appeared first on "
        "Gazette.</p>]]></content:encoded>"
        "<media:content url='https://gazette.example/f.jpg' medium='image'/></item>"
    )
    feed = read_feed(body.encode(), url=URL)
    assert (feed.title, feed.url, feed.minutes) == (
        "Harbour Gazette",
        "https://gazette.example/",
        30,
    )
    assert feed.items == (
        FeedItem(
            guid="g-1",
            title="Ferry & bridge reopen",
            url="https://gazette.example/2026/ferry?utm_source=rss",
            paragraphs=("The ferry sails again.", "From noon."),
            author="Ida Holm",
            published_at=datetime(2026, 11, 23, 9, 0, tzinfo=UTC),
            categories=("Harbour", "Traffic"),
            picture_url="https://gazette.example/f.jpg",
        ),
    )


@pytest.mark.parametrize("version", ["0.91", "0.92"])
def test_old_rss_is_read(version: str) -> None:
    (item,) = items(rss("<item><title>One</title><link>/1</link></item>", version=version))
    assert (item.title, item.guid, item.url) == (
        "One",
        "https://gazette.example/1",
        "https://gazette.example/1",
    )


def test_rss_1_is_read() -> None:
    (item,) = items(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://gazette.example/"><title>G</title></channel>'
        '<item rdf:about="https://gazette.example/1"><title>One</title>'
        "<link>https://gazette.example/1</link><description>Lead.</description>"
        "<dc:date>2026-11-23T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert (item.title, item.lead) == ("One", "Lead.")
    assert item.published_at == datetime(2026, 11, 23, 10, tzinfo=UTC)


def test_atom_is_read() -> None:
    (item,) = items(
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://gazette.example/news/">'
        "<title>G</title><entry><id>tag:gazette.example,2026:1</id><title type='html'>A &amp;lt;b>"
        "</title><link rel='alternate' href='1.html'/><link rel='enclosure' type='image/png' "
        "href='p.png'/><summary>Sum.</summary><content type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>First of all.</p><p>Then.</p></div></content>"
        "<published>2026-11-23T10:00:00Z</published><updated>2026-11-23T11:00:00Z</updated>"
        "<author><name>Ida Holm</name></author></entry></feed>"
    )
    assert (item.guid, item.url) == (
        "tag:gazette.example,2026:1",
        "https://gazette.example/news/1.html",
    )
    assert item.paragraphs == ("First of all.", "Then.")
    assert item.picture_url == "https://gazette.example/news/p.png"
    assert item.updated_at == datetime(2026, 11, 23, 11, tzinfo=UTC)
    assert item.author == "Ida Holm"


def test_json_feed_is_read() -> None:
    feed = read_feed(
        b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1.1", "title": "G", '
        b'"home_page_url": "https://gazette.example", "items": [{"id": 7, "url": "/7", '
        b'"title": "Seven", "content_html": "<p>One.</p><p>Two.</p>", "image": "/7.jpg", '
        b'"date_published": "2026-11-23T10:00:00+01:00", "authors": [{"name": "Ida"}, '
        b'{"name": "Bo"}], "tags": ["Harbour"]}, {"id": "8", "content_text": "Plain.\\n\\nMore."},'
        b' "no item", {}]}',
        url=URL,
    )
    seven, eight = feed.items
    assert (seven.guid, seven.url, seven.paragraphs) == (
        "7",
        "https://gazette.example/7",
        ("One.", "Two."),
    )
    assert seven.published_at == datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert (seven.author, seven.categories) == ("Ida, Bo", ("Harbour",))
    assert (eight.title, eight.paragraphs) == ("Plain.", ("Plain.", "More."))


def test_broken_xml_gives_what_can_be_read() -> None:
    found = items(
        rss("<item><title>Ham & eggs &nbsp; here</title><link>/1</link></item>")
        .replace("</channel></rss>", "<item><title>Two</title><link>/2")
    )  # fmt: skip
    assert [item.title for item in found] == ["Ham & eggs here", "Two"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-9", "windows-1252", "koi8-r"])
def test_every_encoding_is_read(encoding: str) -> None:
    title = "Новости" if encoding == "koi8-r" else "Çöp über"
    body = rss(f"<item><title>{title}</title></item>").replace("utf-8", encoding)
    assert items(body.encode(encoding))[0].title == title
    without = body.replace(f' encoding="{encoding}"', "").encode(encoding)
    served = f"application/xml; charset={encoding}"
    assert items(without, content_type=served)[0].title == title


def test_an_item_without_a_title_is_called_by_its_first_words() -> None:
    text = "Ferry sails again from noon on, says the harbour master on the quay today"
    (item,) = items(rss(f"<item><description>{text}</description></item><item/>"))
    assert item.title == "Ferry sails again from noon on, says the harbour master on the…"


def test_a_picture_that_only_counts_readers_is_none() -> None:
    (item,) = items(
        rss(
            "<item><title>One</title><description><![CDATA[<img width='1' height='1' "
            "src='https://count.example/x.gif'><img src='/p.jpg'>Text]]></description></item>"
        )
    )
    assert item.picture_url == "https://gazette.example/p.jpg"


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Hello</body></html>", b"{}", b'{"a": 1}', b"{", b"/etc/passwd",
             b"https://gazette.example/feed", b"[" * 100_000, b"{" * 100_000],
)  # fmt: skip
def test_what_is_no_feed_is_refused(body: bytes) -> None:
    with pytest.raises(DocumentUnreadable, match=r"no feed|no JSON Feed"):
        read_feed(body, url=URL)


def test_a_feed_cannot_reach_for_files_or_grow_without_end() -> None:
    laughs = "".join(
        f'<!ENTITY l{n} "{("&l" + str(n - 1) + ";") * 10 if n else "ha"}">' for n in range(10)
    )
    body = (
        f'<?xml version="1.0"?><!DOCTYPE rss [{laughs}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        "<rss version='2.0'><channel><item><title>One &l9; &x;</title></item></channel></rss>"
    )
    (item,) = items(body)
    assert "root:" not in item.title
    assert len(item.title) < 100


def test_addresses_that_are_none_of_the_web_are_left_out() -> None:
    (item,) = items(
        rss(
            "<item><title>One</title><link>javascript:alert(1)</link>"
            "<enclosure url='file:///etc/passwd' type='image/png'/></item>"
        )
    )
    assert (item.url, item.picture_url) == ("", "")


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_refused(noise: bytes) -> None:
    for body in (noise, rss("<item><title>One</title></item>").encode() + noise, b"{" + noise):
        with contextlib.suppress(DocumentUnreadable):
            read_feed(body, url=URL)
