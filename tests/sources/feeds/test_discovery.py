"""The feeds that a page names."""

from bot.sources.feeds.discovery import NamedFeed, named_feeds

PAGE = b"""<!doctype html><html><head><base href="https://gazette.example/en/">
<link rel="stylesheet" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
<link rel="ALTERNATE home" type="Application/RSS+XML" title=" The  Gazette " href="feed">
<link rel="alternate" type="application/atom+xml" href="https://other.example/atom">
<link rel="alternate" type="application/json" href="/wp-json/wp/v2/posts">
<link rel="alternate" hreflang="de" href="/de">
<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">
</head><body><p>Hello"""


def test_feeds_are_found_in_a_page_those_of_comments_last() -> None:
    assert named_feeds(PAGE, "https://gazette.example/") == [
        NamedFeed("https://gazette.example/en/feed", "The Gazette"),
        NamedFeed("https://other.example/atom", ""),
        NamedFeed("https://gazette.example/comments/feed", "Comments"),
    ]


def test_a_page_without_feeds_names_none() -> None:
    for body in (b"", b"<p>Hello", b"\x00\x01", b"%PDF-1.4"):
        assert named_feeds(body, "https://gazette.example/") == []
