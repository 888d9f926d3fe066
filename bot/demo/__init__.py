"""The main job, to be watched without a Discord account.

``house`` starts the sandbox and the bot as processes of their own and plays the people;
``play`` is what happens; ``watch`` prints it; ``outcome`` says what came of every comment.
"""
