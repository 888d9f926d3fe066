"""Free mode: members type below an article, and what must wait is taken down at once."""
