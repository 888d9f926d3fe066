"""Between Discord and the domain: what comes in, what goes out, and how it looks.

``actors`` tells who asks and what they may; ``router`` finds the handler of a button or a form;
``rendering`` turns values into messages; ``stage`` is `bot.workflow.stage.Stage` on discord.py.
"""
