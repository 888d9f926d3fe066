"""``greenroom``, also ``python -m bot``."""

from bot.cli.group import main

if __name__ == "__main__":
    main()
