"""The control interface: what no Discord client could do, for tests and the demo.

It makes applications, guilds and people, lets people use commands, components
and forms, injects faults, moves clocks and shows the journal. Whatever a client
of Discord does over REST, people do over REST too, with a token of their own.
"""
