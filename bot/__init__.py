"""Greenroom: a Discord bot that judges every reader's comment before anyone sees it.

Imports go downward only, and a contract in ``pyproject.toml`` holds them to it::

    __main__ → app → cogs → client → discord_io | storage | sources → workflow → moderation → domain

``sandbox`` stands apart: a Discord-compatible server that imports nothing else of the project.
"""
