"""One schema on SQLite or PostgreSQL.

``engine`` opens the database, ``upgrade`` brings its schema up to date, ``store`` hands out
transactions. A transaction has one table object for each family of `bot.workflow.ports`.
"""
