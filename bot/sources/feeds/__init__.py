"""Feeds: RSS, Atom and JSON Feed, fetched and read into items."""
