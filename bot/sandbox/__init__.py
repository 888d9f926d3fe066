"""A Discord-compatible server: the playground for people without a token, and the test bed.

An unmodified discord.py client reaches it (REST at ``/api/v10``, gateway at
``/gateway``). It keeps everything in memory, imports nothing else of the project,
and refuses what Discord would refuse; what it does not know fails loudly.

Who asks whom, from the outside in:

``server``, ``__main__``
    one port for REST, gateway, files and control; ``python -m bot.sandbox``
``rest``
    Discord's REST interface: the front, routing, one module for each resource
``gateway``
    sockets, sessions and the protocol's numbers
``control``
    what no client could do: making guilds and people, faults, clocks, the journal
``people``
    the typed client that tests and the demo use, also from another process
``operations``
    what can be done to the world, with all that follows: events, pings, audit log
``content``
    what messages, forms, commands and rules may hold; AutoMod's matching
``payloads``
    records as Discord's JSON, blanked for those who may not read them
``hub``, ``feed``, ``journal``
    who is told: bots, people, and whoever looks afterwards
``access``, ``permissions``
    who may do what where
``limits``, ``faults``, ``openapi``, ``schemas``
    rate limits, things that go wrong on demand, Discord's own description
``world``, ``model``
    everything that exists, as plain records
``shapes``, ``errors``, ``jsontypes``, ``clock``, ``snowflake``
    what all of it is built of
"""
