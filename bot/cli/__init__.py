"""The command line, one file a command. A command's own parts are imported when it runs, so that
``greenroom --help`` and ``greenroom check`` stay quick."""
