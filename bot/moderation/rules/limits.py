"""How much a server's rules may hold, so that judging stays quick."""

from __future__ import annotations

MOST_RULES = 300
"""Rules of one server."""
MOST_TERMS = 10_000
"""Terms of one server, in all its rules."""
MOST_EXPRESSIONS = 100
"""Regular expressions of one server: each is a pass over every text."""
MOST_ALLOWED = 200
"""What one rule does not count."""
LONGEST_TERM = 100
"""Characters of a word, a phrase or a domain."""
LONGEST_EXPRESSION = 500
"""Characters of a regular expression."""
LONGEST_NOTE = 300
MOST_HITS = 5
"""Places in one text that one rule names."""
