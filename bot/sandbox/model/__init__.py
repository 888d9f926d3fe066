"""The things a Discord server keeps: plain records, changed by ``operations``."""
