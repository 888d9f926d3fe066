"""How a server's discussions and its moderation go: figures, pictures, a weekly report."""
