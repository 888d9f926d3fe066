"""Feeds: when they are asked, and what becomes of their items."""
